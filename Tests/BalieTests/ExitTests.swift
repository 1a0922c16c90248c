import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A command ends` {
    @Test func `with a status that means something`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let ola = ["BALIE_URL": stage.url, "BALIE_TOKEN": staff.ola]
        var nowhere = ola
        nowhere["BALIE_URL"] = "http://127.0.0.1:1"
        var stranger = ola
        stranger["BALIE_TOKEN"] = "balie_nobody"
        // Something that answers and isn't a desk.
        let other = ["BALIE_URL": stage.gatewayURL, "BALIE_TOKEN": staff.ola]
        let ending: [(Surface.ExitStatus, [String: String], [String])] = [
          (.done, ola, ["queue", "whoami --json", "advisers", "presence busy", "why --help"]),
          (.done, [:], ["--help"]),
          (.refused, ola, ["claim 99", "next", "queue --language xx"]),
          (.usage, ola, ["claim", "claim nine", "close 1 happy", "attempt 1 maybe", "dance", "add"]),
          (.usage, ola, ["attempt 1 asked_other_time --at noon", "presence asleep"]),
          (.usage, [:], ["queue", "serve", "token create --config x"]),
          (.notReachable, nowhere, ["queue", "reveal 1"]), (.fault, other, ["queue"]),
          (.notAllowed, stranger, ["queue"]),
          (.notAllowed, ola, ["inbox", "adviser import \(stage.advisersFile)"]),
          (.configuration, ola, ["adviser import missing.yaml"]),
          (.configuration, [:], ["serve --config missing.yaml", "check --config balie.yaml"]),
          (.configuration, Stage.secrets, ["serve --config balie.yaml --listen here"]),
        ]
        for (status, environment, commands) in ending {
          for command in commands { try await ends(command, environment, status, stage) }
        }
      }
    }

    private func ends(
      _ command: String, _ environment: [String: String], _ status: Surface.ExitStatus, _ stage: Stage
    ) async throws {
      let running = try stage.run(command.split(separator: " ").map(String.init), environment)
      #expect(await running.status == status.rawValue, "balie \(command): \(running.err)")
      guard status != .done else { return }
      #expect(running.out.isEmpty && !running.err.isEmpty, "balie \(command): \(running.out)")
      #expect(!running.err.contains("Fatal error"), "balie \(command)")
    }

    @Test func `with the token alone on the last line, on a running desk and on a stopped one`() async throws {
      try await onStage { stage async throws in
        _ = try await stage.staff()
        for signal in [SIGKILL, SIGTERM] {
          let made = try await stage.balie(
            "token", "create", "--adviser", "ola", "--config", stage.config.path, environment: Stage.secrets)
          let token = try #require(made.out.split(separator: "\n").last).description
          #expect(made.status == 0 && token.hasPrefix("balie_"), "\(made)")
          if stage.running?.isRunning == false { try await stage.start() }
          let who = try await stage.balie("whoami", "--json", as: token)
          #expect(try Wire.decode(AdviserBody.self, from: Array(who.out.utf8)).id == "ola")
          await stage.stop(signal)
        }
        let unknown = try await stage.balie(
          "token", "create", "--adviser", "nobody", "--config", stage.config.path, environment: Stage.secrets)
        #expect(unknown.status == 1, "\(unknown)")
        let check = try await stage.balie(
          "check", "--json", "--config", stage.config.path, environment: Stage.secrets)
        #expect(check.status == 0 && check.out.contains("\"callbacks\":0"), "\(check)")
      }
    }
  }
}

extension Stage {
  /// The list of advisers that ships.
  var advisersFile: String { Self.project.appending(path: "config/advisers.yaml").path }
}

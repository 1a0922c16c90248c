import DemoGateway
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `The demo` {
    @Test func `works as it says, keeps its data, and is no real desk`() async throws {
      try await onStage(starting: false) { stage async throws in
        let folder = stage.folder.appending(path: "demo").path
        let first = try await demo(folder, stage)
        let phone = DemoPhone(number: "+48600100200", name: "Jan", gateway: first.gateway, client: stage.curl)
        try await phone.send("polski")
        #expect(try await phone.messages(after: 1, wait: .seconds(25)).map(\.fromDesk) == [true])
        let me = ["BALIE_URL": first.url, "BALIE_TOKEN": first.token]
        let queue = try await stage.balie("queue", "--json", environment: me)
        let items = try Wire.decode(List<CallbackBody>.self, from: Array(queue.out.utf8)).items
        #expect(items.map(\.language) == ["pl"])
        let advisers = try await stage.balie("advisers", "--json", environment: me)
        #expect(try Wire.decode(List<AdviserBody>.self, from: Array(advisers.out.utf8)).items.count == 36)
        #expect(try await stage.balie("next", environment: me).status == 0)
        first.desk.signal(SIGINT)
        #expect(await first.desk.status == 0, "\(first.desk.err)")

        let second = try await demo(folder, stage)
        #expect(second.token == first.token)
        let again = ["BALIE_URL": second.url, "BALIE_TOKEN": second.token]
        let kept = try await stage.balie("show", "\(items[0].id)", "--json", environment: again)
        #expect(try Wire.decode(CallbackBody.self, from: Array(kept.out.utf8)).state == "claimed")
        let check = try await stage.balie("check", "--data", folder)
        #expect(check.status == 0 && check.out.contains("callbacks: 1"), "\(check)")
        second.desk.signal(SIGTERM)
        #expect(await second.desk.status == 0)

        let real = try await stage.balie(
          "serve", "--config", stage.config.path, "--data", folder, environment: Stage.secrets)
        #expect(real.status == 78 && real.err.contains("demo"), "\(real)")
        #expect(try await stage.balie("serve", "--data", folder).status == 78)
      }
    }

    @Test func `leaves the folder of a real desk alone`() async throws {
      try await onStage { stage async throws in
        await stage.stop()
        let refused = try await stage.balie("demo", "--data", stage.data.path, "--listen", "127.0.0.1:0")
        #expect(refused.status == 78 && refused.err.contains("holds something already"), "\(refused)")
        try await stage.start()
      }
    }

    private struct Demo {
      let desk: Running
      let url: String
      let token: String
      let gateway: String
    }

    /// Reads what it prints to try.
    private func demo(_ folder: String, _ stage: Stage) async throws -> Demo {
      let desk = try stage.run(["demo", "--data", folder, "--listen", "127.0.0.1:0"], [:])
      let said = try await eventually("what to try: \(desk.err)") { () -> String? in
        desk.out.contains("Ctrl-C") ? desk.out : nil
      }
      let export = try #require(said.firstMatch(of: /export BALIE_URL=(\S+) BALIE_TOKEN=(\S+)/))
      let gateway = try #require(said.firstMatch(of: /--gateway (\S+)/)).1
      return Demo(desk: desk, url: String(export.1), token: String(export.2), gateway: String(gateway))
    }
  }
}

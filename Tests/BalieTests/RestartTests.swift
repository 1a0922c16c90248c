import DemoGateway
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A desk that ends` {
    @Test func `in the middle has lost nothing it said 200 to`() async throws {
      try await onStage(starting: false) { stage async throws in
        try await stage.start(["BALIE_BENCH_PAUSE_READING": "1"])
        let staff = try await stage.staff()
        let numbers = (0..<20).map { "4860010\(2000 + $0)" }
        for number in numbers {
          #expect(try await stage.post(try Hook(says: "polski", from: number)).status == 200)
        }
        #expect(try await stage.everything(as: staff.ola).isEmpty)
        #expect(try await stage.metric("balie_receipts_unread") == 20)
        #expect(await stage.stop(SIGKILL) == SIGKILL)
        try await stage.start()
        let items = try await eventually("all twenty callbacks") { () -> [CallbackBody]? in
          let items = try await stage.everything(as: staff.ola)
          return items.count >= 20 ? items : nil
        }
        #expect(items.count == 20 && Set(items.map(\.language)) == ["pl"])
        for number in numbers {
          let reply = try await stage.phone(number).messages(wait: .seconds(25))
          #expect(reply.filter(\.fromDesk).count == 1)
        }
        let check = try await stage.balie("check", "--config", stage.config.path, environment: Stage.secrets)
        #expect(check.status == 0, "\(check)")
      }
    }

    @Test func `keeps what an adviser did, and a killed one sends nothing twice`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let phone = stage.phone()
        try await phone.send("polski")
        _ = try await phone.messages(after: 1, wait: .seconds(25))
        let claimed = try await stage.api("POST", "next", as: staff.ola).decode(CallbackBody.self)
        for signal in [SIGKILL, SIGTERM, SIGKILL] {
          await stage.stop(signal)
          try await stage.start()
        }
        let now = try await stage.api("GET", "callbacks/\(claimed.id)", as: staff.ola).decode(
          CallbackBody.self)
        #expect(now == claimed)
        #expect(try await phone.messages().filter(\.fromDesk).count == 1)
      }
    }

    @Test func `when it is told to, says 0, however open its connections are`() async throws {
      try await onStage { stage async throws in
        let idle = try Line(stage.url)
        let asked = try Line(stage.url)
        asked.send("GET /pl HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(asked.status() == 200)
        let half = try Line(stage.url)
        half.send("POST /webhooks/whatsapp/main HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx")
        let begin = ContinuousClock.now
        #expect(await stage.stop(SIGTERM) == 0)
        #expect(ContinuousClock.now - begin < .seconds(25))
        _ = (idle, half)
      }
    }

    @Test func `has its folder to itself until then`() async throws {
      try await onStage { stage async throws in
        let second = try stage.run(["serve", "--config", stage.config.path], Stage.secrets)
        #expect(await second.status == Surface.ExitStatus.configuration.rawValue)
        #expect(second.err.contains("in use by another balie") && second.out.isEmpty, "\(second.err)")
        #expect(try await stage.get("/pl").status == 200)
        #expect(try await stage.metric("balie_inbox_open") == 0)
      }
    }

    @Test func `answers ready and alive while it runs, to the operator alone`() async throws {
      try await onStage { stage async throws in
        for path in ["/livez", "/readyz"] {
          let answer = try await stage.call("GET", stage.operatorURL + path)
          #expect(answer.status == 200 && answer.text == "ok\n")
          #expect(try await stage.get(path).status == 404)
        }
        let metrics = try await stage.call("GET", stage.operatorURL + "/metrics")
        #expect(metrics.header("Content-Type")?.hasPrefix("text/plain; version=0.0.4") == true)
        for line in metrics.text.split(separator: "\n") {
          #expect(
            line.wholeMatch(of: /balie_[a-z_]+(\{[a-z]+="[a-z_-]+"(,[a-z]+="[a-z_-]+")*\})? \d+/) != nil,
            "\(line)")
        }
        #expect(try await stage.call("GET", stage.operatorURL + "/pl").status == 404)
        #expect(try await stage.call("POST", stage.operatorURL + "/tokens").status == 404)
        for name in try FileManager.default.contentsOfDirectory(atPath: stage.data.path) {
          let file = try FileManager.default.attributesOfItem(atPath: stage.data.appending(path: name).path)
          #expect(file[.posixPermissions] as? Int == 0o600, "\(name)")
        }
      }
    }
  }
}

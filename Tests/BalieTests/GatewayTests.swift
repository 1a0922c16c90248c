import DemoGateway
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `Through an unfriendly gateway` {
    /// The desk waits five seconds before it tries again; more when it is asked to.
    @Test func `the reply comes once, after a 500 and after a 429 that says when`() async throws {
      let faults: [(Faults.Send, tries: Int)] = [(.serverError, 2), (.throttled, 2)]
      for (fault, tries) in faults {
        var faults = Faults()
        faults.send = fault
        faults.sendTimes = 1
        faults.retryAfter = 6
        try await onStage(faults) { stage async throws in
          _ = try await stage.staff()
          let phone = stage.phone()
          try await phone.send("polski")
          _ = try await eventually("the first try") { stage.meta.requests.first }
          let begin = ContinuousClock.now
          let reply = try await phone.messages(after: 1, wait: .seconds(25))
          let waited = ContinuousClock.now - begin
          #expect(reply.filter(\.fromDesk).count == 1, "\(fault)")
          #expect(waited > .seconds(fault == .throttled ? 5.5 : 4.5), "\(fault): \(waited)")
          _ = try await eventually("the status") { () -> Bool? in
            try await stage.metric("balie_dispatches{state=\"sent\"}") == 1 ? true : nil
          }
          #expect(stage.meta.requests.count == tries, "\(fault)")
        }
      }
    }

    @Test(arguments: [Faults.Send.lostAnswer, .badGateway, .closedBefore])
    func `what may have arrived is never sent again, and a status tells`(fault: Faults.Send) async throws {
      var faults = Faults()
      faults.send = fault
      faults.sendTimes = 1
      try await onStage(faults) { stage async throws in
        _ = try await stage.staff()
        let phone = stage.phone()
        try await phone.send("polski")
        let state = fault == .lostAnswer ? "sent" : "uncertain"
        _ = try await eventually("a dispatch that is \(state)") { () -> Bool? in
          try await stage.metric("balie_dispatches{state=\"\(state)\"}") == 1 ? true : nil
        }
        await stage.stop(SIGKILL)
        try await stage.start()
        try await stage.phone("+48600100201").send("polski")
        _ = try await stage.phone("+48600100201").messages(after: 1, wait: .seconds(25))
        #expect(stage.meta.requests.count == 2)
        #expect(try await phone.messages().filter(\.fromDesk).count == (fault == .lostAnswer ? 1 : 0))
      }
    }

    @Test func `a message that can't be delivered is shown to a coordinator`() async throws {
      var faults = Faults()
      faults.failWithCode = 131026
      try await onStage(faults) { stage async throws in
        let staff = try await stage.staff()
        try await stage.phone().send("polski")
        let item = try await eventually("the inbox item") { try await stage.inbox(as: staff.greet).first }
        #expect(item.kind == "failed_send" && item.subject == "131026" && item.callback != nil)
        #expect(try await stage.balie("inbox", as: staff.greet).out.contains("131026"))
        #expect(try await stage.everything(as: staff.ola).map(\.state) == ["waiting"])
      }
    }

    @Test func `what is signed with another secret never gets in`() async throws {
      var faults = Faults()
      faults.badSignature = true
      try await onStage(faults) { stage async throws in
        let staff = try await stage.staff()
        let phone = stage.phone()
        try await phone.send("polski")
        _ = try await eventually("three refusals") { () -> Bool? in
          let refused = "balie_deliveries_total{channel=\"whatsapp\",result=\"badSignature\"}"
          let other = "balie_deliveries_total{channel=\"whatsapp\",result=\"bad_signature\"}"
          let (one, two) = (try await stage.metric(refused), try await stage.metric(other))
          return one + two >= 3 ? true : nil
        }
        #expect(try await stage.everything(as: staff.greet).isEmpty)
        #expect(try await stage.inbox(as: staff.greet).isEmpty)
        // Meta goes on trying, so a secret that is set right later loses nothing.
        stage.meta.faults = Faults()
        _ = try await eventually("the callback after all") { try await stage.everything(as: staff.ola).first }
      }
    }
  }
}

import Curl
import Foundation
import Synchronization
import Testing

@testable import DemoGateway

@Suite struct `A client's phone` {
  @Test func `writes to the desk in Meta's words`() async throws {
    try await onStage { stage async throws in
      let seq = try await stage.phone(name: "Zażółć 🐝").send("Gęś/ü\n2")
      #expect(seq == 1)
      let body = try #require(await stage.desk.deliveries(1).first).body
      #expect(body.utf8.allSatisfy { $0 < 0x80 })
      #expect(body.contains(#""body":"G\u0119\u015b\/\u00fc\n2""#))
      #expect(body.contains(#""name":"Za\u017c\u00f3\u0142\u0107 \ud83d\udc1d""#))
      #expect(body.contains(#""from":"31612345678""#))
      #expect(body.contains(#""phone_number_id":"1065""#))
      #expect(body.contains(#""wa_id":"31612345678""#))
      #expect(body.contains(#"{"entry":[{"changes":[{"field":"messages","value":{"#))
      #expect(!body.contains("null"))
    }
  }

  @Test func `without a number is known by its user id alone`() async throws {
    try await onStage { stage async throws in
      try await stage.phone("NL.13491208655302741918").send("hallo")
      let body = try #require(await stage.desk.deliveries(1).first).body
      #expect(body.contains(#""from_user_id":"NL.13491208655302741918""#))
      #expect(!body.contains(#""from":"#))
      #expect(!body.contains(#""wa_id":"#))
    }
  }

  @Test func `shows what the desk sends, waits for it, and reads it`() async throws {
    try await onStage { stage async throws in
      let phone = stage.phone()
      try await phone.send("hallo")
      async let next = phone.messages(after: 1, wait: .seconds(25))
      _ = try await stage.send("Witaj", to: "31612345678")
      let shown = try await next
      #expect(shown.map(\.text) == ["Witaj"])
      #expect(shown.map(\.fromDesk) == [true])
      let all = await stage.desk.deliveries(4)
      #expect(all.compactMap(\.status) == ["sent", "delivered", "read"])
      #expect(try await phone.messages(after: 2).isEmpty)
    }
  }

  @Test func `taps a choice that it was offered, and no other`() async throws {
    try await onStage { stage async throws in
      let menu =
        #"{"messaging_product":"whatsapp","to":"+31612345678","type":"interactive","interactive":{"#
        + #""type":"button","body":{"text":"Language?"},"action":{"buttons":["#
        + #"{"type":"reply","reply":{"id":"pl","title":"Polski"}},{"type":"reply","reply":{"id":"ro","title":"Română"}}]}}}"#
      #expect(try await stage.post(menu).status == 200)
      let phone = stage.phone()
      let shown = try #require(try await phone.messages().first)
      #expect(shown.choices.map(\.title) == ["Polski", "Română"])
      try await phone.choose(shown.choices[1])
      let bodies = await stage.desk.deliveries(4).map(\.body)
      #expect(bodies.contains { $0.contains(#""button_reply":{"id":"ro","title":"Rom\u00e2n\u0103"}"#) })
      await #expect(throws: DemoPhone.Failure.refused(status: 400)) {
        try await phone.choose(PhoneMessage.Choice(id: "xx", title: ""))
      }
    }
  }

  @Test func `says when there is no gateway`() async throws {
    let phone = DemoPhone(number: "31612345678", gateway: "http://127.0.0.1:1")
    await #expect(throws: DemoPhone.Failure.notReached(.notSent(.unreachable))) { try await phone.messages() }
  }
}

@Suite struct `A webhook` {
  @Test func `is posted until it is answered 200, with the same bytes`() async throws {
    try await onStage(desk: PlainDesk(answers: [503, 401, 204])) { stage async throws in
      try await stage.phone().send("hallo")
      let tries = await stage.desk.deliveries(4)
      #expect(Set(tries.map(\.body)).count == 1)
      #expect(Set(tries.map(\.signature)).count == 1)
      var seen = try await stage.phone().messages()
      while seen.first?.status == .pending { seen = try await stage.phone().messages() }
      #expect(seen.first?.status == .delivered)
      #expect(stage.desk.state.withLock { $0.deliveries.count } == 4)
    }
  }

  @Test func `is doubled, shuffled and badly signed when that is asked for`() async throws {
    var faults = Faults()
    faults.webhookCopies = 3
    faults.shuffleStatuses = true
    faults.badSignature = true
    try await onStage(faults) { stage async throws in
      _ = try await stage.send()
      let all = await stage.desk.deliveries(6)
      #expect(all.map(\.status) == ["delivered", "delivered", "delivered", "sent", "sent", "sent"])
      #expect(Set(all.map(\.body)).count == 2)
      for delivery in all {
        #expect(SignedBody.signature(of: Array(delivery.body.utf8), secret: "secret") != delivery.signature)
      }
    }
  }

  @Test func `is signed as Meta's example`() {
    let body = Array(#"{"object":"whatsapp_business_account","entry":[]}"#.utf8)
    #expect(
      SignedBody.signature(of: body, secret: "test_app_secret")
        == "sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756")
  }

  @Test func `waits for a desk that isn't there yet`() async throws {
    let account = PretendAccount(phoneNumberID: "1", appSecret: "s", accessToken: "t", verifyToken: "v")
    #expect(try await PretendMeta(account: account).verify() == .noDesk)
  }

  @Test func `URL is verified by an exact echo`() async throws {
    try await onStage { stage async throws in
      #expect(try await stage.meta.verify() == .confirmed)
      #expect(try await stage.meta.verify(with: "other") == .refused(status: 403))
    }
    try await onStage(desk: PlainDesk(echo: { "\"\($0)\"" })) { stage async throws in
      guard case .wrongEcho(let echo) = try await stage.meta.verify() else {
        Issue.record("a quoted challenge passed")
        return
      }
      #expect(echo.hasPrefix("\""))
    }
  }

  @Test func `faults can be switched while it runs`() async throws {
    try await onStage { stage async throws in
      let answer = try await stage.client.perform(
        HTTPCall(
          method: "POST", url: "\(stage.url)/faults",
          body: Array(#"{"send":"throttled","sendTimes":1}"#.utf8),
          addresses: .any))
      #expect(answer.status == 200)
      #expect(try await stage.send().status == 429)
      #expect(try await stage.send().status == 200)
      #expect(stage.meta.faults.send == .throttled)
    }
  }
}

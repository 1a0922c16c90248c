import Curl
import Foundation
import Testing

@testable import DemoGateway

@Suite struct `Sending through the pretended Meta` {
  @Test func `is accepted, recorded, and its statuses come back signed`() async throws {
    try await onStage { stage async throws in
      let answer = try await stage.send()
      #expect(answer.status == 200)
      #expect(answer.body.contains(#""wa_id":"31612345678""#))
      let id = try #require(answer.body.firstMatch(of: /"id":"wamid.([^"]+)"/)).1.replacing("\\/", with: "/")
      let inside = try #require(Data(base64Encoded: String(id)))
      #expect(String(decoding: inside, as: UTF8.self).contains("31612345678"))
      let statuses = await stage.desk.deliveries(2)
      #expect(statuses.map(\.status) == ["sent", "delivered"])
      for delivery in statuses {
        #expect(delivery.body.contains(#""biz_opaque_callback_data":"dispatch 7""#))
        #expect(SignedBody.signature(of: Array(delivery.body.utf8), secret: "secret") == delivery.signature)
      }
      #expect(stage.meta.requests.map(\.path) == ["/v26.0/1065/messages"])
      #expect(
        stage.meta.requests.first.map { String(decoding: $0.body, as: UTF8.self) }?.contains("Dzień") == true)
    }
  }

  @Test func `needs the token, the number's id, a recipient and a text that fits`() async throws {
    try await onStage { stage async throws in
      #expect(try await stage.send(token: "other").body.contains(#""code":190"#))
      #expect(try await stage.send(token: "other").status == 401)
      #expect(try await stage.send(path: "v26.0/9").body.contains(#""error_subcode":33"#))
      #expect(try await stage.send("").body.contains(#""code":131008"#))
      #expect(try await stage.send(String(repeating: "a", count: 4097)).body.contains(#""code":100"#))
      #expect(try await stage.send(String(repeating: "a", count: 4096)).status == 200)
      #expect(try await stage.send(to: "").body.contains(#""code":131008"#))
      #expect(try await stage.send(to: "31612345678").status == 200)
      #expect(try await stage.post("not json").body.contains(#""code":100"#))
      let body =
        #"{"messaging_product":"whatsapp","recipient":"NL.13491208655302741918","text":{"body":"a"}}"#
      #expect(try await stage.post(body).body.contains(#""user_id":"NL.13491208655302741918""#))
      #expect(stage.meta.requests.count == 10)
    }
  }

  @Test(arguments: [
    (Faults.Send.serverError, 500, "131000"), (.throttled, 429, "130429"), (.badGateway, 502, "<html>"),
  ])
  func `is refused when a fault says so, as often as it says`(fault: Faults.Send, status: Int, text: String)
    async throws
  {
    var faults = Faults()
    faults.send = fault
    faults.sendTimes = 1
    try await onStage(faults) { stage async throws in
      let answer = try await stage.send()
      #expect(answer.status == status)
      #expect(answer.body.contains(text))
      #expect(try await stage.send().status == 200)
      #expect(try await stage.phone().messages().count == 1)
    }
  }

  /// Only the late answer waits for its limit to pass: on a busy machine a lost one must not meet it first.
  @Test(arguments: [
    (Faults.Send.lostAnswer, Duration.seconds(60), TransferFailure.outcomeUnknown(.connectionLost)),
    (.lateAnswer, .seconds(2), .outcomeUnknown(.timedOut)),
  ])
  func `leaves the outcome unknown, though the message was taken`(
    fault: Faults.Send, limit: Duration, failure: TransferFailure
  ) async throws {
    var faults = Faults()
    faults.send = fault
    try await onStage(faults) { stage async throws in
      await #expect(throws: failure) { try await stage.send(within: limit) }
      #expect(await stage.desk.deliveries(2).map(\.status) == ["sent", "delivered"])
    }
  }

  @Test func `can fail later, with a code`() async throws {
    var faults = Faults()
    faults.failWithCode = 131026
    try await onStage(faults) { stage async throws in
      #expect(try await stage.send().status == 200)
      let failed = await stage.desk.deliveries(1)[0]
      #expect(failed.status == "failed")
      #expect(failed.body.contains(#""code":131026"#))
      #expect(!failed.body.contains(#""contacts""#))
    }
  }

  @Test func `is closed to who hasn't written, when the window is kept`() async throws {
    var faults = Faults()
    faults.enforceWindow = true
    try await onStage(faults) { stage async throws in
      #expect(try await stage.send().body.contains(#""code":131047"#))
      try await stage.phone().send("hallo")
      #expect(try await stage.send().status == 200)
    }
  }
}

extension PlainDesk.Delivery {
  var status: String? { body.firstMatch(of: /"status":"(\w+)"/).map { String($0.1) } }
}

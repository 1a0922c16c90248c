import Foundation
import Testing

@testable import Signing

@Suite struct `A signature of Standard Webhooks` {
  /// The example of the specification.
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  static let body = Array(#"{"test": 2432232314}"#.utf8)
  static let id = "msg_p5jXN8AQM9LWM0D4loKWxJek"
  static let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

  private func headers(_ signatures: String, timestamp: String = "1614265330") -> StandardWebhook.Headers {
    .init(id: Self.id, timestamp: timestamp, signatures: signatures)
  }

  @Test func `is the one of the specification`() throws {
    let webhook = try #require(StandardWebhook(secret: Self.secret))
    #expect(webhook.signature(id: Self.id, timestamp: "1614265330", body: Self.body) == Self.signature)
    #expect(webhook.verifies(headers(Self.signature), body: Self.body))
  }

  @Test(arguments: [
    "", "v1", "v1,", "nonsense", "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", ",", "v1,AAAA",
  ])
  func `isn't anything else`(signatures: String) throws {
    let webhook = try #require(StandardWebhook(secret: Self.secret))
    #expect(!webhook.verifies(headers(signatures), body: Self.body))
  }

  @Test func `may stand among others`() throws {
    let webhook = try #require(StandardWebhook(secret: Self.secret))
    #expect(webhook.verifies(headers("v1a,x nocomma v1,AAAA \(Self.signature)"), body: Self.body))
  }

  @Test func `binds body, id and time`() throws {
    let webhook = try #require(StandardWebhook(secret: Self.secret))
    #expect(!webhook.verifies(headers(Self.signature), body: Self.body + [32]))
    #expect(!webhook.verifies(headers(Self.signature, timestamp: "1614265331"), body: Self.body))
    let other = StandardWebhook.Headers(id: "msg_other", timestamp: "1614265330", signatures: Self.signature)
    #expect(!webhook.verifies(other, body: Self.body))
  }

  @Test(arguments: [(0.0, true), (300, true), (-300, true), (301, false), (-301, false)])
  func `is fresh for five minutes either way`(seconds: Double, isFresh: Bool) {
    let now = Date(timeIntervalSince1970: 1_614_265_330 + seconds)
    #expect(headers("").isFresh(now: now) == isFresh)
    #expect(!headers("", timestamp: "soon").isFresh(now: now))
  }

  @Test func `needs a secret of 24 to 64 bytes`() {
    #expect(StandardWebhook(secret: "whsec_" + Data(count: 23).base64EncodedString()) == nil)
    #expect(StandardWebhook(secret: "whsec_" + Data(count: 65).base64EncodedString()) == nil)
    #expect(StandardWebhook(secret: "whsec_not base64!") == nil)
    #expect(StandardWebhook(secret: StandardWebhook.makeSecret()) != nil)
  }
}

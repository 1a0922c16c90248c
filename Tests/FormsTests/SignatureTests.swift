import Foundation
import Signing
import Testing

@testable import Forms

@Suite struct `A form provider's signature` {
  let delivery = Deliveries.json(#"{"a":"ż"}"#)
  let now = Date(timeIntervalSince1970: 1_614_265_330)
  /// HMAC-SHA256 of the body with "a form secret", by OpenSSL.
  let hex = "bb477dc99398ac4ac0f077534a819edcf8ad5be2209bc5332076f8be1ec18dba"
  let base64 = "u0d9yZOYrErA8HdTSoGe3PitW+Igm8UzIHb4vh7Bjbo="

  private func verifies(
    _ signature: FormSignature, _ headers: [String: String] = [:], query: [String: String] = [:],
    body: FormDelivery? = nil
  ) -> Bool {
    signature.verifies(body ?? delivery, headers: headers, query: query, now: now)
  }

  @Test func `is over the bytes as they came, in the header and the writing that were agreed`() {
    let secrets = ["an older secret", "a form secret"]
    let typeform = FormSignature.typeform(secrets: secrets)
    #expect(verifies(typeform, ["typeform-signature": "sha256=" + base64]))
    for wrong in ["", base64, "sha256=" + hex, "sha256=", "sha256=AAAA"] {
      #expect(!verifies(typeform, ["typeform-signature": wrong]), "\(wrong)")
    }
    #expect(!verifies(typeform))
    #expect(!verifies(typeform, ["typeform-signature": "sha256=" + base64], body: Deliveries.json(#"{"a":"Ż"}"#)))
    #expect(!verifies(.typeform(secrets: ["an older secret"]), ["typeform-signature": "sha256=" + base64]))
    let ours = FormSignature(.hmac(header: "x-sig", prefix: "v0=", encoding: .hex), secrets: secrets)
    #expect(verifies(ours, ["x-sig": "v0=" + hex]) && verifies(ours, ["x-sig": "v0=" + hex.uppercased()]))
    for wrong in [hex, "v0=" + hex.dropLast(), "v0=" + hex.dropLast(2) + "+1", "v0=" + hex.dropLast() + "٣"] {
      #expect(!verifies(ours, ["x-sig": wrong]), "\(wrong)")
    }
  }

  /// The vector of the standard's own page.
  @Test func `of Standard Webhooks may stand under either name, and not for long`() throws {
    let webhook = try #require(StandardWebhook(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    let signature = FormSignature(.standardWebhooks([webhook]), secrets: [])
    let body = Deliveries.json(#"{"test": 2432232314}"#)
    for name in ["webhook", "svix"] {
      var headers = [
        name + "-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", name + "-timestamp": "1614265330",
        name + "-signature": "nonsense v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
      ]
      #expect(verifies(signature, headers, body: body))
      #expect(!signature.verifies(body, headers: headers, query: [:], now: now + 301))
      headers[name + "-id"] = "msg_other"
      #expect(!verifies(signature, headers, body: body))
    }
  }

  @Test func `may be a token in a header, the address or a field`() {
    let bearer = FormSignature(
      .token(header: "authorization", prefix: "Bearer ", query: "token", field: "HandshakeKey"), secrets: ["s3cret"])
    #expect(
      verifies(bearer, ["authorization": "Bearer s3cret"]) && verifies(bearer, ["authorization": "bearer s3cret"]))
    #expect(verifies(bearer, query: ["token": "s3cret"]))
    #expect(verifies(bearer, body: Deliveries.json(#"{"HandshakeKey":"s3cret"}"#)))
    #expect(!verifies(bearer, ["authorization": "s3cret"]) && !verifies(bearer, query: ["token": "s3cre"]))
    #expect(!verifies(bearer) && !verifies(bearer, query: ["key": "s3cret"]) && !verifies(bearer, query: ["token": ""]))
    let header = FormSignature(.token(header: "x-api-key", prefix: "", query: nil, field: nil), secrets: ["s3cret"])
    #expect(verifies(header, ["x-api-key": "s3cret"]) && !verifies(header, query: ["token": "s3cret"]))
  }
}

@Suite struct `Where in a form something stands` {
  private let filled = #"{"data":{"a b":[{"x":"1"}],"1.3":"Ana"},"your-name":"Jan","Town *":"Venlo","empty":" "}"#

  @Test(arguments: [
    ("your-name", "Jan"), ("town", "Venlo"), ("$.data['a b'][0].x", "1"), ("$.data[\"1.3\"]", "Ana"),
    ("$['your-name']", "Jan"),
    ("{your-name} from {town}", "Jan from Venlo"), ("{empty}{town}", "Venlo"), ("empty", nil), ("$.data.none", nil),
    ("{empty} only", nil), ("$.data['a b'][7]", nil), ("$.your-name.more", nil),
  ])
  func `is said by question, path or several together`(text: String, found: String?) throws {
    #expect(try #require(Deliveries.read(Deliveries.json(filled), [.name: [text]])).said[.name] == found)
  }

  @Test(arguments: ["", "$.", "$x", "$.a[", "$.a[x]", "{a", "{}", "a {$..b}"])
  func `can't be said like this`(text: String) {
    #expect(FormSelector(text) == nil)
  }

  @Test func `is taken in turn, translated, or always so`() throws {
    var mapping = FormMapping()
    mapping.fields = [.issue: ["none", "town"].compactMap(FormSelector.init)]
    mapping.values = [.issue: ["venlo": "employment.wages"]]
    mapping.always = [.language: "pl", .issue: "debt"]
    mapping.hide = [FormSelector("your-name")].compactMap { $0 }
    let read = try #require(mapping.read(Deliveries.json(filled))?.first)
    #expect(read.said == [.issue: "employment.wages", .language: "pl"])
    #expect(!read.written.contains("Jan") && read.written.contains("Town *: Venlo"))
  }
}

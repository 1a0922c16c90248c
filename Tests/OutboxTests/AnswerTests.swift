import Curl
import Desk
import Foundation
import Storage
import Testing

@testable import Outbox

@Suite struct `An answer of the gateway` {
  private static let now = Date(timeIntervalSince1970: 1_781_078_400)
  private static let accepted =
    #"{"messaging_product":"whatsapp","contacts":[{"input":"+48","wa_id":"48"}],"messages":[{"id":"wamid.x"}]}"#

  private static func error(_ code: Int) -> String {
    #"{"error":{"message":"(#\#(code)) text","type":"OAuthException","code":\#(code),"fbtrace_id":"A"}}"#
  }

  @Test(
    arguments: [
      (200, accepted, nil, Dispatch.Result.accepted),
      (201, accepted, nil, .accepted),
      // Taken, and we can't tell what.
      (200, "", nil, .unknown), (200, "{}", nil, .unknown), (200, #"{"messages":[]}"#, nil, .unknown),
      (200, "<html>", nil, .unknown), (204, "", nil, .unknown),
      // Something between us and the gateway.
      (502, "<html>Bad Gateway</html>", nil, .unknown), (503, "", nil, .unknown), (504, "", nil, .unknown),
      (404, "<html>", nil, .refused(reason: "http 404")), (302, "", nil, .refused(reason: "http 302")),
      (400, "{", nil, .refused(reason: "http 400")), (413, "", nil, .refused(reason: "http 413")),
      (429, "slow down", "30", .tryAgain(reason: "http 429", notBefore: now + 30)),
      // What passes.
      (500, error(131000), nil, .tryAgain(reason: "131000", notBefore: nil)),
      (503, error(131016), "7", .tryAgain(reason: "131016", notBefore: now + 7)),
      (429, error(130429), "120", .tryAgain(reason: "130429", notBefore: now + 120)),
      (400, error(131056), nil, .tryAgain(reason: "131056", notBefore: nil)),
      (400, error(4), nil, .tryAgain(reason: "4", notBefore: nil)),
      (429, error(999_999), nil, .tryAgain(reason: "999999", notBefore: nil)),
      // What doesn't.
      (400, error(131047), nil, .refused(reason: "131047")),
      (400, error(131026), nil, .refused(reason: "131026")),
      (400, error(100), nil, .refused(reason: "100")),
      // What is wrong with the account, not with the message.
      (400, error(131048), "5", .channelStopped(reason: "131048")),
      (401, error(190), nil, .channelStopped(reason: "190")),
      (403, error(10), nil, .channelStopped(reason: "10")), (403, error(200), nil, .channelStopped(reason: "200")),
      (500, error(999_999), nil, .refused(reason: "999999")),
      // Hostile waiting times.
      (429, error(4), "1e300", .tryAgain(reason: "4", notBefore: nil)),
      (429, error(4), "nan", .tryAgain(reason: "4", notBefore: nil)),
      (429, error(4), "Wed, 21 Oct 2026 07:28:00 GMT", .tryAgain(reason: "4", notBefore: nil)),
      (429, error(4), "999999999999", .tryAgain(reason: "4", notBefore: now + 86400)),
      (429, error(4), "-5", .tryAgain(reason: "4", notBefore: now - 5)),
    ] as [(Int, String, String?, Dispatch.Result)])
  func `says whether it was sent`(status: Int, body: String, retryAfter: String?, result: Dispatch.Result) {
    let headers = retryAfter.map { [(name: "retry-after", value: $0)] } ?? []
    let answer = HTTPAnswer(status: status, headers: headers, body: Array(body.utf8))
    #expect(WhatsAppSender.result(answer, now: Self.now) == result)
  }
}

@Suite struct `A letter` {
  private let sender = WhatsAppSender(
    account: "main", phoneNumberID: "106", apiBase: "https://graph.facebook.com/v26.0", accessToken: "t",
    addresses: .publicOnly(except: []))

  private func body(to: String, _ text: String = "żółw") throws -> [String: Any] {
    let call = try sender.call(.init(to: to, text: text), tag: "balie-7")
    return try #require(try JSONSerialization.jsonObject(with: Data(call.body)) as? [String: Any])
  }

  @Test func `goes to a number with its plus`() throws {
    let body = try body(to: "+48511223344")
    #expect(body["to"] as? String == "+48511223344" && body["recipient"] == nil)
    #expect(body["biz_opaque_callback_data"] as? String == "balie-7" && body["type"] as? String == "text")
    #expect((body["text"] as? [String: Any])?["body"] as? String == "żółw")
  }

  @Test func `goes to one who hides the number by the scoped id`() throws {
    let body = try body(to: "NL.13491208655302741918")
    #expect(body["to"] == nil && body["recipient"] as? String == "NL.13491208655302741918")
  }

  @Test func `is no longer than the gateway takes`() throws {
    let text = try body(to: "+48", String(repeating: "ż", count: 5000))["text"] as? [String: Any]
    #expect((text?["body"] as? String)?.count == 4096)
  }

  @Test(arguments: ["https://graph.facebook.com/v26.0", "https://graph.facebook.com/v26.0/"])
  func `is posted to the number's own address`(base: String) throws {
    let sender = WhatsAppSender(
      account: "main", phoneNumberID: "106", apiBase: base, accessToken: "t", addresses: .any)
    let call = try sender.call(.init(to: "+48", text: "t"), tag: "balie-7")
    #expect(call.url == "https://graph.facebook.com/v26.0/106/messages" && call.method == "POST")
    #expect(call.headers.contains { $0.name == "Authorization" && $0.value == "Bearer t" })
  }
}

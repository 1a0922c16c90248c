import Curl
import DemoGateway
import Desk
import Foundation
import Signing
import Surface
import Testing

/// What a test of referrals needs at hand.
extension Stage {
  /// FairWork by mail, Barka by webhook, both as referrers too.
  /// - Returns: what signs between the desk and Barka.
  func partners(as token: String) async throws -> String {
    let port = try await eventually("the partner's port") { partner.port }
    let yaml = """
      partners:
        - { id: fairwork, name: FairWork, does: helps, referWhen: in need, needs: [name, phone], mail: in@fairwork.invalid,
            answersWithin: 2, refersHere: true, feedback: back@fairwork.invalid, source: invented, verifiedOn: "2026-06-01" }
        - { id: barka, name: Barka, does: helps, referWhen: in need, needs: [name], webhook: "http://127.0.0.1:\(port)/in",
            source: invented, verifiedOn: "2026-06-01" }
      """
    let file = folder.appending(path: "partners.yaml")
    try yaml.write(to: file, atomically: true, encoding: .utf8)
    #expect(try await balie("partner", "import", file.path, as: token).status == 0)
    let secret = try await api("POST", "partners/barka/secret", as: token).decode(SecretBody.self).secret
    return secret
  }

  /// A person whom Ola holds.
  func held(by token: String, _ number: String = "0612345678") async throws -> Int64 {
    let asked = AddRequest(channel: .phone, language: "pl", number: number, name: "Jan Kowalski")
    let id = try await api("POST", "callbacks", asked, as: token).decode(CallbackBody.self).id
    #expect(try await api("POST", "callbacks/\(id)/claim", as: token).status == 200)
    return id
  }

  /// `balie refer`, with a yes.
  func refer(_ id: Int64, to partner: String, as token: String) async throws -> Int64 {
    let ended = try await balie(
      "refer", "\(id)", partner, "--share", "name,phone,need", "--say", "need=a bed tonight", "--consent-wording",
      "pl-1",
      "--json", as: token)
    #expect(ended.status == 0, "\(ended)")
    return try Wire.decode(ReferralBody.self, from: Array(ended.out.utf8)).id
  }

  func referral(_ id: Int64, as token: String) async throws -> ReferralBody {
    try await api("GET", "referrals/\(id)", as: token).decode(ReferralBody.self)
  }

  /// Where the link in a letter leads, on this stage.
  func link(in mail: ReceivedMail) throws -> String {
    url + "/r/" + String(try #require(mail.text.firstMatch(of: /https:\/\/desk\.invalid\/r\/([A-Za-z0-9_-]+)/)).1)
  }

  func post(_ form: String, to address: String) async throws -> Answer {
    try await call(
      "POST", address, body: Array(form.utf8), headers: [("Content-Type", "application/x-www-form-urlencoded")])
  }

  /// Posts as Barka's system does.
  func answer(_ body: String, id: String, secret: String, to partner: String = "barka") async throws -> Answer {
    let webhook = try #require(StandardWebhook(secret: secret))
    let timestamp = String(Int(Date.now.timeIntervalSince1970))
    return try await call(
      "POST", url + "/webhooks/partners/" + partner, body: Array(body.utf8),
      headers: [
        ("Content-Type", "application/json"), ("webhook-id", id), ("webhook-timestamp", timestamp),
        ("webhook-signature", webhook.signature(id: id, timestamp: timestamp, body: Array(body.utf8))),
      ])
  }
}

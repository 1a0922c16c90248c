import Curl
import Desk
import Foundation
import Signing
import Storage

/// Calls the systems of partners, signed as Standard Webhooks has it (standardwebhooks.com, spec 1.0).
package struct WebhookSender: Sendable {
  private let addresses: AddressPolicy

  package init(addresses: AddressPolicy) { self.addresses = addresses }

  /// Signed with every secret that counts, so that a partner can change to the new one when it likes.
  func call(_ webhook: Dispatches.Webhook, to url: String, secrets: [String], now: Date) -> HTTPCall {
    let timestamp = String(Int(now.timeIntervalSince1970))
    let body = Array(webhook.body.utf8)
    let signatures = secrets.compactMap { StandardWebhook(secret: $0) }
      .map { $0.signature(id: webhook.id, timestamp: timestamp, body: body) }
    return HTTPCall(
      method: "POST", url: url,
      headers: [
        ("Content-Type", "application/json"), ("webhook-id", webhook.id), ("webhook-timestamp", timestamp),
        ("webhook-signature", signatures.joined(separator: " ")),
      ], body: body, connectTimeout: .seconds(5), totalTimeout: .seconds(20),
      maxResponseBytes: 64 * 1024, addresses: addresses)
  }

  /// Every 2xx is a yes; 410 says that nobody listens there any more; all else may pass (Standard Webhooks, "Delivery").
  static func result(_ answer: HTTPAnswer, now: Date) -> Dispatch.Result {
    switch answer.status {
    case 200...299: return .accepted
    case 410: return .refused(reason: "http 410")
    case let status:
      let wait = answer.header("Retry-After").flatMap { Int($0) }.map { now + Double(min($0, 24 * 3600)) }
      return .tryAgain(reason: "http \(status)", notBefore: wait)
    }
  }
}

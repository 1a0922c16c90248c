import Crypto
import Foundation

/// Signs and verifies webhooks as Standard Webhooks 1.0 has it: `v1,` and the base64 of HMAC-SHA256 over
/// `id.timestamp.body`, in which the secret is the base64 after `whsec_`.
package struct StandardWebhook: Sendable {
  /// 24 to 64 bytes.
  private let key: SymmetricKey

  /// Nil for a text that is no such secret.
  package init?(secret: String) {
    let encoded = secret.hasPrefix("whsec_") ? String(secret.dropFirst(6)) : secret
    guard let bytes = Data(base64Encoded: encoded), (24...64).contains(bytes.count) else { return nil }
    key = SymmetricKey(data: bytes)
  }

  /// A new secret of 32 random bytes.
  package static func makeSecret() -> String {
    "whsec_" + SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
  }

  /// One entry of the header `webhook-signature`.
  package func signature(id: String, timestamp: String, body: [UInt8]) -> String {
    "v1,"
      + Data(HMAC<SHA256>.authenticationCode(for: Self.signed(id, timestamp, body), using: key)).base64EncodedString()
  }

  /// What comes with a webhook.
  package struct Headers: Sendable {
    package let id: String
    package let timestamp: String
    package let signatures: String

    package init(id: String, timestamp: String, signatures: String) {
      self.id = id
      self.timestamp = timestamp
      self.signatures = signatures
    }

    /// Older or newer than this many seconds is a replay or a wrong clock.
    static let tolerance: TimeInterval = 5 * 60

    package func isFresh(now: Date) -> Bool {
      guard let seconds = Int64(timestamp), id.count <= 256, !id.isEmpty else { return false }
      return abs(now.timeIntervalSince1970 - Double(seconds)) <= Self.tolerance
    }
  }

  /// Is any entry ours? Versions we don't know and entries without a comma are passed over: senders sign with an old and a
  /// new secret at once. Compared in constant time.
  package func verifies(_ headers: Headers, body: [UInt8]) -> Bool {
    let signed = Self.signed(headers.id, headers.timestamp, body)
    return headers.signatures.split(separator: " ").contains { entry in
      guard entry.hasPrefix("v1,"), let code = Data(base64Encoded: String(entry.dropFirst(3))) else { return false }
      return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: signed, using: key)
    }
  }

  private static func signed(_ id: String, _ timestamp: String, _ body: [UInt8]) -> Data {
    Data("\(id).\(timestamp).".utf8) + body
  }
}

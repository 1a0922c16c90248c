import Crypto
import Foundation
import Signing

/// How a form provider shows that a delivery is its own.
package struct FormSignature: Sendable {
  package enum Scheme: Sendable {
    /// Standard Webhooks 1.0, under its own names or svix's.
    case standardWebhooks([StandardWebhook])
    /// HMAC-SHA256 over the bytes as they came, in a header.
    case hmac(header: String, prefix: String, encoding: Encoding)
    /// The secret itself: in a header, in the address (`?token=`) or in a field of the body.
    case token(header: String, prefix: String, query: String?, field: String?)
  }

  package enum Encoding: String, CaseIterable, Sendable { case hex, base64 }

  private let scheme: Scheme
  /// Two while one is being replaced.
  private let secrets: [SymmetricKey]

  package init(_ scheme: Scheme, secrets: [String]) {
    self.scheme = scheme
    self.secrets = secrets.map { SymmetricKey(data: Data($0.utf8)) }
  }

  /// `Typeform-Signature: sha256=` and base64 (gateways.md A4.2).
  package static func typeform(secrets: [String]) -> Self {
    Self(.hmac(header: "typeform-signature", prefix: "sha256=", encoding: .base64), secrets: secrets)
  }

  /// - Parameters:
  ///   - headers: all that came, names in lower case.
  ///   - query: of the address it was posted to.
  package func verifies(_ delivery: FormDelivery, headers: [String: String], query: [String: String], now: Date) -> Bool
  {
    switch scheme {
    case .standardWebhooks(let keys): return Self.isStandard(delivery, headers, keys, now)
    case .hmac(let name, let prefix, let encoding):
      guard let header = headers[name], header.hasPrefix(prefix),
        let code = Self.bytes(header.dropFirst(prefix.count), encoding), code.count == 32
      else { return false }
      // Each is tried, so that the time taken doesn't tell which one fits.
      return secrets.map { HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: delivery.body, using: $0) }
        .contains(true)
    case .token(let name, let prefix, let query_, let field):
      var shown: [String] = []
      if let header = headers[name], header.lowercased().hasPrefix(prefix.lowercased()) {
        shown.append(String(header.dropFirst(prefix.count)))
      }
      shown += [query_.flatMap { query[$0] }].compactMap { $0 }
      if let field { shown += (delivery.trees ?? []).prefix(1).compactMap { $0[field].scalar } }
      return shown.map(isSecret).contains(true)
    }
  }

  private func isSecret(_ text: String) -> Bool {
    let shown = SHA256.hash(data: Data(text.utf8))
    // Digests compare in constant time.
    return secrets.map { $0.withUnsafeBytes { SHA256.hash(data: $0) } == shown }.contains(true)
  }

  private static func isStandard(
    _ delivery: FormDelivery, _ headers: [String: String], _ keys: [StandardWebhook], _ now: Date
  ) -> Bool {
    func header(_ name: String) -> String? { headers["webhook-" + name] ?? headers["svix-" + name] }
    guard let id = header("id"), let timestamp = header("timestamp"), let signatures = header("signature") else {
      return false
    }
    let shown = StandardWebhook.Headers(id: id, timestamp: timestamp, signatures: signatures)
    return shown.isFresh(now: now) && keys.map { $0.verifies(shown, body: Array(delivery.body)) }.contains(true)
  }

  private static func bytes(_ text: Substring, _ encoding: Encoding) -> Data? {
    guard encoding == .hex else { return Data(base64Encoded: String(text)) }
    guard text.utf8.count == 64, text.allSatisfy({ $0.isHexDigit && $0.isASCII }) else { return nil }
    var bytes = Data()
    var rest = text
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    return bytes
  }
}

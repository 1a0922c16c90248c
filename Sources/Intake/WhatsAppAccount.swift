import Crypto
import Desk
import Foundation

/// One WhatsApp number of the desk at Meta's Cloud API (`whatsapp.NAME` of the configuration), as a door.
package struct WhatsAppAccount: Sendable {
  package let name: String
  package let phoneNumberID: String
  /// Several while one is being replaced, or when several apps share the path.
  private let appSecrets: [SymmetricKey]
  private let verifyToken: String

  package init(name: String, phoneNumberID: String, appSecrets: [String], verifyToken: String) {
    self.name = name
    self.phoneNumberID = phoneNumberID
    self.appSecrets = appSecrets.map { SymmetricKey(data: Data($0.utf8)) }
    self.verifyToken = verifyToken
  }

  /// `X-Hub-Signature-256: sha256=<64 hex>`, HMAC-SHA256 over the bytes as they arrived (gateways.md A1.2).
  package func verify(_ body: some DataProtocol, signature header: String?) throws(Rejection) {
    guard let header, header.hasPrefix("sha256="), let code = Self.bytes(hex: header.dropFirst(7)),
      code.count == 32
    else { throw .badSignature }
    // Every secret is tried, so that the time taken doesn't tell which one fits.
    var isRight = false
    for secret in appSecrets
    where HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: body, using: secret) {
      isRight = true
    }
    guard isRight else { throw .badSignature }
  }

  /// The challenge to send back, when the verify token is ours (gateways.md A1.1).
  package func challenge(mode: String?, verifyToken token: String?, challenge: String?) throws(Rejection) -> String {
    guard mode == "subscribe", let token, let challenge, challenge.utf8.count <= 1024,
      Self.hash(token) == Self.hash(verifyToken)
    else { throw .badVerifyToken }
    return challenge
  }

  /// Digests compare in constant time.
  private static func hash(_ text: String) -> SHA256Digest { SHA256.hash(data: Data(text.utf8)) }

  private static func bytes(hex: Substring) -> [UInt8]? {
    let digits = hex.utf8.map { digit -> UInt8? in
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
      case _: nil
      }
    }
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }
}

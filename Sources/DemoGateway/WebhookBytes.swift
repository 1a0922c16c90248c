import Crypto
import Foundation

/// A webhook on the wire. The bytes are made once: retries and copies are the same to the byte.
struct SignedBody: Sendable {
  let bytes: [UInt8]
  /// For `X-Hub-Signature-256`.
  let signature: String

  init(_ webhook: Webhook, secret: String) throws {
    let encoder = JSONEncoder()
    // Sorted so that the same webhook is the same bytes in every run.
    encoder.outputFormatting = .sortedKeys
    bytes = Self.escaped(try encoder.encode(webhook))
    signature = Self.signature(of: bytes, secret: secret)
  }

  static func signature(of bytes: [UInt8], secret: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: Array(secret.utf8)))
    return "sha256=" + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Meta sends and signs non-ASCII as `\uXXXX` with lower-case digits, beyond the first plane as two of them.
  private static func escaped(_ json: Data) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(json.count)
    for unit in String(decoding: json, as: UTF8.self).utf16 {
      if unit < 0x80 {
        bytes.append(UInt8(unit))
      } else {
        let digits = String(unit, radix: 16)
        bytes += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
      }
    }
    return bytes
  }
}

import Curl
import Foundation
import Synchronization

/// What the desk made of Meta's question whether the webhook URL is its own.
package enum Verification: Sendable, Equatable {
  /// 200 with the challenge as the whole body, to the byte.
  case confirmed
  case refused(status: Int)
  /// 200 with something else: quotes, a newline, a page.
  case wrongEcho(String)
  case noDesk
}

extension PretendMeta {
  /// Asks as Meta does when a webhook URL is saved.
  /// - Parameter verifyToken: another than the account's, to see it refused.
  package func verify(with verifyToken: String? = nil) async throws(TransferFailure) -> Verification {
    guard let url = state.withLock({ $0.webhookURL }) else { return .noDesk }
    let challenge = String(UInt32.random(in: 1_000_000_000...UInt32.max))
    let token = Self.percentEncoded(verifyToken ?? account.verifyToken)
    let query = "hub.mode=subscribe&hub.challenge=\(challenge)&hub.verify_token=\(token)"
    let answer = try await client.perform(HTTPCall(url: "\(url)?\(query)", addresses: .any))
    guard answer.status == 200 else { return .refused(status: answer.status) }
    let echo = String(decoding: answer.body, as: UTF8.self)
    return echo == challenge ? .confirmed : .wrongEcho(echo)
  }

  static func percentEncoded(_ text: String) -> String {
    text.utf8.reduce(into: "") { result, byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default: result += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
  }
}

import Crypto
import Curl
import Foundation

/// A webhook made by hand, for what the pretended gateway never sends.
struct Hook {
  var bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// A text message in Meta's envelope.
  init(
    says text: String, from number: String = "48600100200", name: String = "Jan",
    id: String = UUID().uuidString,
    desk: String = "1065"
  ) throws {
    let value: [String: Any] = [
      "messaging_product": "whatsapp", "metadata": ["display_phone_number": "31", "phone_number_id": desk],
      "contacts": [["wa_id": number, "profile": ["name": name]]],
      "messages": [
        [
          "from": number, "id": "wamid." + id, "timestamp": "\(Int(Date.now.timeIntervalSince1970))",
          "type": "text",
          "text": ["body": text],
        ] as [String: Any]
      ],
    ]
    let change: [String: Any] = ["field": "messages", "value": value]
    let envelope: [String: Any] = [
      "object": "whatsapp_business_account", "entry": [["id": "1", "changes": [change]] as [String: Any]],
    ]
    bytes = Array(try JSONSerialization.data(withJSONObject: envelope, options: [.sortedKeys]))
  }

  func signature(_ secret: String = Stage.secret) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: Data(secret.utf8)))
    return "sha256=" + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension Stage {
  /// - Parameter signature: nil leaves the header out.
  func post(
    _ hook: Hook, signature: String?, headers: [HTTPCall.Header] = [], account: String = "main"
  ) async throws -> Answer {
    let signed = signature.map { [("X-Hub-Signature-256", $0)] } ?? []
    return try await call(
      "POST", "\(url)/webhooks/whatsapp/\(account)", body: hook.bytes,
      headers: [("Content-Type", "application/json")] + signed + headers)
  }

  func post(_ hook: Hook) async throws -> Answer { try await post(hook, signature: hook.signature()) }
}

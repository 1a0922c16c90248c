import Curl
import Desk
import Foundation
import Storage

/// Sends text by one WhatsApp number of the desk through Meta's Cloud API (gateways.md A1.10).
package struct WhatsAppSender: Sendable {
  package let account: AccountName
  private let url: String
  private let accessToken: String
  private let addresses: AddressPolicy

  /// - Parameter apiBase: with the version, "https://graph.facebook.com/v26.0"; a simulator's on loopback.
  package init(
    account: AccountName, phoneNumberID: String, apiBase: String, accessToken: String,
    addresses: AddressPolicy
  ) {
    self.account = account
    url = (apiBase.hasSuffix("/") ? String(apiBase.dropLast()) : apiBase) + "/\(phoneNumberID)/messages"
    self.accessToken = accessToken
    self.addresses = addresses
  }

  func call(_ letter: Dispatches.Letter, tag: String) throws -> HTTPCall {
    let body = Outgoing(
      to: letter.to.hasPrefix("+") ? letter.to : nil, recipient: letter.to.hasPrefix("+") ? nil : letter.to,
      type: letter.template == nil ? "text" : "template",
      text: letter.template == nil ? .init(body: String(letter.text.prefix(4096))) : nil,
      template: letter.template.map { .init(name: $0.name, language: .init(code: $0.language)) },
      biz_opaque_callback_data: tag)
    return HTTPCall(
      method: "POST", url: url,
      headers: [("Authorization", "Bearer \(accessToken)"), ("Content-Type", "application/json")],
      body: Array(try JSONEncoder().encode(body)), connectTimeout: .seconds(5), totalTimeout: .seconds(20),
      maxResponseBytes: 64 * 1024, addresses: addresses)
  }

  /// Field names are Meta's.
  private struct Outgoing: Encodable {
    struct Text: Encodable {
      let preview_url = false
      let body: String
    }
    struct Template: Encodable {
      struct Language: Encodable { let code: String }
      let name: String
      let language: Language
    }
    let messaging_product = "whatsapp"
    let recipient_type = "individual"
    /// With "+", or Meta may put the country code of the business before it.
    let to: String?
    /// Somebody who hides the number.
    let recipient: String?
    let type: String
    let text: Text?
    let template: Template?
    /// Comes back with every status. There is no idempotency key.
    let biz_opaque_callback_data: String
  }

  /// What an answer means for the dispatch.
  static func result(_ answer: HTTPAnswer, now: Date) -> Dispatch.Result {
    if (200...299).contains(answer.status) {
      let accepted = answer.body.isEmpty ? nil : decode(Accepted.self, answer.body)
      return accepted?.messages.isEmpty == false ? .accepted : .unknown
    }
    // A day at most, so that nothing an answer says can put it off for ever.
    let wait = answer.header("Retry-After").flatMap { Int($0) }.map { now + Double(min($0, 24 * 3600)) }
    guard let error = decode(Refused.self, answer.body)?.error else {
      // Not Meta's envelope: something between us. 5xx may have been acted on.
      if answer.status == 429 { return .tryAgain(reason: "http 429", notBefore: wait) }
      return (500...599).contains(answer.status) ? .unknown : .refused(reason: "http \(answer.status)")
    }
    let meaning = MetaError(code: error.code)
    if meaning.stopsTheAccount { return .channelStopped(reason: String(error.code)) }
    return meaning.isPassing || answer.status == 429
      ? .tryAgain(reason: String(error.code), notBefore: wait) : .refused(reason: String(error.code))
  }

  private static func decode<Value: Decodable>(_ type: Value.Type, _ body: [UInt8]) -> Value? {
    do { return try JSONDecoder().decode(type, from: Data(body)) } catch { return nil }
  }

  private struct Accepted: Decodable {
    struct Message: Decodable { let id: String }
    let messages: [Message]
  }

  private struct Refused: Decodable {
    struct Detail: Decodable { let code: Int }
    let error: Detail
  }
}

/// Meta's error codes, as far as they decide whether to try again (gateways.md A1.12).
struct MetaError {
  let code: Int

  /// Nothing was sent, and the same call may go through later: throughput, pair and call limits, their own faults,
  /// maintenance.
  var isPassing: Bool {
    [4, 80007, 130429, 131056, 133016, 133004, 131000, 131016, 131057, 1, 2, 135000].contains(code)
  }

  /// Token, permission, lock, payment, registration: nothing goes out until somebody mended it.
  var stopsTheAccount: Bool {
    [190, 0, 3, 10, 368, 131031, 131042, 131045, 131048, 133010].contains(code) || (200...299).contains(code)
  }
}

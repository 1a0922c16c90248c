import Desk
import Foundation
import Phone

/// One message of a WhatsApp envelope (gateways.md A1.5 to A1.7).
struct WhatsAppMessage {
  private let message: JSONTree
  private let contacts: [JSONTree]
  private let desk: String
  private let account: AccountName

  init(_ message: JSONTree, contacts: [JSONTree], desk: String, account: AccountName) {
    self.message = message
    self.contacts = contacts
    self.desk = desk
    self.account = account
  }

  /// Types that aren't a person asking for something.
  private static let events: Set<String> = ["reaction", "system", "edit", "revoke", "request_welcome"]

  var item: GatewayItem {
    let type = WhatsAppEnvelope.code(message["type"].nonEmptyText ?? "no type")
    if message["group_id"].nonEmptyText != nil { return .event(subject: "group message", raw: message.written) }
    if Self.events.contains(type) { return .event(subject: type, raw: message.written) }
    guard let id = message["id"].nonEmptyText, let sender else {
      return .unreadable(subject: "message", raw: message.written)
    }
    let (kind, text) = content(type)
    return .message(
      InboundMessage(
        gatewayID: id, desk: desk, account: account, sender: sender, name: name(of: sender).map(Marks.visible),
        sentAt: sentAt, kind: kind, text: text.map(Marks.visible),
        raw: Self.readKinds.contains(kind) ? nil : message.written))
  }

  /// What we read to the end; all else is shown to a person too.
  static let readKinds: Set<String> = ["text", "button", "list"]

  private func content(_ type: String) -> (kind: String, text: String?) {
    let content = message[type]
    switch type {
    case "text":
      let body = content["body"].text
      return (body == nil ? "text without body" : "text", body)
    case "button":
      let text = content["text"].text ?? content["payload"].text
      return (text == nil ? "empty button" : "button", text)
    case "interactive":
      let reply = content["type"].text ?? "no type"
      let chosen = content[reply]["title"].text ?? content[reply]["id"].text
      switch (reply, chosen) {
      case ("button_reply", let chosen?): return ("button", chosen)
      case ("list_reply", let chosen?): return ("list", chosen)
      case _: return ("interactive " + WhatsAppEnvelope.code(reply), content[reply]["body"].text)
      }
    case _: return (type, content["caption"].text)
    }
  }

  private var sender: InboundMessage.Sender? {
    let from = message["from"].nonEmptyText
    if let number = from.flatMap(PhoneReader.fromGateway) { return .number(number) }
    let scoped = [from, message["from_user_id"].nonEmptyText].compactMap { $0 }
    if let id = scoped.first(where: Self.isScopedID) { return .scopedID(id) }
    // contacts[] isn't tied to messages[] by position; with one contact there is no doubt.
    guard from == nil, contacts.count == 1 else { return from.map { .scopedID($0) } }
    if let number = contacts[0]["wa_id"].nonEmptyText.flatMap(PhoneReader.fromGateway) { return .number(number) }
    return contacts[0]["user_id"].nonEmptyText.map { .scopedID($0) }
  }

  private static func isScopedID(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Z]{2}\.(ENT\.)?[0-9A-Za-z]{1,128}/) != nil
  }

  private func name(of sender: InboundMessage.Sender) -> String? {
    let match = contacts.first { contact in
      switch sender {
      case .number(let number): contact["wa_id"].text.map { "+" + $0 } == number.e164
      case .scopedID(let id): contact["user_id"].text == id
      }
    }
    let contact = match ?? (contacts.count == 1 ? contacts[0] : nil)
    return contact?["profile"]["name"].nonEmptyText
  }

  /// Unix seconds, as a string; milliseconds and junk were seen too.
  private var sentAt: Date? {
    guard let number = message["timestamp"].text.flatMap(Double.init), number > 0 else { return nil }
    return Date(timeIntervalSince1970: number >= 1e12 ? number / 1000 : number)
  }
}

/// Control characters in what a gateway delivered become visible marks: nothing is lost, and SQLite, which would cut
/// a text at the first NUL, never sees one.
enum Marks {
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.map { scalar in
      isControl(scalar) ? "‹U+" + hex(scalar.value) + "›" : String(scalar)
    }.joined()
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\t"
  }

  private static func hex(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

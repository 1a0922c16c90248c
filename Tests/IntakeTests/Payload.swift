import Foundation

/// Deliveries of the shapes that WhatsApp's Cloud API sends, with invented people.
enum Payload {
  static let desk = "106540352242922"
  static let person = "48511223344"
  static let hidden = "NL.13491208655302741918"

  /// A delivery of these values of the field "messages", each in a change of its own.
  static func delivery(_ values: String..., field: String = "messages") -> String {
    let changes = values.map { #"{"field":"\#(field)","value":\#($0)}"# }.joined(separator: ",")
    return
      #"{"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[\#(changes)]}]}"#
  }

  static func value(
    messages: [String] = [], contacts: [String] = [], desk: String = desk, others: String = ""
  ) -> String {
    #"{"messaging_product":"whatsapp","metadata":{"display_phone_number":"31201234567","phone_number_id":"\#(desk)"},"#
      + #""contacts":[\#(contacts.joined(separator: ","))],"messages":[\#(messages.joined(separator: ","))]\#(others)}"#
  }

  static func messages(_ messages: String..., contacts: [String] = []) -> String {
    delivery(value(messages: messages, contacts: contacts))
  }

  static func contact(_ name: String, _ number: String) -> String {
    #"{"profile":{"name":"\#(name)"},"wa_id":"\#(number)"}"#
  }

  /// - Parameter id: the gateway's; made of sender, moment and text unless given.
  static func text(_ body: String, id: String? = nil, from: String = person, at: Date = IntakeDesk.wednesday)
    -> String
  {
    message(#""type":"text","text":{"body":"\#(body)"}"#, id: id ?? "\(from).\(body)", from: from, at: at)
  }

  static func message(
    _ content: String, id: String = "x", from: String = person, at: Date = IntakeDesk.wednesday
  ) -> String {
    #"{"from":"\#(from)","id":"wamid.\#(id)","timestamp":"\#(Int(at.timeIntervalSince1970))",\#(content)}"#
  }

  static func status(_ status: String, of dispatch: Int, others: String = "") -> String {
    value(
      others:
        #","statuses":[{"id":"wamid.out","status":"\#(status)","timestamp":"1781078400","recipient_id":"48511223344","#
        + #""biz_opaque_callback_data":"balie-\#(dispatch)"\#(others)}]"#)
  }
}

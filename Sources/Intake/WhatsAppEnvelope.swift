import Desk
import Foundation

/// Meta's envelope (gateways.md A1.4), walked whole: every entry, change, message, status and error. A part that can't
/// be read is an item of its own, so that it loses none of the others.
struct WhatsAppEnvelope {
  /// Account name by `phone_number_id`.
  let accounts: [String: AccountName]

  func read(_ body: Data) -> [GatewayItem] {
    guard let tree = JSONTree(body), let entries = tree["entry"].items,
      tree["object"].text == "whatsapp_business_account"
    else { return [.unreadable(subject: "envelope", raw: Self.shown(body))] }
    return entries.flatMap { entry -> [GatewayItem] in
      guard let changes = entry["changes"].items else {
        return [.unreadable(subject: "entry", raw: entry.written)]
      }
      return changes.flatMap(change)
    }
  }

  private func change(_ change: JSONTree) -> [GatewayItem] {
    let field = change["field"].text ?? "no field"
    let value = change["value"]
    guard field == "messages", value.isObject else {
      return [.event(subject: Self.code(field), raw: change.written)]
    }
    let desk = value["metadata"]["phone_number_id"].text ?? ""
    guard let account = accounts[desk] else {
      return [.unrouted(subject: "phone_number_id", raw: change.written)]
    }
    let contacts = value["contacts"].items ?? []
    let messages = (value["messages"].items ?? []).map { message -> GatewayItem in
      WhatsAppMessage(message, contacts: contacts, desk: desk, account: account).item
    }
    let statuses = (value["statuses"].items ?? []).compactMap(status)
    let errors = (value["errors"].items ?? []).map { error -> GatewayItem in
      .event(subject: "error " + Self.code(error["code"].text ?? ""), raw: error.written)
    }
    let others = messages.isEmpty && statuses.isEmpty && errors.isEmpty && !Self.isBareStatus(value)
    return messages + statuses + errors + (others ? [.event(subject: "no messages", raw: change.written)] : [])
  }

  /// Only statuses, none of them ours: nothing to look at.
  private static func isBareStatus(_ value: JSONTree) -> Bool { value["statuses"].items?.isEmpty == false }

  /// Nil for statuses of what another system sent on the same number, and for unknown ones.
  private func status(_ status: JSONTree) -> GatewayItem? {
    let steps: [String: DeliveryStatus] = [
      "sent": .sent, "delivered": .delivered, "read": .read, "played": .played, "failed": .failed,
    ]
    guard let step = status["status"].text.flatMap({ steps[$0] }),
      let dispatch = status["biz_opaque_callback_data"].text.flatMap(ID<Dispatch>.init(gatewayTag:))
    else { return nil }
    let code = status["errors"].items?.first?["code"].text
    return .status(StatusReport(status: step, dispatch: dispatch, code: code.map(Self.code)))
  }

  /// A gateway's word, short enough and plain enough to stand in a list and a metric.
  static func code(_ word: String) -> String {
    String(
      word.unicodeScalars.filter {
        $0.isASCII && ($0.properties.isAlphabetic || "_0123456789 ".unicodeScalars.contains($0))
      }.prefix(40).map(Character.init))
  }

  private static func shown(_ body: Data) -> String {
    if let text = String(data: body, encoding: .utf8) { return text }
    return String(decoding: body, as: UTF8.self) + "\n\nbase64: " + body.base64EncodedString()
  }
}

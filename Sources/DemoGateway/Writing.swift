import Foundation
import Synchronization

extension PretendMeta {
  /// Sends what a client wrote to the desk, as a signed webhook.
  /// - Returns: its number on the phone; `nil` when there is nothing in it.
  func write(_ input: PhoneInput, number: String) throws -> Int? {
    let line = state.withLock { $0.phones[number] }
    let id = Wamid.new(number: number, .fromClient)
    guard let (message, shown) = message(input, id: id, from: number, line) else { return nil }
    let name = (input.name ?? line.name).map(Webhook.Contact.Profile.init)
    let isUserID = number.contains(".")
    let contact = Webhook.Contact(
      profile: name, wa_id: isUserID ? nil : number, user_id: isUserID ? number : nil)
    let body = try SignedBody(
      Webhook(account: account, contacts: [contact], messages: [message]), secret: account.appSecret)
    let moment = now()
    let seq = state.withLock {
      $0.phones.write(shown, name: input.name, number: number, id: id, now: moment)
    }
    bell.ring()
    deliveries.add([
      Hook(body: body, mark: .init(number: number, id: id, status: .delivered), isStatus: false)
    ])
    return seq
  }

  private func message(
    _ input: PhoneInput, id: String, from number: String, _ line: PhoneLines.Line
  ) -> (Webhook.Message, shown: String)? {
    let isUserID = number.contains(".")
    let plain = { [timestamp] (type: String) in
      Webhook.Message(
        from: isUserID ? nil : number, from_user_id: isUserID ? number : nil, id: id, timestamp: timestamp,
        type: type)
    }
    if let choice = input.choice {
      guard let offer = line.messages.last(where: { $0.choices.contains { $0.id == choice } }),
        let chosen = offer.choices.first(where: { $0.id == choice })
      else { return nil }
      var message = plain("interactive")
      message.interactive =
        offer.isList
        ? .init(type: "list_reply", list_reply: chosen) : .init(type: "button_reply", button_reply: chosen)
      message.context = .init(from: account.displayNumber, id: offer.id)
      return (message, chosen.title)
    }
    guard let text = input.text, !text.isEmpty else { return nil }
    var message = plain("text")
    message.text = .init(body: text)
    return (message, text)
  }
}

import Foundation
import Synchronization

extension PretendMeta {
  /// Sets the statuses of a message that was taken going: sent, delivered, or failed.
  func report(_ submission: Submission, id: String) throws {
    let faults = faults
    guard !faults.withholdStatuses else { return }
    let ladder: [PhoneMessage.Status] = faults.failWithCode == nil ? [.sent, .delivered] : [.failed]
    let hooks = try ladder.map {
      try hook(id, $0, number: submission.number, opaque: submission.opaque, failure: faults.failWithCode)
    }
    deliveries.add(faults.shuffleStatuses ? hooks.reversed() : hooks)
  }

  /// Tells the desk that somebody looked at a message.
  func reportRead(_ message: PhoneMessage, number: String) throws {
    guard !faults.withholdStatuses else { return }
    deliveries.add([try hook(message.id, .read, number: number, opaque: message.opaque, failure: nil)])
  }

  private func hook(
    _ id: String, _ status: PhoneMessage.Status, number: String, opaque: String?, failure: Int?
  ) throws -> Hook {
    let isUserID = number.contains(".")
    let name = state.withLock { $0.phones[number].name }
    let contact = Webhook.Contact(
      profile: name.map(Webhook.Contact.Profile.init), wa_id: isUserID ? nil : number,
      user_id: isUserID ? number : nil)
    var entry = Webhook.Status(
      id: id, status: status.rawValue, timestamp: timestamp, recipient_id: isUserID ? nil : number,
      recipient_user_id: isUserID ? number : nil, biz_opaque_callback_data: opaque)
    // Meta prices a message in one of its statuses only, and names no contact when it failed.
    if status == .delivered { entry.pricing = .init() }
    if status == .failed, let failure {
      entry.errors = [
        .init(
          code: failure, title: "Message undeliverable", message: "Message undeliverable",
          error_data: .init(details: "A fault that was asked for."))
      ]
    }
    let webhook = Webhook(account: account, contacts: status == .failed ? nil : [contact], statuses: [entry])
    return Hook(
      body: try SignedBody(webhook, secret: account.appSecret),
      mark: .init(number: number, id: id, status: status), isStatus: true)
  }

  /// Seconds since 1970, as Meta writes them.
  var timestamp: String {
    String(Int(now().timeIntervalSince1970))
  }
}

import Curl
import Foundation
import Intake
import Logging
import Outbox
import ServiceLifecycle
import Storage

/// Wires the door of referrers' mail.
enum Mailroom {
  static func settings(_ settings: Settings) -> MailSettings {
    MailSettings(
      ownAddresses: [settings.mail?.from, settings.mailbox?.user].compactMap { $0 }.filter { $0.contains("@") },
      authenticatedBy: settings.mailbox?.authenticatedBy, sendsReceipts: settings.mail != nil)
  }

  /// None where no mailbox is configured.
  static func loops(_ settings: Settings, _ store: Store, _ door: MailDoor, _ log: Logger) -> [any Service] {
    guard let inbox = settings.mailbox else { return [] }
    let mailbox = Mailbox(
      .init(
        url: inbox.url, user: inbox.user, password: inbox.password, requiresTLS: !inbox.isLocal,
        addresses: .publicOnly(except: settings.allowPrivate)))
    let watch = MailboxWatch(
      store: store, mailbox: mailbox, identity: inbox.user + " " + inbox.url, every: inbox.every, door: door, log: log)
    return [Loop(name: "mailbox", store: store, log: log) { try await watch.step() }]
  }
}

import Desk
import Foundation
import MIME
import Phone
import Storage

/// Takes referrers' mail in: of a registered referrer's it makes a callback when it says whom to call and in which language;
/// every other waits for a person, and nobody is told anything of it.
package struct MailDoor: Sendable {
  let store: Store
  let rules: DeskRules
  let ear: LanguageEar
  let settings: MailSettings

  package init(store: Store, rules: DeskRules, ear: LanguageEar, settings: MailSettings) {
    self.store = store
    self.rules = rules
    self.ear = ear
    self.settings = settings
  }

  /// The account of all that comes from the mailbox.
  static let account: AccountName = "inbox"
  /// Mails of one referrer within an hour; more of them is a loop, or a list of people that a person should see first.
  static let mostAnHour = 30
  /// Mails that wait for a person; further ones are only counted, and found in the mailbox.
  static let mostHeld = 500
  /// What of a mail that nobody vouches for is kept here, in octets; of a larger one the person who accepts it looks into the
  /// mailbox.
  static let mostOfAStranger = 1 << 20

  /// Everything that can be worked out before the writer's turn.
  /// - Throws: `MIMEFault`
  func read(_ bytes: [UInt8], receivedAt: Date) throws(MIMEFault) -> ReceivedMail {
    try ReceivedMail(bytes, receivedAt: receivedAt, ear: ear, settings: settings, region: rules.phoneRegion)
  }

  /// One mail, in a turn of the writer. A mail that was heard before changes nothing.
  func hear(_ mail: ReceivedMail, in writer: Writer) throws {
    guard try Seen.note(mail.duplicateHash(writer.vault), in: writer) else { return }
    if let reason = mail.automatic { return try stop(mail, reason, in: writer) }
    guard let partner = try referrer(of: mail, in: writer) else {
      return try hold(mail, .quarantinedMail, "unknown_sender", in: writer)
    }
    guard isProven(mail) else {
      return try hold(mail, .quarantinedMail, "sender_not_proven", from: partner, in: writer)
    }
    guard try isWithinMeasure(partner, in: writer) else {
      return try hold(mail, .unclearMail, "many_at_once", from: partner, in: writer)
    }
    switch (mail.finding.number, mail.finding.language) {
    case (.none, _): try hold(mail, .unclearMail, "no_number", from: partner, in: writer)
    case (.several, _): try hold(mail, .unclearMail, "several_numbers", from: partner, in: writer)
    case (.one, nil): try hold(mail, .unclearMail, "no_language", from: partner, in: writer)
    case (.one(let number), let language?):
      try take(mail, phone: number.e164, language: language, from: partner, by: .partner(partner.id), in: writer)
    }
  }

  /// A mail whose text isn't read: too large, too deep, or it ended the process before.
  /// - Parameter bytes: of its head.
  func hold(unread bytes: [UInt8], _ reason: String, uid: UInt32, in writer: Writer) throws {
    guard try hasRoom(in: writer) else { return }
    var told = ["UID: \(uid)"]
    do {
      let head = try MIMEMessage(bytes)
      told.append("From: " + Marks.visible(head.from.joined(separator: ", ")))
      told.append("Subject: " + Marks.visible(head.field("Subject") ?? ""))
    } catch { told.append("From: \(error.rawValue)") }
    try Inbox.put(
      .unclearMail, subject: reason, channel: .mail, account: Self.account, content: told.joined(separator: "\n"),
      in: writer)
  }

  /// The callback, what was written, what is attached, and the receipt, in one turn.
  @discardableResult
  func take(
    _ mail: ReceivedMail, phone: String, language: Language, from partner: Partner?, by actor: Actor, in writer: Writer
  ) throws -> Callback {
    let finding = mail.finding
    var request = Request(
      channel: .mail, account: Self.account, name: finding.name, phone: phone, language: language.code,
      region: finding.region)
    request.referrer = partner.map { .init(partner: $0.id, feedback: nil, wording: "none", language: nil) }
    request.askedAt = min(writer.now, mail.receivedAt)
    let alsoSpeaks = finding.alsoSpeaks.filter { $0 != language }
    let taken = try RequestDoor.take(
      request, .init(phone: phone, language: language, alsoSpeaks: alsoSpeaks, issue: .unknown),
      because: ["named in the mail"], by: actor, in: writer)
    let id = taken.callback.id
    try Messages.append(
      Message(kind: "mail", text: Self.told(mail), raw: finding.whole), to: id, at: mail.receivedAt, in: writer)
    for attachment in mail.message.attachments {
      try Attachments.keep(
        .init(
          name: Marks.visible(attachment.name ?? ""), type: Marks.visible(attachment.type),
          bytes: Data(attachment.bytes)),
        of: id, in: writer)
    }
    if let partner, let sender = mail.sender, partner.refers(from: sender), settings.sendsReceipts {
      try Dispatches.write(MailReceipt.letter(to: sender), to: partner.id, about: nil, callback: id, in: writer)
    }
    return try Callbacks.change(id, in: writer) { callback, writer in
      guard let reading = finding.reading else { return }
      let clock = WallClock(zone: rules.openingHours.zone)
      callback.suggest(ear.suggestion(of: reading, sentAt: mail.receivedAt, clock: clock), now: writer.now)
    }.callback
  }

  private static func told(_ mail: ReceivedMail) -> String {
    mail.subject.isEmpty ? mail.finding.text : mail.subject + "\n\n" + mail.finding.text
  }
}

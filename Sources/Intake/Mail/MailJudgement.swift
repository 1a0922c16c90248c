import Desk
import Foundation
import MIME
import Phone
import Storage

/// Whose mail it is, and what becomes of one that isn't a referral.
extension MailDoor {
  /// The registered referrer who may write from there.
  func referrer(of mail: ReceivedMail, in reader: Reader) throws -> Partner? {
    guard let sender = mail.sender else { return nil }
    return try Partners.all(in: reader).first { $0.refers(from: sender) }
  }

  /// From can be written by anybody. Where a server is named whose verdict counts, that verdict counts.
  func isProven(_ mail: ReceivedMail) -> Bool {
    settings.authenticatedBy.map { mail.message.isAuthenticated(by: $0) } ?? true
  }

  /// Counts what was taken, and what was answered: mails about one person join, and a loop answers each receipt.
  func isWithinMeasure(_ partner: Partner, in writer: Writer) throws -> Bool {
    let since = writer.now - 3600
    let taken = try Callbacks.countMailed(by: partner.id.name, since: since, in: writer)
    return max(taken, try Dispatches.countReceipts(to: partner.id, since: since, in: writer)) < Self.mostAnHour
  }

  /// What a machine wrote is answered by nobody. A report that a letter of the desk couldn't be delivered ends that letter.
  func stop(_ mail: ReceivedMail, _ reason: String, in writer: Writer) throws {
    if let report = mail.message.report, try fail(report, in: writer) { return }
    try Inbox.put(.automaticMail, subject: reason, channel: .mail, account: Self.account, in: writer)
  }

  /// A report can be written by anybody too: it must name the letter's Message-ID and the address to which it went.
  /// - Returns: whether it was about a letter of ours.
  private func fail(_ report: DeliveryReport, in writer: Writer) throws -> Bool {
    guard let tag = report.messageID?.split(separator: "@").first, let id = ID<Dispatch>(gatewayTag: String(tag)),
      var dispatch = try Dispatches.find(id, in: writer), dispatch.channel == .mail
    else { return false }
    let address = try Dispatches.open(dispatch, as: Dispatches.Mail.self, in: writer).use { $0.to.lowercased() }
    guard let recipient = report.recipients.first(where: { $0.address.lowercased() == address }) else { return false }
    // "Delayed" and "delivered" change nothing; a letter that failed before stays as it is.
    guard recipient.action == "failed", case .sent = dispatch.state else { return true }
    let code = recipient.status.filter { $0.isNumber || $0 == "." }.prefix(12)
    dispatch.hear(of: .failed, reason: "bounced \(code)", now: writer.now)
    try Dispatches.save(dispatch, in: writer)
    try Inbox.put(
      .failedSend, subject: "bounced \(code)", callback: dispatch.callback, channel: .mail, account: dispatch.account,
      in: writer)
    return true
  }

  /// For a coordinator, with what was found in it; accepted, it becomes a callback.
  func hold(_ mail: ReceivedMail, _ kind: Inbox.Kind, _ reason: String, from partner: Partner? = nil, in writer: Writer)
    throws
  {
    guard try hasRoom(in: writer) else { return }
    let item = try Inbox.add(
      kind, subject: reason, channel: .mail, account: Self.account, content: Self.told(mail, partner), in: writer)
    guard partner != nil || mail.bytes.count <= Self.mostOfAStranger else { return }
    try HeldMails.keep(Data(mail.bytes), receivedAt: mail.receivedAt, of: item, in: writer)
  }

  func hasRoom(in writer: Writer) throws -> Bool {
    if try HeldMails.count(in: writer) < Self.mostHeld { return true }
    try Inbox.put(.quarantinedMail, subject: "too_many", channel: .mail, account: Self.account, in: writer)
    return false
  }

  private static func told(_ mail: ReceivedMail, _ partner: Partner?) -> String {
    let finding = mail.finding
    let number: String =
      switch finding.number {
      case .one(let number): number.display
      case .several: "several"
      case .none: "none"
      }
    var lines = [
      "From: " + Marks.visible(mail.message.from.joined(separator: ", ")), "Subject: " + mail.subject,
      "Referrer: " + (partner.map(\.id.name) ?? "none"), "Number: " + number,
      "Language: " + (finding.language?.code ?? "none"),
    ]
    if !finding.name.isEmpty { lines.append("Name: " + finding.name) }
    if !mail.message.attachments.isEmpty { lines.append("Attachments: \(mail.message.attachments.count)") }
    return (lines + ["", finding.text]).joined(separator: "\n")
  }
}

/// What whoever referred somebody is told: that the mail came, and nothing else. It is the same for every mail, so nothing
/// of the desk's can be learned by sending one.
enum MailReceipt {
  static func letter(to address: String) -> Dispatches.Mail {
    .init(to: address, subject: "Ontvangen / Received", text: "Ontvangen.\n\nReceived.\n")
  }
}

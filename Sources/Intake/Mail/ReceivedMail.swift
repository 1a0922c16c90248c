import Crypto
import Desk
import Foundation
import MIME
import Storage

/// A mail from the mailbox, with all that can be worked out of it before the writer's turn.
struct ReceivedMail: Sendable {
  let bytes: [UInt8]
  /// By the mail server's clock.
  let receivedAt: Date
  let message: MIMEMessage
  let subject: String
  var finding: MailFinding
  /// Nobody wrote it by hand: why.
  let automatic: String?

  /// - Throws: `MIMEFault`
  init(_ bytes: [UInt8], receivedAt: Date, ear: LanguageEar, settings: MailSettings, region: String) throws(MIMEFault) {
    self.bytes = bytes
    self.receivedAt = receivedAt
    message = try MIMEMessage(bytes)
    subject = Marks.visible(message.field("Subject") ?? "")
    let whole = Marks.visible(message.text)
    let text = ReplyText.cut(whole, isForward: ReplyText.isForward(subject: subject))
    finding = MailFinding(text: text, whole: whole, subject: subject, ear: ear, region: region)
    automatic = message.automatic(own: settings.ownAddresses)
  }

  /// The same mail a second time has the same, whatever UID it has and by whichever way it came: Message-ID alone would let
  /// anybody who guesses one keep a referral out.
  func duplicateHash(_ vault: Vault) -> Data {
    let content = SHA256.hash(data: Data(Self.body(of: bytes)))
    return vault.duplicateHash(
      "mail", message.field("Message-ID") ?? "", message.from.joined(separator: ","), message.field("Date") ?? "",
      message.field("Subject") ?? "", content.description)
  }

  /// The one address in From; nil for none or several.
  var sender: String? { message.from.count == 1 ? Marks.visible(message.from[0]) : nil }

  /// What follows the first empty line; servers add to what stands before it.
  private static func body(of bytes: [UInt8]) -> ArraySlice<UInt8> {
    var index = 0
    while index < bytes.count {
      let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
      let isEmpty = end == index || end == index + 1 && bytes[index] == 0x0D
      if isEmpty { return bytes[min(end + 1, bytes.count)...] }
      index = end + 1
    }
    return []
  }
}

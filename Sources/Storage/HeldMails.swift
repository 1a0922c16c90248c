import Desk
import Foundation

/// Mails that wait for a person, whole, each sealed under its inbox item's key. Settling the item deletes the mail here; in
/// the mailbox it stays.
package enum HeldMails {
  package static func keep(_ mail: Data, receivedAt: Date, of item: ID<Inbox.Item>, in writer: Writer) throws {
    let sealed = try writer.sealBytes(mail, at: place(item))
    try writer.run(
      "INSERT INTO heldMail (item, receivedAt, sealed) VALUES (\(item), \(receivedAt), \(sealed))")
  }

  /// When the mail came that is held there; nil when none is (any more).
  package static func receivedAt(_ item: ID<Inbox.Item>, in reader: Reader) throws -> Date? {
    try reader.row("SELECT receivedAt FROM heldMail WHERE item = \(item)")?.date(0)
  }

  /// For Intake, to read it again.
  package static func open(_ item: ID<Inbox.Item>, in reader: Reader) throws -> Sensitive<Data> {
    guard let row = try reader.row("SELECT sealed FROM heldMail WHERE item = \(item)") else { throw Refusal.notFound }
    return try reader.openBytes(try row.blob(0), at: place(item))
  }

  package static func count(in reader: Reader) throws -> Int {
    Int(try reader.row("SELECT count(*) FROM heldMail")?.integer(0) ?? 0)
  }

  static func drop(_ item: ID<Inbox.Item>, in writer: Writer) throws {
    try writer.run("DELETE FROM heldMail WHERE item = \(item)")
  }

  private static func place(_ item: ID<Inbox.Item>) -> Vault.Place {
    .init(.inbox, item.rawValue, table: "heldMail", row: item.rawValue)
  }
}

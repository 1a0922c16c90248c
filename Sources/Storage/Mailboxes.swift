import Desk
import Foundation

/// How far a mailbox was read. Kept in the transaction of what was read last, so no mail is taken twice or passed over.
package enum Mailboxes {
  package struct Position: Sendable, Equatable {
    /// The mailbox's UIDVALIDITY: UIDs are those of this one only.
    package var validity: UInt32
    /// All up to this UID were taken.
    package var uid: UInt32
    /// What the server received before that is none of the desk's.
    package let since: Date
    /// How often the reading of the next mail was begun: one that ends the process must not end the next one too.
    package var tries: Int

    package init(validity: UInt32, uid: UInt32, since: Date, tries: Int = 0) {
      self.validity = validity
      self.uid = uid
      self.since = since
      self.tries = tries
    }
  }

  /// - Parameter name: `Vault.duplicateHash` of address and user.
  package static func find(_ name: Data, in reader: Reader) throws -> Position? {
    try reader.row("SELECT validity, uid, since, tries FROM mailbox WHERE name = \(name)").map { row in
      Position(
        validity: UInt32(clamping: try row.integer(0)), uid: UInt32(clamping: try row.integer(1)),
        since: try row.date(2), tries: Int(try row.integer(3)))
    }
  }

  package static func save(_ position: Position, of name: Data, in writer: Writer) throws {
    try writer.run(
      """
      INSERT INTO mailbox (name, validity, uid, since, tries)
      VALUES (\(name), \(Int64(position.validity)), \(Int64(position.uid)), \(position.since), \(position.tries))
      ON CONFLICT (name) DO UPDATE SET validity = excluded.validity, uid = excluded.uid, tries = excluded.tries
      """)
  }
}

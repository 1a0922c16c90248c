import Desk
import Foundation

/// Raw deliveries, as they arrived, each sealed under a key of its own. When every item is read or handed to a
/// person, the key and the bytes are deleted; the keyed hashes that stop duplicates stay.
package enum Receipts {
  package struct Receipt: Sendable {
    package let id: ID<Receipt>
    package let channel: Channel
    package let account: AccountName
    package let receivedAt: Date
  }

  /// Kept once the transaction is committed: only then may it be acknowledged.
  package static func keep(_ body: Data, channel: Channel, account: AccountName, in writer: Writer) throws {
    let id = try writer.next(in: .receipt, as: Receipt.self)
    try writer.makeKey(for: .receipt, id.rawValue)
    let sealed = try writer.sealBytes(body, at: place(id))
    try writer.run(
      """
      INSERT INTO receipt (id, channel, account, receivedAt, state, sealed)
      VALUES (\(id), \(channel.rawValue), \(account), \(writer.now), 'unread', \(sealed))
      """)
  }

  package static func unread(after id: ID<Receipt> = 0, limit: Int, in reader: Reader) throws -> [Receipt] {
    try reader.rows(
      "SELECT id, channel, account, receivedAt FROM receipt WHERE state = 'unread' AND id > \(id) ORDER BY id LIMIT \(limit)"
    ).map { row in
      Receipt(
        id: try row.id(0), channel: try row.value(1, as: Channel.self), account: try row.text(2),
        receivedAt: try row.date(3))
    }
  }

  package static func countUnread(in reader: Reader) throws -> Int {
    Int(try reader.row("SELECT count(*) FROM receipt WHERE state = 'unread'")?.integer(0) ?? 0)
  }

  /// For Intake, to read it.
  package static func open(_ id: ID<Receipt>, in reader: Reader) throws -> Sensitive<Data> {
    guard let row = try reader.row("SELECT sealed FROM receipt WHERE id = \(id) AND state = 'unread'") else {
      throw Vault.Fault.keyIsGone
    }
    return try reader.openBytes(try row.blob(0), at: place(id))
  }

  package static func finish(_ id: ID<Receipt>, in writer: Writer) throws {
    try writer.run("UPDATE receipt SET state = 'read', sealed = NULL WHERE id = \(id)")
    try writer.deleteKey(of: .receipt, id.rawValue)
  }

  private static func place(_ id: ID<Receipt>) -> Vault.Place {
    .init(.receipt, id.rawValue, table: "receipt", row: id.rawValue)
  }
}

/// Which messages came already. A keyed hash each, kept for ever: nothing in a gateway's signature is bound to a time,
/// so a delivery can come again years later.
package enum Seen {
  /// - Returns: false when it was seen before.
  package static func note(_ hash: Data, in writer: Writer) throws -> Bool {
    try writer.run("INSERT INTO seen (hash) VALUES (\(hash)) ON CONFLICT (hash) DO NOTHING") == 1
  }
}

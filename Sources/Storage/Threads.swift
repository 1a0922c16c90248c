import Desk
import Foundation

/// A person's conversation with one account of a channel, and the callback it belongs to.
package enum Threads {
  package struct Thread: Sendable {
    package let id: ID<Thread>
    package let callback: ID<Callback>
    package var conversation: Conversation
    package let lastHeardAt: Date
  }

  /// Finds candidates by a short keyed hash, opens them and compares.
  /// - Parameter bucket: `Vault.senderBucket` of the sender, where it was computed before the writer's turn.
  package static func find(
    channel: Channel, account: AccountName, sender: String, bucket: Int? = nil, in reader: Reader
  ) throws -> Thread? {
    let bucket = bucket ?? reader.vault.senderBucket(sender)
    let rows = try reader.rows(
      """
      SELECT id, callback, conversation, lastHeardAt, sealed FROM thread
      WHERE senderBucket = \(bucket) AND channel = \(channel.rawValue) AND account = \(account) ORDER BY id DESC
      """)
    for row in rows {
      let thread = Thread(
        id: try row.id(0), callback: try row.id(1), conversation: try row.json(2, as: Conversation.self),
        lastHeardAt: try row.date(3))
      let opened = try reader.openBytes(try row.blob(4), at: place(thread.callback, thread.id))
      if try opened.use({ try Vault.unpadded($0) == Data(sender.utf8) }) { return thread }
    }
    return nil
  }

  /// The latest thread of a callback: for a message that nobody asked for.
  package static func ofCallback(_ id: ID<Callback>, in reader: Reader) throws -> (
    thread: Thread, channel: Channel, account: AccountName
  )? {
    let row = try reader.row(
      """
      SELECT id, conversation, lastHeardAt, channel, account FROM thread WHERE callback = \(id)
      ORDER BY id DESC LIMIT 1
      """)
    return try row.map { row in
      let thread = Thread(
        id: try row.id(0), callback: id, conversation: try row.json(1, as: Conversation.self),
        lastHeardAt: try row.date(2))
      return (thread, try row.value(3, as: Channel.self), try row.text(4))
    }
  }

  /// Who writes in it, as the gateway knows them.
  package static func sender(of thread: Thread, in reader: Reader) throws -> Sensitive<String> {
    guard let row = try reader.row("SELECT sealed FROM thread WHERE id = \(thread.id)") else {
      throw Vault.Fault.keyIsGone
    }
    let opened = try reader.openBytes(try row.blob(0), at: place(thread.callback, thread.id))
    return Sensitive(try opened.use { String(decoding: try Vault.unpadded($0), as: UTF8.self) })
  }

  package static func begin(
    channel: Channel, account: AccountName, sender: String, bucket: Int? = nil, callback: ID<Callback>,
    conversation: Conversation, heardAt: Date, in writer: Writer
  ) throws {
    let id = try writer.next(in: .thread, as: Thread.self)
    let bucket = bucket ?? writer.vault.senderBucket(sender)
    let sealed = try writer.sealBytes(Vault.padded(Data(sender.utf8)), at: place(callback, id))
    try writer.run(
      """
      INSERT INTO thread (id, channel, account, senderBucket, callback, conversation, lastHeardAt, sealed)
      VALUES (\(id), \(channel.rawValue), \(account), \(bucket), \(callback),
        \(FlatJSON.text(conversation)), \(heardAt), \(sealed))
      """)
  }

  package static func save(_ thread: Thread, heardAt: Date, in writer: Writer) throws {
    try writer.run(
      """
      UPDATE thread SET conversation = \(FlatJSON.text(thread.conversation)), lastHeardAt = \(heardAt)
      WHERE id = \(thread.id)
      """)
  }

  private static func place(_ callback: ID<Callback>, _ id: ID<Thread>) -> Vault.Place {
    .init(.callback, callback.rawValue, table: "thread", row: id.rawValue)
  }
}

import Desk
import Foundation

/// What is known of the person, sealed per callback.
package enum Clients {
  package static func save(_ client: Client, of id: ID<Callback>, in writer: Writer) throws {
    let sealed = try writer.seal(flat: client, at: place(id))
    let bucket = client.phone.map { Int64(writer.vault.phoneBucket($0)) }
    try writer.run(
      """
      INSERT INTO client (callback, phoneBucket, sealed) VALUES (\(id), \(bucket), \(sealed))
      ON CONFLICT (callback) DO UPDATE SET phoneBucket = excluded.phoneBucket, sealed = excluded.sealed
      """)
  }

  package static func open(_ id: ID<Callback>, in reader: Reader) throws -> Sensitive<Client> {
    guard let row = try reader.row("SELECT sealed FROM client WHERE callback = \(id)") else {
      throw Refusal.notFound
    }
    return try reader.open(try row.blob(0), at: place(id), as: Client.self)
  }

  /// The open callback of this channel that has this number, if there is one.
  package static func openCallback(withPhone phone: String, channel: Channel, in reader: Reader) throws
    -> ID<Callback>?
  {
    let bucket = reader.vault.phoneBucket(phone)
    let rows = try reader.rows(
      """
      SELECT callback.id FROM client JOIN callback ON callback.id = client.callback
      WHERE client.phoneBucket = \(bucket) AND callback.state <> 'closed' AND callback.channel = \(channel.rawValue)
      ORDER BY callback.id
      """)
    for row in rows {
      let id: ID<Callback> = try row.id(0)
      if try open(id, in: reader).use({ $0.phone == phone }) { return id }
    }
    return nil
  }

  private static func place(_ id: ID<Callback>) -> Vault.Place {
    .init(.callback, id.rawValue, table: "client", row: id.rawValue)
  }
}

/// What the person wrote, message by message, sealed.
package enum Messages {
  package static func append(_ message: Message, to id: ID<Callback>, at: Date, in writer: Writer) throws {
    let number = try writer.next(in: .message, as: Message.self)
    let sealed = try writer.seal(flat: message, at: place(id, number.rawValue))
    try writer.run(
      "INSERT INTO message (id, callback, at, sealed) VALUES (\(number), \(id), \(at), \(sealed))")
  }

  package static func open(of id: ID<Callback>, in reader: Reader) throws -> Sensitive<[(at: Date, message: Message)]> {
    let rows = try reader.rows("SELECT id, at, sealed FROM message WHERE callback = \(id) ORDER BY id")
    return Sensitive(
      try rows.map { row in
        let place = place(id, try row.integer(0))
        return (try row.date(1), try reader.open(try row.blob(2), at: place, as: Message.self).use { $0 })
      })
  }

  private static func place(_ id: ID<Callback>, _ number: Int64) -> Vault.Place {
    .init(.callback, id.rawValue, table: "message", row: number)
  }
}

/// What clients say on the phone to name their request. A form post always gets a fresh one, an alias when it
/// joined an older callback.
package enum References {
  package static func insert(_ reference: Reference, _ id: ID<Callback>, in writer: Writer) throws {
    try writer.run("INSERT INTO reference (number, callback) VALUES (\(reference.number), \(id))")
    writer.made.reference = reference.text
  }

  /// One that nobody has.
  package static func fresh(in reader: Reader) throws -> Reference {
    var generator = SystemRandomNumberGenerator()
    while true {
      let reference = Reference(random: &generator)
      if try reader.row("SELECT 1 FROM reference WHERE number = \(reference.number)") == nil { return reference }
    }
  }
}

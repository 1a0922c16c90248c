import Desk
import Foundation

/// What happened, in the order in which it was committed. Appended in the transaction of the change itself.
package enum Trail {
  static func append(_ events: [Callback.Recorded], to callback: Callback, in writer: Writer) throws {
    let first = callback.version - events.count + 1
    for (offset, recorded) in events.enumerated() {
      let seq: Int64 = try writer.next(in: .event, as: CallbackEvent.self).rawValue
      let place = self.place(callback.id, seq)
      let sealed = try recorded.secret.map { try writer.seal([$0], at: place) }
      try writer.run(
        """
        INSERT INTO event (seq, callback, version, at, actor, kind, detail, sealed)
        VALUES (\(seq), \(callback.id), \(first + offset), \(recorded.at), \(recorded.actor.code),
          \(recorded.event.kind), \(try recorded.event.json), \(sealed))
        """)
    }
  }

  package static func events(of id: ID<Callback>, in reader: Reader) throws -> [Callback.Recorded] {
    try reader.rows("SELECT at, actor, detail FROM event WHERE callback = \(id) ORDER BY version")
      .map { try recorded($0, from: 0) }
  }

  /// Time, actor and detail, from a column on.
  static func recorded(_ row: Row, from first: Int) throws -> Callback.Recorded {
    guard let actor = Actor(code: try row.text(first + 1)) else { throw row.unreadable(first + 1) }
    return .init(event: try row.json(first + 2, as: CallbackEvent.self), at: try row.date(first), actor: actor)
  }

  /// Who changed it last.
  static func last(of id: ID<Callback>, in reader: Reader) throws -> Refusal.Change? {
    try change("SELECT at, actor FROM event WHERE callback = \(id) ORDER BY version DESC LIMIT 1", in: reader)
  }

  /// Who last came to hold it.
  static func lastClaim(of id: ID<Callback>, in reader: Reader) throws -> Refusal.Change? {
    try change(
      """
      SELECT at, actor FROM event WHERE callback = \(id) AND kind IN ('claimed', 'taken_over', 'assigned')
      ORDER BY version DESC LIMIT 1
      """, in: reader)
  }

  private static func change(_ query: Query, in reader: Reader) throws -> Refusal.Change? {
    try reader.row(query).map { row in
      guard let actor = Actor(code: try row.text(1)) else { throw row.unreadable(1) }
      return .init(by: actor, at: try row.date(0))
    }
  }

  /// The notes of a callback, opened. For `Access.Reveal`.
  package static func notes(of id: ID<Callback>, in reader: Reader) throws -> Sensitive<[String]> {
    let rows = try reader.rows(
      "SELECT seq, sealed FROM event WHERE callback = \(id) AND sealed IS NOT NULL ORDER BY version")
    return Sensitive(
      try rows.flatMap { row in
        try reader.open(try row.blob(1), at: place(id, try row.integer(0)), as: [String].self).use { $0 }
      })
  }

  /// Does the trail, applied from the start, give the stored row?
  package static func tells(_ callback: Callback, in reader: Reader) throws -> Bool {
    guard let replayed = Callback.replay(callback.id, try events(of: callback.id, in: reader)) else {
      return false
    }
    return try CallbackRow(replayed) == CallbackRow(callback)
  }

  private static func place(_ id: ID<Callback>, _ seq: Int64) -> Vault.Place {
    .init(.callback, id.rawValue, table: "event", row: seq)
  }
}

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

  /// One event of any callback, and what says who may see it.
  package struct Told: Sendable {
    package let seq: Int64
    package let callback: Callback
    package let version: Int
    package let recorded: Callback.Recorded
    /// The language it was in before, when the event gave it another.
    package let languageBefore: Language?
  }

  /// What happened after that, in the order of the commits.
  package static func told(after seq: Int64, limit: Int, in reader: Reader) throws -> [Told] {
    try reader.rows(
      """
      SELECT seq, callback, version, at, actor, detail FROM event WHERE seq > \(seq) ORDER BY seq LIMIT \(limit)
      """
    ).map { row in
      guard let callback = try Callbacks.find(try row.id(1), in: reader) else { throw row.unreadable(1) }
      let version = Int(try row.integer(2))
      let recorded = try recorded(row, from: 3)
      return Told(
        seq: try row.integer(0), callback: callback, version: version, recorded: recorded,
        languageBefore: try languageBefore(recorded.event, callback.id, version, in: reader))
    }
  }

  package static func lastSeq(in reader: Reader) throws -> Int64 {
    try reader.row("SELECT coalesce(max(seq), 0) FROM event")?.integer(0) ?? 0
  }

  private static func languageBefore(
    _ event: CallbackEvent, _ id: ID<Callback>, _ version: Int, in reader: Reader
  ) throws -> Language? {
    guard case .languageKnown = event else { return nil }
    return try Callbacks.find(id, at: version - 1, in: reader)?.language
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

import Desk
import Foundation

/// What came of everybody in danger who wrote while nobody could call. Kept as it happened, for the report.
package enum Alarms {
  /// What a program of the desk's own is told: numbers and codes, nothing of the person.
  package struct Page: Sendable, Codable, Equatable {
    package var alarm: Int64
    package var callback: Int64
    package var language: String?
    package var reason: Unattended
    /// RFC 3339, in UTC.
    package var at: String
    package var command: [String]

    package init(
      alarm: Int64, callback: Int64, language: String?, reason: Unattended, at: String, command: [String]
    ) {
      self.alarm = alarm
      self.callback = callback
      self.language = language
      self.reason = reason
      self.at = at
      self.command = command
    }
  }

  /// Open, in danger, uncalled, and no alarm given since then.
  package static func due(notSince moment: Date, limit: Int, in reader: Reader) throws -> [Callback] {
    try reader.rows(
      """
      SELECT \(CallbackRow.columns) FROM callback
      WHERE +urgency = 'now' AND state <> 'closed' AND state <> 'claimed' AND attempts = '[]'
        AND NOT EXISTS (SELECT 1 FROM alarm WHERE alarm.callback = callback.id AND alarm.at > \(moment))
      ORDER BY id LIMIT \(limit)
      """
    ).map(CallbackRow.read)
  }

  package static func insert(_ callback: ID<Callback>, _ reason: Unattended, who: String?, in writer: Writer) throws
    -> Alarm
  {
    let id = ID<Alarm>(try (writer.row("SELECT coalesce(max(id), 0) FROM alarm")?.integer(0) ?? 0) + 1)
    try writer.run(
      """
      INSERT INTO alarm (id, callback, at, reason, who)
      VALUES (\(id), \(callback), \(writer.now), \(reason.rawValue), \(who))
      """)
    return Alarm(id: id, callback: callback, at: writer.now, reason: reason, who: who)
  }

  /// Raised in a stretch of time, each with what became of its dispatches.
  package static func between(_ start: Date, _ end: Date, in reader: Reader) throws -> [(
    alarm: Alarm, dispatches: [(at: Date, dispatch: Dispatch)]
  )] {
    let rows = try reader.rows(
      """
      SELECT id, callback, at, reason, who FROM alarm WHERE at >= \(start) AND at < \(end) ORDER BY at, id
      """)
    return try rows.map { row in
      let alarm = Alarm(
        id: try row.id(0), callback: try row.id(1), at: try row.date(2),
        reason: try row.value(3, as: Unattended.self), who: try row.textIfAny(4))
      return (alarm, try Dispatches.of(alarm.id, in: reader))
    }
  }
}

extension Dispatches {
  package static func write(
    _ letter: Letter, account: AccountName, callback: ID<Callback>, alarm: ID<Alarm>, in writer: Writer
  ) throws {
    try write(letter, by: .whatsapp, account, callback, alarm, in: writer)
  }

  package static func write(_ mail: Mail, callback: ID<Callback>, alarm: ID<Alarm>, in writer: Writer) throws {
    try write(mail, by: .mail, onCall, callback, alarm, in: writer)
  }

  package static func write(_ page: Alarms.Page, callback: ID<Callback>, alarm: ID<Alarm>, in writer: Writer) throws {
    try write(page, by: .command, onCall, callback, alarm, in: writer)
  }

  /// To whom letters and programs' calls of an alarm go, where a partner's name stands otherwise.
  private static let onCall: AccountName = "on-call"

  private static func write(
    _ content: some Encodable, by channel: Channel, _ account: AccountName, _ callback: ID<Callback>,
    _ alarm: ID<Alarm>, in writer: Writer
  ) throws {
    let id = try writer.next(in: .dispatch, as: Dispatch.self)
    let sealed = try writer.seal(content, at: place(callback, id))
    try insert(id, sealed, channel, account, callback, alarm: alarm, in: writer)
  }

  static func of(_ alarm: ID<Alarm>, in reader: Reader) throws -> [(at: Date, dispatch: Dispatch)] {
    try reader.rows("SELECT \(columns) FROM dispatch WHERE alarm = \(alarm) ORDER BY id")
      .map { (try $0.date(5), try read($0)) }
  }
}

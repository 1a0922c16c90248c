import Desk
import Foundation

/// What changes the usual week: absences and other hours on single days.
package enum Rosters {
  package struct Row: Sendable {
    package let id: Int64
    package let adviser: AdviserID
    package let absence: Absence
  }

  /// Days before today that rosters still tell of.
  private static let kept = 35

  package static func absences(of adviser: AdviserID? = nil, in reader: Reader) throws -> [Row] {
    let hers: Query = adviser.map { "AND adviser = \($0.name)" } ?? ""
    return try reader.rows(
      """
      SELECT id, adviser, fromDay, toDay, part FROM absence WHERE toDay >= \(first(reader)) \(hers) ORDER BY fromDay, id
      """
    ).map { row in
      guard let from = Day(try row.text(2)), let to = Day(try row.text(3)), let part = DayPart(try row.text(4)),
        let absence = Absence(from: from, to: to, part: part)
      else { throw row.unreadable(2) }
      return Row(id: try row.integer(0), adviser: AdviserID(try row.text(1)), absence: absence)
    }
  }

  package static func changes(of adviser: AdviserID? = nil, in reader: Reader) throws -> [AdviserID: [Roster.Change]] {
    let hers: Query = adviser.map { "AND adviser = \($0.name)" } ?? ""
    let rows = try reader.rows(
      "SELECT adviser, day, parts FROM rosterChange WHERE day >= \(first(reader)) \(hers) ORDER BY adviser, day")
    return try Dictionary(grouping: rows) { AdviserID(try $0.text(0)) }.mapValues { rows in
      try rows.map { row in
        guard let day = Day(try row.text(1)) else { throw row.unreadable(1) }
        return Roster.Change(day: day, parts: try row.list(2, of: DayPart.self))
      }
    }
  }

  /// - Parameter reason: why it was granted although it leaves a gap; sealed, since it may be about her health.
  /// - Returns: the absence's number.
  @discardableResult
  package static func add(
    _ absence: Absence, of adviser: AdviserID, because reason: String? = nil, in writer: Writer
  ) throws -> Int64 {
    let id = try (writer.row("SELECT coalesce(max(id), 0) FROM absence")?.integer(0) ?? 0) + 1
    let sealed = try reason.map { try writer.seal([$0], at: .init(.desk, 0, table: "absence", row: id)) }
    try writer.run(
      """
      INSERT INTO absence (id, adviser, fromDay, toDay, part, sealed)
      VALUES (\(id), \(adviser.name), \(absence.from.description), \(absence.to.description), \(absence.part.text),
        \(sealed))
      """)
    try forgetNeed(in: writer)
    return id
  }

  /// - Throws: `Refusal.notFound`.
  package static func remove(_ id: Int64, in writer: Writer) throws {
    guard try writer.run("DELETE FROM absence WHERE id = \(id)") == 1 else { throw Refusal.notFound }
    try forgetNeed(in: writer)
  }

  /// - Parameter parts: nil takes the change back.
  package static func change(
    _ day: Day, to parts: [DayPart]?, of adviser: AdviserID, in writer: Writer
  ) throws {
    try writer.run("DELETE FROM rosterChange WHERE adviser = \(adviser.name) AND day = \(day.description)")
    if let parts {
      try writer.run(
        """
        INSERT INTO rosterChange (adviser, day, parts)
        VALUES (\(adviser.name), \(day.description), \(try JSON.list(parts.merged)))
        """)
    }
    try forgetNeed(in: writer)
  }

  /// The need for each language is worked out again.
  static func forgetNeed(in writer: Writer) throws { try writer.run("DELETE FROM languageNeed") }

  /// Dates as text are in order, whatever the zone.
  private static func first(_ reader: Reader) -> String {
    WallClock(zone: .gmt).day(of: reader.now).advanced(by: -kept).description
  }
}

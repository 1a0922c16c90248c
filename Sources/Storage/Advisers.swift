import Desk
import Foundation

/// The colleagues, as rows: imported by command, never overwritten by a start.
package enum Advisers {
  package struct Colleague: Sendable {
    package let adviser: Adviser
    package let said: PresenceSaid?

    package func presence(now: Date) -> Presence { adviser.presence(said: said, now: now) }

    /// Not in on closed days.
    package func observing(_ closed: ClosedDays) -> Colleague {
      Colleague(adviser: adviser.with(adviser.roster.observing(closed)), said: said)
    }
  }

  package static func all(in reader: Reader) throws -> [Colleague] {
    let colleagues = try reader.rows("SELECT \(columns) FROM adviser ORDER BY id").map(read)
    let absences = Dictionary(grouping: try Rosters.absences(in: reader), by: \.adviser)
    let changes = try Rosters.changes(in: reader)
    return colleagues.map { $0.with(changes[$0.adviser.id] ?? [], absences[$0.adviser.id] ?? []) }
  }

  /// In the order of their ids.
  package static func all(after id: AdviserID?, limit: Int, in reader: Reader) throws -> [Colleague] {
    try reader.rows("SELECT \(columns) FROM adviser WHERE id > \(id?.name ?? "") ORDER BY id LIMIT \(limit)").map(read)
  }

  package static func find(_ id: AdviserID, in reader: Reader) throws -> Colleague? {
    try reader.row("SELECT \(columns) FROM adviser WHERE id = \(id.name)").map(read)?
      .with(try Rosters.changes(of: id, in: reader)[id] ?? [], try Rosters.absences(of: id, in: reader))
  }

  package static func save(_ adviser: Adviser, in writer: Writer) throws {
    let languages = Dictionary(
      adviser.languages.map { ($0.language.code, $0.level) }, uniquingKeysWith: { first, _ in first })
    let roster = Dictionary(
      uniqueKeysWithValues: adviser.roster.week.parts.map { ($0.key.rawValue, $0.value) })
    try writer.run(
      """
      INSERT INTO adviser (id, name, role, languages, specialisms, roster, zone)
      VALUES (\(adviser.id.name), \(adviser.name), \(adviser.role.rawValue), \(try JSON.text(languages)),
        \(try JSON.text(adviser.specialisms)), \(try JSON.text(roster)), \(adviser.roster.zone.identifier))
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, languages = excluded.languages,
        specialisms = excluded.specialisms, roster = excluded.roster, zone = excluded.zone
      """)
    try Rosters.forgetNeed(in: writer)
  }

  package static func say(_ presence: Presence, _ id: AdviserID, in writer: Writer) throws {
    try writer.run(
      "UPDATE adviser SET presence = \(presence.rawValue), presenceAt = \(writer.now) WHERE id = \(id.name)")
  }

  private static let columns: Query =
    "id, name, role, languages, specialisms, roster, zone, presence, presenceAt"

  private static func read(_ row: Row) throws -> Colleague {
    guard let zone = TimeZone(identifier: try row.text(6)) else { throw row.unreadable(6) }
    let levels = try row.json(3, as: [String: Adviser.Level].self)
    let parts = try row.json(5, as: [String: [DayPart]].self)
    let days = try parts.map { name, parts in
      guard let day = Weekday(rawValue: name) else { throw row.unreadable(5) }
      return (day, parts)
    }
    let adviser = Adviser(
      id: AdviserID(try row.text(0)), name: try row.text(1), role: try row.value(2, as: Adviser.Role.self),
      languages: levels.sorted { $0.key < $1.key }
        .map { .init(language: Languages.stored($0.key), level: $0.value) },
      specialisms: try row.json(4, as: [String].self),
      roster: WeeklyHours(Dictionary(uniqueKeysWithValues: days), zone: zone))
    let presence = try row.textIfAny(7).map { text in
      guard let presence = Presence(rawValue: text) else { throw row.unreadable(7) }
      return presence
    }
    guard let presence, let at = try row.dateIfAny(8) else { return Colleague(adviser: adviser, said: nil) }
    return Colleague(adviser: adviser, said: PresenceSaid(presence, at: at))
  }
}

extension Advisers.Colleague {
  fileprivate func with(_ changes: [Roster.Change], _ absences: [Rosters.Row]) -> Advisers.Colleague {
    .init(adviser: adviser.with(adviser.roster.with(changes: changes, absences: absences.map(\.absence))), said: said)
  }
}

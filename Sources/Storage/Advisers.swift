import Desk
import Foundation

/// The colleagues, as rows: imported by command, never overwritten by a start.
package enum Advisers {
  package struct Colleague: Sendable {
    package let adviser: Adviser
    package let said: PresenceSaid?
    /// Since when she has nothing in hand, as far as that is known: she finished something, or said that she is there.
    package let idleSince: Date?

    package func presence(now: Date) -> Presence { adviser.presence(said: said, now: now) }

    /// Not in on closed days.
    package func observing(_ closed: ClosedDays) -> Colleague {
      with(adviser.roster.observing(closed))
    }
  }

  package static func all(in reader: Reader) throws -> [Colleague] {
    let colleagues = try reader.rows("SELECT \(columns) FROM adviser ORDER BY id").map(read)
    let absences = Dictionary(grouping: try Rosters.absences(in: reader), by: \.adviser)
    let changes = try Rosters.changes(in: reader)
    return colleagues.map { $0.with(changes[$0.adviser.id] ?? [], absences[$0.adviser.id] ?? []) }
  }

  /// Those who said that they are available and have neither a callback nor an offer, idle longest first.
  /// - Parameter languages: only who speaks one of them.
  package static func free(speaking languages: Set<Language>, in reader: Reader) throws -> [Colleague] {
    if languages.isEmpty { return [] }
    return try reader.rows(
      """
      SELECT \(columns) FROM adviser WHERE presence = 'available'
        AND id NOT IN (SELECT holder FROM callback WHERE state = 'claimed')
        AND id NOT IN (SELECT offeredTo FROM callback WHERE state = 'offered')
      """
    ).map(read).filter { colleague in colleague.adviser.languages.contains { languages.contains($0.language) } }
      .map { try $0.changed(in: reader) }
      .sorted {
        ($0.idleSince ?? .distantPast, $0.adviser.id.name) < ($1.idleSince ?? .distantPast, $1.adviser.id.name)
      }
  }

  /// Those who said last that they are available, whether or not that still holds.
  package static func saidAvailable(in reader: Reader) throws -> [Colleague] {
    try all(in: reader).filter { $0.said?.presence == .available }
  }

  /// In the order of their ids.
  package static func all(after id: AdviserID?, limit: Int, in reader: Reader) throws -> [Colleague] {
    try reader.rows("SELECT \(columns) FROM adviser WHERE id > \(id?.name ?? "") ORDER BY id LIMIT \(limit)").map(read)
  }

  package static func find(_ id: AdviserID, in reader: Reader) throws -> Colleague? {
    try reader.row("SELECT \(columns) FROM adviser WHERE id = \(id.name)").map(read)?.changed(in: reader)
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

  /// She has let go of what she held.
  static func finish(_ id: AdviserID, in writer: Writer) throws {
    try writer.run("UPDATE adviser SET idleSince = \(writer.now) WHERE id = \(id.name)")
  }

  private static let columns: Query =
    "id, name, role, languages, specialisms, roster, zone, presence, presenceAt, idleSince"

  /// Who an adviser is changes by the month, and her row is read by every request and at every match.
  private static let known = Known<Adviser>()

  private static func read(_ row: Row) throws -> Colleague {
    let texts = try (0...6).map { try row.text($0) }
    let adviser = try known.value(of: texts.joined(separator: "\n")) { try Self.adviser(row) }
    let presence = try row.textIfAny(7).map { text in
      guard let presence = Presence(rawValue: text) else { throw row.unreadable(7) }
      return presence
    }
    let at = try row.dateIfAny(8)
    let said = presence.flatMap { presence in at.map { PresenceSaid(presence, at: $0) } }
    let idle = [try row.dateIfAny(9), at].compactMap { $0 }.max()
    return Colleague(adviser: adviser, said: said, idleSince: idle)
  }

  private static func adviser(_ row: Row) throws -> Adviser {
    guard let zone = TimeZone(identifier: try row.text(6)) else { throw row.unreadable(6) }
    let levels = try row.json(3, as: [String: Adviser.Level].self)
    let parts = try row.json(5, as: [String: [DayPart]].self)
    let days = try parts.map { name, parts in
      guard let day = Weekday(rawValue: name) else { throw row.unreadable(5) }
      return (day, parts)
    }
    return Adviser(
      id: AdviserID(try row.text(0)), name: try row.text(1), role: try row.value(2, as: Adviser.Role.self),
      languages: levels.sorted { $0.key < $1.key }
        .map { .init(language: Languages.stored($0.key), level: $0.value) },
      specialisms: try row.json(4, as: [String].self),
      roster: WeeklyHours(Dictionary(uniqueKeysWithValues: days), zone: zone))
  }
}

extension Advisers.Colleague {
  /// With what changes her usual week.
  fileprivate func changed(in reader: Reader) throws -> Advisers.Colleague {
    with(
      try Rosters.changes(of: adviser.id, in: reader)[adviser.id] ?? [],
      try Rosters.absences(of: adviser.id, in: reader))
  }

  fileprivate func with(_ changes: [Roster.Change], _ absences: [Rosters.Row]) -> Advisers.Colleague {
    changes.isEmpty && absences.isEmpty
      ? self : with(adviser.roster.with(changes: changes, absences: absences.map(\.absence)))
  }

  fileprivate func with(_ roster: Roster) -> Advisers.Colleague {
    .init(adviser: adviser.with(roster), said: said, idleSince: idleSince)
  }
}

import Desk
import Foundation

/// A colleague as the outside sees her.
package struct AdviserBody: Described {
  package var id: String
  package var name: String
  package var role: Adviser.Role
  package var languages: [Adviser.Speaks]
  package var specialisms: [String]
  package var presence: Presence
  package var onShiftUntil: Date?
  package var nextShift: Date?
  package var holding: [Int64]

  package init(_ adviser: Adviser, presence: Presence, holding: [Callback], now: Date) {
    id = adviser.id.name
    name = adviser.name
    role = adviser.role
    languages = adviser.languages
    specialisms = adviser.specialisms
    self.presence = presence
    onShiftUntil = adviser.onShiftUntil(now)
    nextShift = adviser.nextShift(after: now)
    self.holding = holding.map(\.id.rawValue)
  }

  package static let schema = Schema.Object(
    "Adviser", "A colleague.",
    [
      .always("id", .text()), .always("name", .text()), .always("role", .one(of: Adviser.Role.self)),
      .always("languages", .list(Adviser.Speaks.shape)), .always("specialisms", .list(.text())),
      .always("presence", .one(of: Presence.self)), .always("onShiftUntil", .orNull(.time)),
      .always("nextShift", .orNull(.time)), .always("holding", .list(.integer()), "The callbacks she holds."),
    ])

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(role, forKey: .role)
    try container.encode(languages, forKey: .languages)
    try container.encode(specialisms, forKey: .specialisms)
    try container.encode(presence, forKey: .presence)
    try container.encode(onShiftUntil, forKey: .onShiftUntil)
    try container.encode(nextShift, forKey: .nextShift)
    try container.encode(holding, forKey: .holding)
  }
}

/// A colleague as the coordinator enters her: the shape of `config/advisers.yaml`.
package struct AdviserEntry: Described {
  package var id: String
  package var name: String
  package var role: Adviser.Role
  package var languages: [String: Adviser.Level]
  package var specialisms: [String]?
  /// Day to stretches, "09:00-17:30".
  package var roster: [String: [String]]

  package static let schema = Schema.Object(
    "AdviserEntry", "A colleague as the coordinator enters her.",
    [
      .always("id", .adviser),
      .always("name", .text(least: 1, most: 100, pattern: #"^[^\u0000-\u001F\u007F-\u009F]*$"#)),
      .always("role", .one(of: Adviser.Role.self)),
      .always("languages", .map(.one(of: Adviser.Level.self)), "By language, such as pl."),
      .maybe("specialisms", .list(.text())),
      .always("roster", .map(.list(.text())), "By day (mon to sun), stretches such as 09:00-17:30."),
    ])

  package init(
    id: String, name: String, role: Adviser.Role, languages: [String: Adviser.Level], specialisms: [String]? = nil,
    roster: [String: [String]]
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.languages = languages
    self.specialisms = specialisms
    self.roster = roster
  }

  /// - Parameter place: where the entry stands ("advisers.3"); what is wrong is named by our own words only.
  /// - Throws: `Refusal.invalid` with the field that is wrong.
  package func adviser(at place: String, languages offered: Languages, zone: TimeZone) throws(Refusal) -> Adviser {
    guard let id = AdviserID(typed: id) else { throw .invalid(field: place + ".id") }
    let isClean = !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    guard !name.isEmpty, name.unicodeScalars.count <= 100, isClean else { throw .invalid(field: place + ".name") }
    var speaks: [Adviser.Speaks] = []
    for (code, level) in languages.sorted(by: { $0.key < $1.key }) {
      guard let language = offered[code] else { throw .invalid(field: place + ".languages") }
      speaks.append(.init(language: language, level: level))
    }
    guard !speaks.isEmpty else { throw .invalid(field: place + ".languages") }
    let parts = try Self.week(roster, of: place + ".roster")
    return Adviser(
      id: id, name: name, role: role, languages: speaks, specialisms: specialisms ?? [],
      roster: WeeklyHours(parts, zone: zone))
  }

  /// - Throws: `Refusal.invalid` for a day that is none, and hours that end before they begin or overlap.
  package static func week(_ days: [String: [String]], of place: String) throws(Refusal) -> [Weekday: [DayPart]] {
    var week: [Weekday: [DayPart]] = [:]
    for (name, stretches) in days {
      guard let weekday = Weekday(rawValue: name) else { throw .invalid(field: place) }
      week[weekday] = try parts(stretches, at: "\(place).\(weekday.rawValue)")
    }
    return week
  }

  package static func parts(_ stretches: [String], at place: String) throws(Refusal) -> [DayPart] {
    var parts: [DayPart] = []
    for stretch in stretches {
      guard let part = DayPart(stretch) else { throw .invalid(field: place) }
      parts.append(part)
    }
    if let (one, other) = parts.overlap {
      throw .invalid(field: "\(place): \(one.text) and \(other.text) overlap")
    }
    return parts
  }
}

extension Adviser.Speaks: Described {
  package static let schema = Schema.Object(
    "Speaks", "A language, and how well.",
    [.always("language", .text()), .always("level", .one(of: Adviser.Level.self))])
}

package struct AdviserEntries: Described {
  package var advisers: [AdviserEntry]

  package static let schema = Schema.Object(
    "AdviserEntries", "New colleagues and changed ones.", [.always("advisers", .list(AdviserEntry.shape))])

  package init(advisers: [AdviserEntry]) { self.advisers = advisers }

  /// - Throws: `Refusal.invalid` with the first field that is wrong.
  package func all(languages: Languages, zone: TimeZone) throws(Refusal) -> [Adviser] {
    var all: [Adviser] = []
    for (place, entry) in advisers.enumerated() {
      all.append(try entry.adviser(at: "advisers.\(place)", languages: languages, zone: zone))
    }
    return all
  }
}

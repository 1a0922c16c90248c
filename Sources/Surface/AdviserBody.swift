import Desk
import Foundation

/// A colleague as the outside sees her.
package struct AdviserBody: Codable, Sendable {
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
package struct AdviserEntry: Codable, Sendable {
  package var id: String
  package var name: String
  package var role: Adviser.Role
  package var languages: [String: Adviser.Level]
  package var specialisms: [String]?
  /// Day to stretches, "09:00-17:30".
  package var roster: [String: [String]]

  /// - Throws: `Refusal.invalid` with the field that is wrong.
  package func adviser(languages offered: Languages, zone: TimeZone) throws(Refusal) -> Adviser {
    guard id.wholeMatch(of: /[a-z][a-z0-9-]{0,30}/) != nil else { throw .invalid(field: "\(id): id") }
    guard !name.isEmpty else { throw .invalid(field: "\(id): name") }
    var speaks: [Adviser.Speaks] = []
    for (code, level) in languages.sorted(by: { $0.key < $1.key }) {
      guard let language = offered[code] else { throw .invalid(field: "\(id): languages.\(code)") }
      speaks.append(.init(language: language, level: level))
    }
    guard !speaks.isEmpty else { throw .invalid(field: "\(id): languages") }
    var parts: [Weekday: [DayPart]] = [:]
    for (day, stretches) in roster {
      guard let weekday = Weekday(rawValue: day) else { throw .invalid(field: "\(id): roster.\(day)") }
      for stretch in stretches {
        guard let part = DayPart(stretch) else { throw .invalid(field: "\(id): roster.\(day): \(stretch)") }
        parts[weekday, default: []].append(part)
      }
    }
    return Adviser(
      id: AdviserID(id), name: name, role: role, languages: speaks, specialisms: specialisms ?? [],
      roster: WeeklyHours(parts, zone: zone))
  }
}

package struct AdviserEntries: Codable, Sendable {
  package var advisers: [AdviserEntry]

  package init(advisers: [AdviserEntry]) { self.advisers = advisers }
}

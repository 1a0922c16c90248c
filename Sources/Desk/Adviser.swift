import Foundation

/// A colleague's short name at the desk ("ilinca"), chosen by the coordinator.
package struct AdviserID: Hashable, Sendable, Codable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  /// Nil for what can't be one: a small letter, then small letters, digits and hyphens.
  package init?(typed name: String) {
    guard name.wholeMatch(of: /[a-z][a-z0-9-]{0,30}/) != nil else { return nil }
    self.name = name
  }

  package init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  package var description: String { name }
}

/// A legal adviser: whom she can speak with, and when she is in.
package struct Adviser: Sendable, Equatable, Identifiable {
  package enum Role: String, Sendable, Codable, CaseIterable { case adviser, coordinator }

  /// How well she speaks a language; `enough` is enough to give advice in.
  package enum Level: String, Sendable, Codable, CaseIterable { case native, fluent, enough }

  package struct Speaks: Sendable, Equatable, Codable {
    package let language: Language
    package let level: Level

    package init(language: Language, level: Level) {
      self.language = language
      self.level = level
    }
  }

  package let id: AdviserID
  package let name: String
  package let role: Role
  package let languages: [Speaks]
  package let specialisms: [String]
  package let roster: Roster

  package init(
    id: AdviserID, name: String, role: Role, languages: [Speaks], specialisms: [String], roster: Roster
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.languages = languages
    self.specialisms = specialisms
    self.roster = roster
  }

  package init(
    id: AdviserID, name: String, role: Role, languages: [Speaks], specialisms: [String], roster: WeeklyHours
  ) {
    self.init(id: id, name: name, role: role, languages: languages, specialisms: specialisms, roster: Roster(roster))
  }

  package func with(_ roster: Roster) -> Adviser {
    Adviser(id: id, name: name, role: role, languages: languages, specialisms: specialisms, roster: roster)
  }

  package func level(in language: Language) -> Level? {
    languages.first { $0.language == language }?.level
  }
}

/// Whether an adviser can take a callback now.
package enum Presence: String, Sendable, Codable, CaseIterable {
  case available, busy, away
}

/// What an adviser last said of her presence.
package struct PresenceSaid: Sendable, Equatable {
  package let presence: Presence
  package let at: Date

  package init(_ presence: Presence, at: Date) {
    self.presence = presence
    self.at = at
  }
}

extension Adviser {
  /// What she said holds until her next shift begins or ends; otherwise the roster speaks. So nobody stays
  /// "available" over night because she forgot to say otherwise, and working outside one's roster is one word.
  package func presence(said: PresenceSaid?, now: Date) -> Presence {
    let byRoster: Presence = roster.contains(now) ? .available : .away
    guard let said, said.at <= now else { return byRoster }
    if let boundary = roster.lastBoundary(before: now), boundary > said.at { return byRoster }
    return said.presence
  }

  /// Neither her roster's hours nor, by her own word, at work.
  package func isOff(said: PresenceSaid?, now: Date) -> Bool {
    !roster.contains(now) && presence(said: said, now: now) == .away
  }

  package func onShiftUntil(_ now: Date) -> Date? { roster.interval(at: now)?.end }

  package func nextShift(after now: Date) -> Date? { roster.next(after: now)?.start }
}

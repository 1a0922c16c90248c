import Desk
import Foundation

/// What `simulate --from-trail` plays: over the admin socket only. No personal data.
package struct PastBody: Codable, Sendable {
  package var requests: [PastRequest]
  package var withoutLanguage: Int
  package var advisers: [AdviserEntry]
  /// Absences and other days, as far back as they are kept.
  package var lines: [RosterLineBody]

  package init(requests: [PastRequest], withoutLanguage: Int, advisers: [Adviser]) {
    self.requests = requests
    self.withoutLanguage = withoutLanguage
    self.advisers = advisers.map(AdviserEntry.init)
    lines = advisers.flatMap { adviser in
      adviser.roster.changes.sorted { $0.key < $1.key }.flatMap { day, parts in
        parts.isEmpty
          ? [RosterLine(adviser.id, .change(day, nil), line: 0)]
          : parts.map { RosterLine(adviser.id, .change(day, $0), line: 0) }
      } + adviser.roster.absences.map { RosterLine(adviser.id, .absence($0), line: 0) }
    }.map(RosterLineBody.init)
  }

  /// - Throws: `Refusal.invalid`.
  package func roster(zone: TimeZone) throws(Refusal) -> [Adviser] {
    var changes: [AdviserID: [Day: [DayPart]]] = [:]
    var absences: [AdviserID: [Absence]] = [:]
    for body in lines {
      let line = try body.read(at: "lines")
      switch line.kind {
      case .change(let day, let part): changes[line.adviser, default: [:]][day, default: []] += [part].compactMap { $0 }
      case .absence(let absence): absences[line.adviser, default: []].append(absence)
      case .week, .extra, .off: break
      }
    }
    var roster: [Adviser] = []
    for entry in advisers {
      let languages = Languages(codes: Array(entry.languages.keys))
      let adviser = try entry.adviser(at: "advisers", languages: languages, zone: zone)
      let days = (changes[adviser.id] ?? [:]).map { Roster.Change(day: $0.key, parts: $0.value) }
      roster.append(adviser.with(adviser.roster.with(changes: days, absences: absences[adviser.id] ?? [])))
    }
    return roster
  }
}

extension AdviserEntry {
  package init(_ adviser: Adviser) {
    self.init(
      id: adviser.id.name, name: adviser.name, role: adviser.role,
      languages: Dictionary(
        adviser.languages.map { ($0.language.code, $0.level) }, uniquingKeysWith: { first, _ in first }),
      specialisms: adviser.specialisms,
      roster: Dictionary(
        uniqueKeysWithValues: adviser.roster.week.parts.map { ($0.key.rawValue, $0.value.map(\.text)) }))
  }
}

import Foundation

/// Somebody who can be phoned when the desk can't be: a fact, with its source and the day on which it was looked up.
package struct HelpLine: Sendable, Equatable {
  /// What it is for; each has words in every language.
  package enum Kind: String, Sendable, CaseIterable {
    case danger, shelter, violence, trafficking, police, health
  }

  package let id: String
  package let kind: Kind
  package let name: String?
  package let phone: String
  /// Nil: day and night.
  package let hours: WeeklyHours?
  package let isFree: Bool
  package let source: String
  package let verifiedOn: Day

  package init(
    id: String, kind: Kind, name: String?, phone: String, hours: WeeklyHours?, isFree: Bool, source: String,
    verifiedOn: Day
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.phone = phone
    self.hours = hours
    self.isFree = isFree
    self.source = source
    self.verifiedOn = verifiedOn
  }

  package func isOpen(_ moment: Date) -> Bool { hours?.contains(moment) ?? true }

  /// After so many days somebody should look it up again.
  package static let trustedDays = 365
}

extension [HelpLine] {
  /// Who can be phoned at a moment: danger first, then shelter, then the rest as they are listed.
  package func open(at moment: Date) -> [HelpLine] {
    let places = Dictionary(uniqueKeysWithValues: HelpLine.Kind.allCases.enumerated().map { ($1, $0) })
    return filter { $0.isOpen(moment) }.enumerated()
      .sorted { (places[$0.element.kind] ?? 0, $0.offset) < (places[$1.element.kind] ?? 0, $1.offset) }
      .map(\.element)
  }

  package func outdated(on day: Day) -> [HelpLine] {
    filter { $0.verifiedOn.distance(to: day) > HelpLine.trustedDays }
  }
}

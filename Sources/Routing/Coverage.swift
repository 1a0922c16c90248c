import Desk
import Foundation
import Storage

/// Who is in for each language, and what of the coming work there is nobody for.
package struct Coverage: Sendable {
  /// One part of a coming day.
  package struct Forecast: Sendable {
    package let day: Day
    package let part: DayPart
    package let shortages: [Shortage]
    /// Who speaks a language and isn't in then.
    package let couldHelp: [Language: [AdviserID]]
  }

  package let cover: Cover
  package let forecasts: [Forecast]
}

extension Matcher {
  /// - Parameter days: working days, today included.
  package func coverage(days: Int = 10) async throws -> Coverage {
    try await store.read { reader in
      let staffing = try Staffing(rules, in: reader)
      return Coverage(
        cover: cover(staffing.advisers, now: reader.now, days: days),
        forecasts: staffing.forecasts(rules, now: reader.now, days: days))
    }
  }

  /// The gaps that an absence would make in the coming ten working days from its beginning.
  package func gaps(from absence: Absence, of adviser: AdviserID) async throws -> [Cover.Gap] {
    try await store.read { try gaps(from: absence, of: adviser, in: $0) }
  }

  /// Grants an absence. One that leaves a language without anybody is refused, unless somebody says why it must be.
  /// - Throws: `Refusal.leavesGap`, `.notFound`.
  package func grant(_ absence: Absence, of adviser: AdviserID, because reason: String?, by actor: Actor)
    async throws -> [Cover.Gap]
  {
    try await store.write { writer in
      guard try Advisers.find(adviser, in: writer) != nil else { throw Refusal.notFound }
      let gaps = try gaps(from: absence, of: adviser, in: writer)
      if let first = gaps.first, reason == nil { throw Refusal.leavesGap(first, more: gaps.count - 1) }
      try Rosters.add(absence, of: adviser, because: reason, in: writer)
      try Audit.write(
        "absence.grant", of: "adviser \(adviser)", by: actor, outcome: gaps.isEmpty ? "granted" : "forced", in: writer)
      return gaps
    }
  }

  private func gaps(from absence: Absence, of adviser: AdviserID, in reader: Reader) throws -> [Cover.Gap] {
    let advisers = try Staffing(rules, in: reader).advisers
    let clock = WallClock(zone: rules.openingHours.zone)
    let from = max(reader.now, clock.moment(LocalTime(minutes: 0), on: absence.from))
    let days = max(10, absence.from.distance(to: absence.to) + 1)
    let before = cover(advisers, now: from, days: days).gaps
    let away = advisers.map { $0.id == adviser ? $0.with($0.roster.with(absence)) : $0 }
    return cover(away, now: from, days: days).languages.flatMap(\.gaps).filter { !before.contains($0) }
      .sorted { ($0.day, $0.part.from, $0.language.code) < ($1.day, $1.part.from, $1.language.code) }
  }

  private func cover(_ advisers: [Adviser], now: Date, days: Int) -> Cover {
    Cover(rules.languages.all, advisers, rules.openingHours, now: now, days: days)
  }
}

extension Staffing {
  /// For each part of the coming days: a share of the week's work, over the speakers who are in.
  func forecasts(_ rules: DeskRules, now: Date, days: Int) -> [Coverage.Forecast] {
    let parts = Cover.parts(rules.openingHours, now: now, days: days)
    let week = Double(rules.openingHours.week.parts.values.reduce(0) { $0 + $1.minutes })
    return parts.map { day, part in
      let share = Double(part.to.minutes - part.from.minutes) / week
      let asked = askedPerWeek.mapValues { $0 * share }
      let staff = advisers.map { adviser in
        (languages: adviser.languages.map(\.language), minutes: Double(adviser.roster.parts(on: day).minutes(in: part)))
      }
      let need = Need(staff: staff, asked: asked)
      let shortages = rules.languages.all.compactMap { language -> Shortage? in
        guard let minutes = asked[language], minutes > 0 else { return nil }
        let load = need.load(language)
        return Shortage(language: language, asked: minutes, share: load.isFinite && load > 0 ? minutes / load : 0)
      }
      let short = shortages.filter { $0.colour == .short || $0.colour == .nobody }
      let help = short.map { shortage in
        (
          shortage.language,
          advisers.filter { isOff($0, day, part) && $0.level(in: shortage.language) != nil }.map(\.id)
        )
      }
      return Coverage.Forecast(
        day: day, part: part, shortages: shortages, couldHelp: Dictionary(uniqueKeysWithValues: help))
    }
  }

  private func isOff(_ adviser: Adviser, _ day: Day, _ part: DayPart) -> Bool {
    adviser.roster.parts(on: day).minutes(in: part) == 0
  }
}

extension [DayPart] {
  /// How many of their minutes fall in another part.
  fileprivate func minutes(in part: DayPart) -> Int {
    reduce(0) { $0 + Swift.max(0, Swift.min($1.to, part.to).minutes - Swift.max($1.from, part.from).minutes) }
  }
}

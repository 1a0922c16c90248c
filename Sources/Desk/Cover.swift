import Foundation

/// Who is in for each language on the coming working days, and where nobody is. Parts of a day are those of the desk's
/// hours up to 12:00, 17:00 and the end.
package struct Cover: Sendable, Equatable {
  /// A part of a day on which the desk is open and nobody who speaks the language is in.
  package struct Gap: Sendable, Hashable {
    package let language: Language
    package let day: Day
    package let part: DayPart
  }

  package struct OfLanguage: Sendable, Equatable {
    package let language: Language
    package let speakers: [AdviserID]
    /// Who is in first, from now on.
    package let next: AdviserID?
    package let nextAt: Date?
    package let gaps: [Gap]
    /// Parts of days on which all hangs on one.
    package let alone: [AdviserID: Int]
  }

  package let languages: [OfLanguage]

  /// - Parameters:
  ///   - days: working days, today included.
  package init(_ languages: [Language], _ advisers: [Adviser], _ calendar: DeskCalendar, now: Date, days: Int = 10) {
    let parts = Self.parts(calendar, now: now, days: days)
    self.languages = languages.map { language in
      let speakers = advisers.filter { $0.level(in: language) != nil }
      let first = speakers.compactMap { adviser in
        adviser.roster.open(from: now).map { (adviser: adviser.id, at: $0.start) }
      }.min { ($0.at, $0.adviser.name) < ($1.at, $1.adviser.name) }
      var gaps: [Gap] = []
      var alone: [AdviserID: Int] = [:]
      for (day, part) in parts {
        let isIn = speakers.filter { $0.roster.parts(on: day).contains { $0.from < part.to && part.from < $0.to } }
        if isIn.isEmpty { gaps.append(Gap(language: language, day: day, part: part)) }
        if isIn.count == 1 { alone[isIn[0].id, default: 0] += 1 }
      }
      return OfLanguage(
        language: language, speakers: speakers.map(\.id), next: first?.adviser, nextAt: first?.at, gaps: gaps,
        alone: alone)
    }
  }

  package var gaps: Set<Gap> { Set(languages.flatMap(\.gaps)) }

  /// What of the coming working days is left, cut at noon and at five.
  package static func parts(_ calendar: DeskCalendar, now: Date, days: Int) -> [(Day, DayPart)] {
    let today = calendar.day(of: now)
    let working = (today...today.advanced(by: calendar.reach)).lazy
      .filter { calendar.intervals(on: $0).contains { $0.end > now } }.prefix(days)
    let noon = LocalTime(minutes: 12 * 60)
    let five = LocalTime(minutes: 17 * 60)
    return working.flatMap { day in
      (calendar.week.parts[day.weekday] ?? []).flatMap { open in
        [
          DayPart(from: open.from, to: min(open.to, noon)),
          DayPart(from: max(open.from, noon), to: min(open.to, five)),
          DayPart(from: max(open.from, five), to: open.to),
        ].compactMap { $0 }.map { (day, $0) }
      }
    }.filter { WallClock(zone: calendar.zone).moment($0.1.to, on: $0.0) > now }
  }
}

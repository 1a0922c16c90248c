import Desk
import Foundation
import Simulation

/// A small desk with a roster and arrivals by chance: weeks with both a night on which the clock changes and holidays, open
/// on Sunday nights.
struct RandomDesk {
  static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  static let languages = ["pl", "ro", "bg", "en"].map(Languages.stored)
  static let windows = [nil, nil, DayPart("09:00-12:00"), DayPart("17:00-20:00"), DayPart("01:00-04:00")]

  let scenario: Scenario
  let seed: Seed

  init(_ number: UInt64) {
    var random = Chance(number)
    // The spring change, then Easter while people still wait; or the autumn change. Neither night is a holiday itself.
    let start = Day(number % 2 == 0 ? "2026-03-23" : "2027-10-25") ?? Day(number: 0)
    let office = DayPart("09:00-17:30")
    let evening = DayPart("09:00-20:00")
    let night = DayPart("00:00-06:00")
    let week = WeeklyHours(
      [
        .mon: [office], .tue: [evening], .wed: [office], .thu: [evening], .fri: [office], .sun: [night],
      ].mapValues { $0.compactMap { $0 } }, zone: Self.zone)
    let calendar = DeskCalendar(week, closed: ClosedDays(dutchHolidays: true))
    scenario = Scenario(
      name: "random \(number)", start: start, days: 14, warmupDays: 1, promises: Promises(), constants: .init(),
      expectedMix: Dictionary(uniqueKeysWithValues: Self.languages.map { ($0, 0.25) }), requestsPerWeek: 200,
      calendar: calendar,
      advisers: (0..<6).map { Self.adviser($0, start, calendar, &random) })
    seed = Seed(
      name: "r\(number)",
      arrivals: (0..<400).map { _ in random.number(to: 12 * 86_400) }.sorted().enumerated().map { index, seconds in
        let midnight = WallClock(zone: Self.zone).moment(LocalTime(minutes: 0), on: start)
        return Self.arrival(index, at: midnight + seconds.rounded(), &random)
      })
  }

  private static func adviser(_ index: Int, _ start: Day, _ calendar: DeskCalendar, _ random: inout Chance) -> Adviser {
    let stretches = ["09:00-12:30", "13:00-17:30", "09:00-17:30", "12:00-20:00", "00:30-05:30"].compactMap {
      DayPart($0)
    }
    let days = Weekday.allCases.filter { _ in random.pick([true, true, false]) }
    let week = WeeklyHours(
      Dictionary(uniqueKeysWithValues: days.map { ($0, [random.pick(stretches)]) }), zone: zone)
    let away = start.advanced(by: random.pick([1, 3, 7, 8]))
    return Adviser(
      id: AdviserID("a\(index)"), name: "A\(index)", role: .adviser,
      languages: languages.shuffled(using: &random).prefix(random.pick([1, 2, 3]))
        .map { .init(language: $0, level: .native) },
      specialisms: random.pick([[], ["tax"]]),
      roster: Roster(
        week, absences: [Absence(from: away, to: away.advanced(by: 1))].compactMap { $0 }, closed: calendar.closed))
  }

  private static func arrival(_ index: Int, at moment: Date, _ random: inout Chance) -> Arrival {
    let urgency = random.pick([Urgency.normal, .normal, .normal, .normal, .soon, .now])
    return Arrival(
      id: "R\(index)", created: moment, language: random.pick(languages),
      alsoSpeaks: random.pick([[], [random.pick(languages)]]), issue: random.pick(["tax", "other"]), urgency: urgency,
      window: urgency == .now ? nil : random.pick(windows), previous: random.pick([nil, AdviserID("a1")]),
      truth: Truth(
        talkMinutes: 10 + random.number(to: 30).rounded(), answers: [0.6, 0.6, 0.6],
        draws: (0..<6).map { _ in random.number(to: 1) }))
  }
}

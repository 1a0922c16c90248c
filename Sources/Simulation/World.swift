import Desk
import Foundation

/// The desk's time, laid out from the first day until everything is called.
struct World {
  let scenario: Scenario
  let clock: WallClock
  let desk: OpenMinutes
  let begin: Date
  let end: Date
  /// The windows that requests ask for; the first is any hour.
  let windows: [DayPart?]
  /// When each is open, within desk hours.
  let openings: [[DateInterval]]
  /// Rostered minutes of each adviser, of the measured days.
  let shifts: [[DateInterval]]

  /// Days after the last arrival.
  private static let after = 20

  /// - Parameter ill: the share of advisers who are away on a day without notice.
  init(_ scenario: Scenario, _ seed: Seed, ill: Double = 0) {
    self.scenario = scenario
    let clock = WallClock(zone: scenario.calendar.zone)
    self.clock = clock
    let first = scenario.start
    let last = seed.arrivals.map { clock.day(of: $0.created) }.max() ?? first
    let beyond = max(last, first.advanced(by: scenario.days)).advanced(by: Self.after)
    begin = clock.moment(LocalTime(minutes: 0), on: first)
    end = clock.moment(LocalTime(minutes: 0), on: beyond)
    let open = scenario.calendar.intervals(from: begin, to: end)
    desk = OpenMinutes(open, since: begin)
    windows = [nil] + Set(seed.arrivals.compactMap(\.window)).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    openings = windows.map { window in
      guard let window else { return open }
      return open.compactMap { open in
        guard let wished = clock.interval(window, on: clock.day(of: open.start)) else { return nil }
        return open.intersection(with: wished).flatMap { $0.duration > 0 ? $0 : nil }
      }
    }
    var illness = Illness(share: ill, seed: seed.name)
    let away = ill > 0 ? illness.absences(of: scenario, days: first.distance(to: beyond)) : []
    shifts = scenario.advisers.enumerated().map { index, adviser in
      let roster = away.isEmpty ? adviser.roster : away[index].reduce(adviser.roster) { $0.with($1) }
      return roster.intervals(from: first, to: beyond)
    }
  }

  /// Moments are minutes since the beginning while a scenario is played.
  func minutes(_ moment: Date) -> Double { moment.timeIntervalSince(begin) / 60 }

  func moment(_ minutes: Double) -> Date { begin + minutes * 60 }

  /// The stretch of a window that is open at or after a moment.
  func opening(_ window: Int, from moment: Date) -> DateInterval? {
    let openings = openings[window]
    let index = openings.partition { $0.end > moment }
    guard index < openings.count else { return nil }
    return DateInterval(start: max(moment, openings[index].start), end: openings[index].end)
  }

  /// The first opening with an hour left, from which the promise counts; for any hour the first at all.
  func clockStart(_ window: Int, from moment: Date) -> DateInterval? {
    let first = opening(window, from: moment)
    if window == 0 { return first }
    var at = first
    while let open = at {
      if open.duration >= 3600 { return open }
      at = opening(window, from: open.end)
    }
    return first
  }

  /// Morning, afternoon, evening.
  func dayPart(_ moment: Date) -> Int {
    switch clock.time(of: moment).minutes {
    case ..<(12 * 60): 0
    case ..<(17 * 60): 1
    case _: 2
    }
  }

  /// When somebody who didn't answer is tried again.
  func retry(_ window: Int, after attempt: Double) -> Double? {
    if window > 0 {
      let tomorrow = clock.day(of: moment(attempt)).advanced(by: 1)
      return opening(window, from: clock.moment(LocalTime(minutes: 0), on: tomorrow)).map { minutes($0.start) }
    }
    let part = dayPart(moment(attempt))
    var at = desk.moment(at: desk.position(of: attempt) + scenario.constants.retryAfterDeskMinutes)
    while let spaced = at, case let moment = moment(spaced), dayPart(moment) == part {
      let day = clock.day(of: moment)
      let boundary = [12, 17, 24].map { clock.moment(LocalTime(minutes: $0 * 60), on: day) }.first { $0 > moment }
      at = boundary.flatMap { desk.open(from: minutes($0)) }
    }
    return at
  }
}

extension Hours {
  func intervals(from first: Day, to last: Day) -> [DateInterval] { (first..<last).flatMap { intervals(on: $0) } }
}

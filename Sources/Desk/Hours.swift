import Foundation

/// Stretches of time, laid day by day on the wall clock of a named zone, so that both DST nights come out right: opening
/// hours, a roster, a call window. A stretch never crosses midnight.
package protocol Hours: Sendable {
  var zone: TimeZone { get }
  /// How many days ahead or back a stretch is looked for.
  var reach: Int { get }
  /// The stretches of a day, in order, none touching another.
  func intervals(on day: Day) -> [DateInterval]
}

extension Hours {
  package func day(of moment: Date) -> Day { WallClock(zone: zone).day(of: moment) }

  package func contains(_ moment: Date) -> Bool { interval(at: moment) != nil }

  /// The stretch that holds `moment`.
  package func interval(at moment: Date) -> DateInterval? {
    intervals(on: day(of: moment)).first { $0.start <= moment && moment < $0.end }
  }

  /// The stretch that begins next, after `moment`, within reach. Nil when there is none.
  package func next(after moment: Date) -> DateInterval? {
    let today = day(of: moment)
    for day in today...(today.advanced(by: reach)) {
      if let found = intervals(on: day).first(where: { $0.start > moment }) { return found }
    }
    return nil
  }

  /// The last begin or end of a stretch at or before `moment`, within reach.
  package func lastBoundary(before moment: Date) -> Date? {
    let today = day(of: moment)
    for day in (today.advanced(by: -reach)...today).reversed() {
      let edges = intervals(on: day).flatMap { [$0.start, $0.end] }.filter { $0 <= moment }
      if let last = edges.max() { return last }
    }
    return nil
  }

  /// The moment at which `minutes` of these hours have passed since `start`. Nil when there are no hours at all.
  package func moment(after minutes: Int, from start: Date) -> Date? {
    var left = Double(minutes) * 60
    var at = start
    while let open = open(from: at) {
      if open.duration >= left { return open.start.addingTimeInterval(left) }
      left -= open.duration
      at = open.end
    }
    return nil
  }

  /// Minutes of these hours between two moments.
  package func minutes(from start: Date, to end: Date) -> Double {
    var total = 0.0
    var at = start
    while at < end, let open = open(from: at), open.start < end {
      total += min(open.end, end).timeIntervalSince(open.start) / 60
      at = open.end
    }
    return total
  }

  /// What is left of the stretch that holds `moment`, or the next one.
  package func open(from moment: Date) -> DateInterval? {
    interval(at: moment).map { DateInterval(start: moment, end: $0.end) } ?? next(after: moment)
  }

  /// All stretches that touch the time between two moments, whole.
  package func intervals(from start: Date, to end: Date) -> [DateInterval] {
    guard start < end else { return [] }
    return (day(of: start)...day(of: end)).flatMap { intervals(on: $0) }.filter { $0.end > start && $0.start < end }
  }
}

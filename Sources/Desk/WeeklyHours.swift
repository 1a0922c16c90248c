import Foundation

/// Hours that return every week, on the wall clock of a zone named by its IANA name: a desk's opening hours, an
/// adviser's roster, a client's call window. Both DST nights come out right because every day is laid anew on the
/// calendar.
package struct WeeklyHours: Sendable, Equatable {
  package let parts: [Weekday: [DayPart]]
  package let zone: TimeZone

  /// `parts` that touch or overlap on one day are taken together.
  package init(_ parts: [Weekday: [DayPart]], zone: TimeZone) {
    self.parts = parts.mapValues(Self.merged).filter { !$0.value.isEmpty }
    self.zone = zone
  }

  package func contains(_ moment: Date) -> Bool { interval(at: moment) != nil }

  /// The stretch that holds `moment`.
  package func interval(at moment: Date) -> DateInterval? {
    intervals(on: clock.day(of: moment)).first { $0.start <= moment && moment < $0.end }
  }

  /// The stretch that begins next, after `moment`, within two weeks. Nil when there is none: an empty roster.
  package func next(after moment: Date) -> DateInterval? {
    let today = clock.day(of: moment)
    for day in today...(today + 14) {
      if let found = intervals(on: day).first(where: { $0.start > moment }) { return found }
    }
    return nil
  }

  /// The last begin or end of a stretch at or before `moment`, within two weeks.
  package func lastBoundary(before moment: Date) -> Date? {
    let today = clock.day(of: moment)
    for day in ((today - 14)...today).reversed() {
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
  private func open(from moment: Date) -> DateInterval? {
    interval(at: moment).map { DateInterval(start: moment, end: $0.end) } ?? next(after: moment)
  }

  private var clock: WallClock { WallClock(zone: zone) }

  private func intervals(on day: Int) -> [DateInterval] {
    (parts[WallClock.weekday(of: day)] ?? []).compactMap { part in
      let start = clock.moment(part.from, on: day)
      let end = clock.moment(part.to, on: day)
      return start < end ? DateInterval(start: start, end: end) : nil
    }
  }

  private static func merged(_ parts: [DayPart]) -> [DayPart] {
    parts.sorted { $0.from < $1.from }.reduce(into: []) { merged, part in
      guard let last = merged.last, part.from <= last.to,
        let joined = DayPart(from: last.from, to: max(last.to, part.to))
      else { return merged.append(part) }
      merged[merged.count - 1] = joined
    }
  }
}

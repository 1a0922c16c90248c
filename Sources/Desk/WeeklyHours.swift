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
    intervals(onDayOf: moment).first { $0.start <= moment && moment < $0.end }
  }

  /// The stretch that begins next, after `moment`, within two weeks. Nil when there is none: an empty roster.
  package func next(after moment: Date) -> DateInterval? {
    for offset in 0...14 {
      guard let day = calendar.date(byAdding: .day, value: offset, to: moment) else { return nil }
      if let found = intervals(onDayOf: day).first(where: { $0.start > moment }) { return found }
    }
    return nil
  }

  /// The last begin or end of a stretch at or before `moment`, within two weeks.
  package func lastBoundary(before moment: Date) -> Date? {
    for offset in 0...14 {
      guard let day = calendar.date(byAdding: .day, value: -offset, to: moment) else { return nil }
      let edges = intervals(onDayOf: day).flatMap { [$0.start, $0.end] }.filter { $0 <= moment }
      if let last = edges.max() { return last }
    }
    return nil
  }

  /// The moment at which `minutes` of these hours have passed since `start`. Nil when there are no hours at all.
  package func moment(after minutes: Int, from start: Date) -> Date? {
    var left = Double(minutes) * 60
    var at = start
    while true {
      let open = interval(at: at).map { DateInterval(start: at, end: $0.end) } ?? next(after: at)
      guard let open else { return nil }
      if open.duration >= left { return open.start.addingTimeInterval(left) }
      left -= open.duration
      at = open.end
    }
  }

  /// Minutes of these hours between two moments.
  package func minutes(from start: Date, to end: Date) -> Double {
    var total = 0.0
    var at = start
    while at < end {
      let open = interval(at: at).map { DateInterval(start: at, end: $0.end) } ?? next(after: at)
      guard let open, open.start < end else { break }
      total += min(open.end, end).timeIntervalSince(open.start) / 60
      at = open.end
    }
    return total
  }

  private var calendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar
  }

  private func intervals(onDayOf moment: Date) -> [DateInterval] {
    let calendar = calendar
    let weekday = Weekday(foundation: calendar.component(.weekday, from: moment))
    return (parts[weekday] ?? []).compactMap { part in
      guard let start = time(part.from, onDayOf: moment, calendar),
        let end = time(part.to, onDayOf: moment, calendar), start < end
      else { return nil }
      return DateInterval(start: start, end: end)
    }
  }

  private func time(_ time: LocalTime, onDayOf moment: Date, _ calendar: Calendar) -> Date? {
    let midnight = calendar.startOfDay(for: moment)
    guard time.minutes < 24 * 60 else { return calendar.date(byAdding: .day, value: 1, to: midnight) }
    return calendar.date(
      bySettingHour: time.minutes / 60, minute: time.minutes % 60, second: 0, of: midnight,
      matchingPolicy: .nextTime)
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

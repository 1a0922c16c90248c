import Foundation

/// A zone's wall clock, by days and seconds of a day. Foundation's calendar says the same at a
/// hundred times the price, and every callback in a list has a promise to count.
package struct WallClock: Sendable {
  package let zone: TimeZone

  package init(zone: TimeZone) { self.zone = zone }

  private static let dayLength = 86_400

  /// The local day that a moment falls on.
  package func day(of moment: Date) -> Day {
    let local = localSeconds(moment)
    return Day(number: local >= 0 ? local / Self.dayLength : (local + 1) / Self.dayLength - 1)
  }

  /// What the clock shows, in whole minutes.
  package func time(of moment: Date) -> LocalTime {
    LocalTime(minutes: (localSeconds(moment) - day(of: moment).number * Self.dayLength) / 60)
  }

  private func localSeconds(_ moment: Date) -> Int {
    Int(moment.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: moment)
  }

  /// Nil for a stretch that the clock jumps over.
  package func interval(_ part: DayPart, on day: Day) -> DateInterval? {
    let start = moment(part.from, on: day)
    let end = moment(part.to, on: day)
    return start < end ? DateInterval(start: start, end: end) : nil
  }

  /// When the clock shows `time` on that day: the first of two when the hour comes twice, the moment at which the clock is
  /// there again when it doesn't come at all.
  package func moment(_ time: LocalTime, on day: Day) -> Date {
    let local = Double(day.number * Self.dayLength + time.minutes * 60)
    let around = [-1.0, 1.0].map { offset(at: local + $0 * Double(Self.dayLength)) }
    // The larger offset gives the earlier moment.
    for offset in around.sorted(by: >) where self.offset(at: local - offset) == offset {
      return Date(timeIntervalSince1970: local - offset)
    }
    let before = Date(timeIntervalSince1970: local - (around.max() ?? 0) - 7200)
    return zone.nextDaylightSavingTimeTransition(after: before) ?? Date(timeIntervalSince1970: local - around[0])
  }

  private func offset(at seconds: Double) -> Double {
    Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: seconds)))
  }
}

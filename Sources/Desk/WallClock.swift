import Foundation

/// A zone's wall clock, by days numbered from 1 January 1970 and seconds of a day. Foundation's calendar says the same at a
/// hundred times the price, and every callback in a list has a promise to count.
struct WallClock {
  let zone: TimeZone

  private static let dayLength = 86_400

  /// The local day that a moment falls on.
  func day(of moment: Date) -> Int {
    let local = Int(moment.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: moment)
    return local >= 0 ? local / Self.dayLength : (local + 1) / Self.dayLength - 1
  }

  /// 1 January 1970 was a Thursday.
  static func weekday(of day: Int) -> Weekday { Weekday.allCases[((day + 3) % 7 + 7) % 7] }

  /// When the clock shows `time` on that day: the first of two when the hour comes twice, the moment at which the clock is
  /// there again when it doesn't come at all.
  func moment(_ time: LocalTime, on day: Int) -> Date {
    let local = Double(day * Self.dayLength + time.minutes * 60)
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

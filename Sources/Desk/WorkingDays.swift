import Foundation

/// Days on which Dutch offices answer: Monday to Friday, but for public holidays.
package struct WorkingDays: Sendable {
  private let clock: WallClock
  /// When an office's day ends.
  private static let closing = LocalTime(minutes: 17 * 60)
  private static let holidays = ClosedDays(dutchHolidays: true)

  package init(zone: TimeZone) { clock = WallClock(zone: zone) }

  /// The end of the `days`-th working day after the day of `moment`.
  package func end(of days: Int, after moment: Date) -> Date {
    var day = clock.day(of: moment)
    var left = max(1, days)
    while left > 0 {
      day = day.advanced(by: 1)
      if Self.isWorkingDay(day) { left -= 1 }
    }
    return clock.moment(Self.closing, on: day)
  }

  private static func isWorkingDay(_ day: Day) -> Bool {
    switch day.weekday {
    case .mon, .tue, .wed, .thu, .fri: !holidays.contains(day)
    case .sat, .sun: false
    }
  }
}

import Foundation

/// When the desk is open: its week, without the days on which it is closed.
package struct DeskCalendar: Hours, Equatable {
  package let week: WeeklyHours
  package let closed: ClosedDays

  package init(_ week: WeeklyHours, closed: ClosedDays = .none) {
    self.week = week
    self.closed = closed
  }

  package var zone: TimeZone { week.zone }
  package var reach: Int { 28 }

  package func intervals(on day: Day) -> [DateInterval] {
    week.parts[day.weekday] == nil || closed.contains(day) ? [] : week.intervals(on: day)
  }
}

import Foundation

/// When an adviser is in: her usual week, changed for single days, without absences and closed days.
package struct Roster: Hours, Equatable {
  /// Other hours on one day, or none: an exchange of shifts, an extra evening. It also holds on a closed day.
  package struct Change: Sendable, Equatable, Codable {
    package let day: Day
    package let parts: [DayPart]

    package init(day: Day, parts: [DayPart]) {
      self.day = day
      self.parts = parts.merged
    }
  }

  package let week: WeeklyHours
  package let changes: [Day: [DayPart]]
  package let absences: [Absence]
  package let closed: ClosedDays

  package init(_ week: WeeklyHours, changes: [Change] = [], absences: [Absence] = [], closed: ClosedDays = .none) {
    self.week = week
    self.changes = Dictionary(changes.map { ($0.day, $0.parts) }, uniquingKeysWith: { _, last in last })
    self.absences = absences
    self.closed = closed
  }

  package var zone: TimeZone { week.zone }
  /// Long enough for parental leave.
  package var reach: Int { week.parts.isEmpty && changes.isEmpty ? 0 : 190 }

  package func parts(on day: Day) -> [DayPart] {
    let planned = changes[day] ?? (closed.contains(day) ? [] : week.parts[day.weekday] ?? [])
    if planned.isEmpty { return [] }
    return absences.reduce(planned) { $1.covers(day) ? $0.without($1.part) : $0 }
  }

  package func intervals(on day: Day) -> [DateInterval] {
    parts(on: day).compactMap { WallClock(zone: zone).interval($0, on: day) }
  }

  package func observing(_ closed: ClosedDays) -> Roster {
    Roster(week, changes: changes.map { Change(day: $0.key, parts: $0.value) }, absences: absences, closed: closed)
  }

  package func with(changes: [Change], absences: [Absence]) -> Roster {
    Roster(week, changes: changes, absences: absences, closed: closed)
  }

  package func with(_ absence: Absence) -> Roster {
    Roster(
      week, changes: changes.map { Change(day: $0.key, parts: $0.value) }, absences: absences + [absence],
      closed: closed)
  }
}

/// Days on which somebody isn't in. Why is nobody's business here.
package struct Absence: Sendable, Hashable, Codable {
  package let from: Day
  /// Included.
  package let to: Day
  /// The part of each day; the whole day when nothing was said.
  package let part: DayPart

  package static let wholeDay = DayPart(from: LocalTime(minutes: 0), to: LocalTime(minutes: 24 * 60))

  /// Nil when it ends before it begins.
  package init?(from: Day, to: Day, part: DayPart? = nil) {
    guard from <= to, let part = part ?? Self.wholeDay else { return nil }
    self.from = from
    self.to = to
    self.part = part
  }

  package func covers(_ day: Day) -> Bool { from <= day && day <= to }
}

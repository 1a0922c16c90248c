import Desk
import Foundation

/// A rule of RFC 5545 section 3.3.10, as far as rosters need it: every so many weeks on these days, or every day.
struct Recurrence {
  let isDaily: Bool
  let interval: Int
  /// Empty: the day on which it begins.
  let days: [Weekday]
  let count: Int?
  let until: CalendarMoment?
  let weekStart: Weekday

  private static let names: [String: Weekday] = [
    "MO": .mon, "TU": .tue, "WE": .wed, "TH": .thu, "FR": .fri, "SA": .sat, "SU": .sun,
  ]
  static let codes = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })

  init(_ line: CalendarLine, zone: TimeZone) throws(RosterFaults) {
    var parts: [String: String] = [:]
    for part in line.value.uppercased().split(separator: ";") {
      let ends = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard ends.count == 2 else { throw line.fault("RRULE: \(part) is no rule") }
      guard ["FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"].contains(ends[0]) else {
        throw line.fault("RRULE: \(ends[0]) isn't read")
      }
      parts[ends[0]] = ends[1]
    }
    guard let frequency = parts["FREQ"], ["WEEKLY", "DAILY"].contains(frequency) else {
      throw line.fault("RRULE: FREQ must be WEEKLY or DAILY")
    }
    isDaily = frequency == "DAILY"
    guard let interval = Int(parts["INTERVAL"] ?? "1"), interval > 0 else {
      throw line.fault("RRULE: INTERVAL must be a number from 1")
    }
    self.interval = interval
    var days: [Weekday] = []
    for name in (parts["BYDAY"] ?? "").split(separator: ",") {
      guard let day = Self.names[String(name)] else { throw line.fault("RRULE: BYDAY=\(name) isn't read") }
      days.append(day)
    }
    if isDaily && !days.isEmpty { throw line.fault("RRULE: BYDAY belongs to FREQ=WEEKLY") }
    self.days = days
    if let text = parts["COUNT"] {
      guard let number = Int(text), number > 0, parts["UNTIL"] == nil else {
        throw line.fault("RRULE: COUNT must be a number from 1, and not beside UNTIL")
      }
      count = number
    } else {
      count = nil
    }
    until = try parts["UNTIL"].map { text throws(RosterFaults) in try CalendarMoment(text, of: line, zone: zone) }
    guard let start = Self.names[parts["WKST"] ?? "MO"] else { throw line.fault("RRULE: WKST must be a day") }
    weekStart = start
  }

  var isEndless: Bool { count == nil && until == nil }

  /// The days on which it comes, from `first` on; of an endless one those up to `horizon`.
  func days(from first: Day, at time: LocalTime?, zone: TimeZone, horizon: Day) -> [Day] {
    var found: [Day] = []
    let wanted = days.isEmpty ? [first.weekday] : days
    let offset = Self.place(first.weekday, weekStart)
    let week = first.advanced(by: -offset)
    var day = first
    while day <= horizon {
      let passed = isDaily ? first.distance(to: day) : week.distance(to: day) / 7
      let comes = passed % interval == 0 && (isDaily || wanted.contains(day.weekday))
      if comes {
        if let until, isAfter(until, day, time, zone) { break }
        found.append(day)
        if let count, found.count == count { break }
      }
      day = day.advanced(by: 1)
    }
    return found
  }

  private func isAfter(_ until: CalendarMoment, _ day: Day, _ time: LocalTime?, _ zone: TimeZone) -> Bool {
    guard let end = until.moment, let time else { return day > until.day }
    return WallClock(zone: zone).moment(time, on: day) > end
  }

  /// How many days after the week's first one.
  private static func place(_ day: Weekday, _ start: Weekday) -> Int {
    let all = Weekday.allCases
    let (one, other) = (all.firstIndex(of: day) ?? 0, all.firstIndex(of: start) ?? 0)
    return (one - other + 7) % 7
  }
}

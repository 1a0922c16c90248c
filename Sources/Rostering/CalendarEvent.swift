import Desk
import Foundation

/// One VEVENT, as far as rosters read it (RFC 5545 section 3.6.1).
struct CalendarEvent {
  let line: Int
  var uid = ""
  var adviser: AdviserID?
  var isAbsence = false
  var isCancelled = false
  var start: CalendarMoment?
  var end: CalendarMoment?
  /// Of the zone in which it stands; nil for a whole day.
  var recurrence: Recurrence?
  var exceptions: [CalendarMoment] = []
  /// The occurrence that it stands for, of the event with the same UID.
  var replaces: CalendarMoment?

  init(_ lines: ArraySlice<CalendarLine>, zone: TimeZone) throws(RosterFaults) {
    line = lines.first?.line ?? 1
    var duration: Int?
    for line in lines {
      switch line.name {
      case "UID": uid = line.value
      case "X-BALIE-ADVISER":
        guard let id = AdviserID(typed: line.value) else { throw line.fault("X-BALIE-ADVISER must be a short name") }
        adviser = id
      case "CATEGORIES": isAbsence = line.value.uppercased().split(separator: ",").contains("ABSENCE") || isAbsence
      case "STATUS": isCancelled = line.value.uppercased() == "CANCELLED"
      case "DTSTART": start = try CalendarMoment(line.value, of: line, zone: zone)
      case "DTEND": end = try CalendarMoment(line.value, of: line, zone: zone)
      case "DURATION": duration = try Self.minutes(line)
      case "RRULE": recurrence = try Recurrence(line, zone: zone)
      case "EXDATE":
        for text in line.value.split(separator: ",") {
          exceptions.append(try CalendarMoment(String(text), of: line, zone: zone))
        }
      case "RECURRENCE-ID": replaces = try CalendarMoment(line.value, of: line, zone: zone)
      case "RDATE", "EXRULE": throw line.fault("\(line.name) isn't read")
      case _: break
      }
    }
    guard start != nil else { throw fault("DTSTART is missing") }
    if end == nil, let duration, let start, let time = start.time {
      end = CalendarMoment(day: start.day, time: LocalTime(minutes: time.minutes + duration), moment: nil)
    }
  }

  func fault(_ reason: String) -> RosterFaults { RosterFaults([.init(line: line, reason: reason)]) }

  /// "PT8H30M"; hours and minutes only.
  private static func minutes(_ line: CalendarLine) throws(RosterFaults) -> Int {
    guard let found = line.value.wholeMatch(of: /PT(?:([0-9]+)H)?(?:([0-9]+)M)?/) else {
      throw line.fault("DURATION must be hours and minutes, such as PT8H30M")
    }
    return (found.1.flatMap { Int($0) } ?? 0) * 60 + (found.2.flatMap { Int($0) } ?? 0)
  }

  var isWholeDay: Bool { start?.time == nil }

  /// The hours of a day that it takes, on the desk's clock.
  func part() throws(RosterFaults) -> DayPart {
    guard let start, let end, let from = start.time, let to = end.time else { throw fault("DTEND is missing") }
    let midnight = to.minutes == 0 && end.day == start.day.advanced(by: 1)
    guard end.day == start.day || midnight,
      let part = DayPart(from: from, to: midnight ? LocalTime(minutes: 24 * 60) : to)
    else { throw fault("must end on the day on which it begins, and later") }
    return part
  }

  /// Whole days: the end is the first day on which it is over (RFC 5545 section 3.6.1).
  func days() throws(RosterFaults) -> ClosedRange<Day> {
    guard let first = start?.day else { throw fault("DTSTART is missing") }
    let last = end.map { $0.day.advanced(by: -1) } ?? first
    guard first <= last else { throw fault("must end after it begins") }
    return first...last
  }
}

extension CalendarMoment {
  init(day: Day, time: LocalTime?, moment: Date?) {
    self.day = day
    self.time = time
    self.moment = moment
    zone = nil
  }
}

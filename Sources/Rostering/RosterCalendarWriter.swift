import Desk
import Foundation

/// Writes rosters as iCalendar, so that the same desk reads back the same: the usual week with EXDATEs, other hours as
/// events of their own, absences as whole days or hours of the category ABSENCE.
package struct RosterCalendarWriter: Sendable {
  private let zone: TimeZone
  private let now: Date

  package init(zone: TimeZone, now: Date) {
    self.zone = zone
    self.now = now
  }

  /// - Parameter names: as they are shown beside the hours.
  package func write(_ lines: [RosterLine], names: [AdviserID: String]) -> String {
    var content = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Balie//Roster//EN", "CALSCALE:GREGORIAN"]
    content += timeZone
    for (adviser, lines) in Dictionary(grouping: lines, by: \.adviser).sorted(by: { $0.key.name < $1.key.name }) {
      content += events(of: adviser, names[adviser] ?? adviser.name, lines)
    }
    content.append("END:VCALENDAR")
    return content.flatMap(Self.folded).joined(separator: "\r\n") + "\r\n"
  }

  private func events(of adviser: AdviserID, _ name: String, _ lines: [RosterLine]) -> [String] {
    var week: [Weekday: [DayPart]] = [:]
    var changes: [Day: [DayPart]] = [:]
    var absences: [Absence] = []
    for line in lines {
      switch line.kind {
      case .week(let day, let part): week[day, default: []].append(part)
      case .change(let day, let part): changes[day, default: []] += [part].compactMap { $0 }
      case .absence(let absence): absences.append(absence)
      case .extra, .off: break
      }
    }
    // Nothing of the usual week on such a day, and all its hours as events of their own: so it is right on closed days too.
    let extra = changes.sorted { $0.key < $1.key }.flatMap { day, parts in parts.map { (day: day, part: $0) } }
    return weekly(adviser, name, week, except: Set(changes.keys))
      + extra.flatMap { event(adviser, name, "\($0.day)-\($0.part.from)", timed($0.part, $0.day)) }
      + absences.flatMap { absence(adviser, name, $0) }
  }

  /// An event for each stretch, on all the days on which it comes.
  private func weekly(_ adviser: AdviserID, _ name: String, _ week: [Weekday: [DayPart]], except: Set<Day>) -> [String]
  {
    let stretches = Set(week.values.flatMap { $0 }).sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    let today = WallClock(zone: zone).day(of: now)
    return stretches.flatMap { part in
      let days = Weekday.allCases.filter { week[$0]?.contains(part) ?? false }
      let first = (0..<7).map { today.advanced(by: $0) }.first { days.contains($0.weekday) } ?? today
      let rule = "RRULE:FREQ=WEEKLY;BYDAY=" + days.compactMap { Recurrence.codes[$0] }.joined(separator: ",")
      let exceptions = except.filter { days.contains($0.weekday) }.sorted().map { "EXDATE;\(moment($0, part.from))" }
      return event(adviser, name, "week-\(part.text)", timed(part, first) + [rule] + exceptions)
    }
  }

  private func absence(_ adviser: AdviserID, _ name: String, _ absence: Absence) -> [String] {
    let id = "absence-\(absence.from)-\(absence.part.text)"
    if absence.part == Absence.wholeDay {
      return event(
        adviser, name, id,
        [
          "DTSTART;VALUE=DATE:\(Self.digits(absence.from))",
          "DTEND;VALUE=DATE:\(Self.digits(absence.to.advanced(by: 1)))", "CATEGORIES:ABSENCE",
        ])
    }
    let count = absence.from.distance(to: absence.to) + 1
    return event(
      adviser, name, id,
      timed(absence.part, absence.from) + ["RRULE:FREQ=DAILY;COUNT=\(count)", "CATEGORIES:ABSENCE"])
  }

  private func event(_ adviser: AdviserID, _ name: String, _ id: String, _ content: [String]) -> [String] {
    [
      "BEGIN:VEVENT", "UID:\(adviser)-\(id)@balie", "DTSTAMP:\(Self.utc(now))", "SUMMARY:\(Self.escaped(name))",
      "X-BALIE-ADVISER:\(adviser)",
    ] + content + ["END:VEVENT"]
  }

  private func timed(_ part: DayPart, _ day: Day) -> [String] {
    let next = part.to.minutes == 24 * 60
    return [
      "DTSTART;\(moment(day, part.from))",
      "DTEND;\(next ? moment(day.advanced(by: 1), LocalTime(minutes: 0)) : moment(day, part.to))",
    ]
  }

  private func moment(_ day: Day, _ time: LocalTime) -> String {
    "TZID=\(zone.identifier):\(Self.digits(day))T\(time.description.replacing(":", with: ""))00"
  }

  private static func digits(_ day: Day) -> String { day.description.replacing("-", with: "") }

  private static func utc(_ moment: Date) -> String {
    let clock = WallClock(zone: .gmt)
    return "\(digits(clock.day(of: moment)))T\(clock.time(of: moment).description.replacing(":", with: ""))00Z"
  }

  /// RFC 5545 section 3.3.11.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
      .replacing("\n", with: "\\n")
  }

  /// RFC 5545 section 3.1: 75 octets at most, and no character cut.
  private static func folded(_ line: String) -> [String] {
    var lines: [String] = []
    var part = ""
    for character in line {
      if part.utf8.count + character.utf8.count > 75 {
        lines.append(part)
        part = " "
      }
      part.append(character)
    }
    return lines + [part]
  }

  // MARK: - The zone

  /// Its clock changes of the coming three years, each as an observance of its own (RFC 5545 section 3.6.5).
  private var timeZone: [String] {
    var content = ["BEGIN:VTIMEZONE", "TZID:\(zone.identifier)"]
    var at = now.addingTimeInterval(-366 * 86_400)
    let end = now.addingTimeInterval(3 * 366 * 86_400)
    content += observance(at, isFirst: true)
    while let next = zone.nextDaylightSavingTimeTransition(after: at), next < end {
      content += observance(next, isFirst: false)
      at = next
    }
    return content + ["END:VTIMEZONE"]
  }

  private func observance(_ moment: Date, isFirst: Bool) -> [String] {
    let before = isFirst ? moment : moment.addingTimeInterval(-1)
    let (from, to) = (zone.secondsFromGMT(for: before), zone.secondsFromGMT(for: moment))
    let name = zone.isDaylightSavingTime(for: moment) ? "DAYLIGHT" : "STANDARD"
    // What the clock showed before it was changed.
    let local = moment.addingTimeInterval(Double(from))
    let stamp = Self.utc(local).dropLast()
    return [
      "BEGIN:\(name)", "DTSTART:\(stamp)", "TZOFFSETFROM:\(Self.offset(from))", "TZOFFSETTO:\(Self.offset(to))",
      "END:\(name)",
    ]
  }

  private static func offset(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    let digits = LocalTime(minutes: minutes).description.replacing(":", with: "")
    return (seconds < 0 ? "-" : "+") + digits
  }
}

import Desk
import Foundation

/// Rosters as iCalendar (RFC 5545). What comes every week without an end is the usual week; what comes on single days, or
/// for some weeks, changes those days; whole days, and what has the category ABSENCE, are absences. Whose it is says
/// X-BALIE-ADVISER, or who imports.
package struct RosterCalendar: Sendable {
  /// The desk's.
  private let zone: TimeZone
  private let today: Day
  /// Whose events those are that don't say so.
  private let adviser: AdviserID?

  /// No roster is made for longer than a year and a half.
  private static let horizon = 550

  package init(zone: TimeZone, today: Day, adviser: AdviserID? = nil) {
    self.zone = zone
    self.today = today
    self.adviser = adviser
  }

  /// - Throws: `RosterFaults`, all at once.
  package func read(_ text: String) throws(RosterFaults) -> [RosterLine] {
    let lines = try CalendarLine.read(text)
    guard let first = lines.first, first.name == "BEGIN", first.value.uppercased() == "VCALENDAR" else {
      throw RosterFaults([.init(line: 1, reason: "must begin with BEGIN:VCALENDAR")])
    }
    var faults: [RosterFaults.Fault] = []
    var events: [CalendarEvent] = []
    for block in try Self.events(lines) {
      do throws(RosterFaults) { events.append(try CalendarEvent(block, zone: zone)) } catch { faults += error.faults }
    }
    var found: [RosterLine] = []
    for event in events where !event.isCancelled && event.replaces == nil {
      let replaced = events.filter { $0.replaces != nil && $0.uid == event.uid && !event.uid.isEmpty }
      do throws(RosterFaults) { found += try read(event, without: replaced) } catch { faults += error.faults }
    }
    for event in events where !event.isCancelled && event.replaces != nil {
      do throws(RosterFaults) { found += try single(event) } catch { faults += error.faults }
    }
    if !faults.isEmpty { throw RosterFaults(faults) }
    return found
  }

  /// What stands between BEGIN:VEVENT and its end; alarms in it are passed over, and all other components.
  private static func events(_ lines: [CalendarLine]) throws(RosterFaults) -> [ArraySlice<CalendarLine>] {
    var events: [ArraySlice<CalendarLine>] = []
    var open: [CalendarLine] = []
    var kept: [CalendarLine] = []
    for line in lines {
      if line.name == "BEGIN" {
        open.append(line)
        if line.value.uppercased() == "VEVENT" { kept = [line] }
      } else if line.name == "END" {
        guard let last = open.popLast(), last.value.uppercased() == line.value.uppercased() else {
          throw line.fault("END:\(line.value) ends nothing")
        }
        if line.value.uppercased() == "VEVENT" { events.append(kept[...]) }
      } else if open.last?.value.uppercased() == "VEVENT" {
        kept.append(line)
      }
    }
    if let left = open.last { throw left.fault("BEGIN:\(left.value) is never ended") }
    return events
  }

  private func owner(_ event: CalendarEvent) throws(RosterFaults) -> AdviserID {
    guard let owner = event.adviser ?? adviser else {
      throw event.fault("doesn't say whose it is: X-BALIE-ADVISER, or --adviser NAME")
    }
    return owner
  }

  private func read(_ event: CalendarEvent, without replaced: [CalendarEvent]) throws(RosterFaults) -> [RosterLine] {
    guard let rule = event.recurrence else { return try single(event) }
    guard let first = event.start else { throw event.fault("DTSTART is missing") }
    if !rule.isDaily, !rule.days.isEmpty, !rule.days.contains(first.day.weekday) {
      throw event.fault("DTSTART is on no day of BYDAY")
    }
    if let written = first.zone, !keepsTime(written, from: first.day) {
      throw event.fault(
        "in \(written.identifier) it comes at another hour of the desk in summer: write it in \(zone.identifier)")
    }
    let except = Set((event.exceptions + replaced.compactMap(\.replaces)).map(\.day))
    if event.isWholeDay || event.isAbsence { return try absences(event, rule, except) }
    if rule.isDaily && rule.isEndless {
      throw event.fault("every day without an end can't be kept: give it UNTIL or COUNT")
    }
    if rule.isEndless { return try week(event, rule, except) }
    let part = try event.part()
    let owner = try owner(event)
    return occurrences(event, rule).filter { !except.contains($0) && $0 >= today }
      .map { RosterLine(owner, .extra($0, part), line: event.line) }
  }

  /// Is it the same hour at the desk all the year?
  private func keepsTime(_ written: TimeZone, from day: Day) -> Bool {
    let distances = stride(from: 0, through: 364, by: 14).map { days in
      let moment = WallClock(zone: zone).moment(LocalTime(minutes: 720), on: day.advanced(by: days))
      return written.secondsFromGMT(for: moment) - zone.secondsFromGMT(for: moment)
    }
    return Set(distances).count == 1
  }

  private func occurrences(_ event: CalendarEvent, _ rule: Recurrence) -> [Day] {
    guard let start = event.start else { return [] }
    return rule.days(
      from: start.day, at: start.time, zone: zone, horizon: max(start.day, today).advanced(by: Self.horizon))
  }

  private func week(_ event: CalendarEvent, _ rule: Recurrence, _ except: Set<Day>) throws(RosterFaults) -> [RosterLine]
  {
    guard rule.interval == 1 else {
      throw event.fault("every \(rule.interval) weeks without an end can't be kept: give it UNTIL or COUNT")
    }
    guard let start = event.start, start.day <= today.advanced(by: 6) else {
      throw event.fault("a week that begins later can't be kept: import it then, or give it UNTIL or COUNT")
    }
    let part = try event.part()
    let owner = try owner(event)
    let days = rule.days.isEmpty ? [start.day.weekday] : rule.days
    return days.map { RosterLine(owner, .week($0, part), line: event.line) }
      + except.sorted().filter { $0 >= today && days.contains($0.weekday) }
      .map { RosterLine(owner, .off($0, part), line: event.line) }
  }

  private func single(_ event: CalendarEvent) throws(RosterFaults) -> [RosterLine] {
    let owner = try owner(event)
    if event.isWholeDay {
      let days = try event.days()
      guard let absence = Absence(from: days.lowerBound, to: days.upperBound), days.upperBound >= today else {
        return []
      }
      return [RosterLine(owner, .absence(absence), line: event.line)]
    }
    let part = try event.part()
    guard let day = event.start?.day, day >= today else { return [] }
    guard event.isAbsence else { return [RosterLine(owner, .extra(day, part), line: event.line)] }
    return Absence(from: day, to: day, part: part).map { [RosterLine(owner, .absence($0), line: event.line)] } ?? []
  }

  private func absences(_ event: CalendarEvent, _ rule: Recurrence, _ except: Set<Day>) throws(RosterFaults)
    -> [RosterLine]
  {
    if rule.isEndless { throw event.fault("an absence needs an end: UNTIL or COUNT") }
    let owner = try owner(event)
    let part = event.isWholeDay ? nil : try event.part()
    let length = event.isWholeDay ? try event.days().count : 1
    var ranges: [(from: Day, to: Day)] = []
    for day in occurrences(event, rule) where !except.contains(day) && day >= today {
      let to = day.advanced(by: length - 1)
      if let last = ranges.last, last.to.advanced(by: 1) == day {
        ranges[ranges.count - 1].to = to
      } else {
        ranges.append((day, to))
      }
    }
    return ranges.compactMap { Absence(from: $0.from, to: $0.to, part: part) }
      .map { RosterLine(owner, .absence($0), line: event.line) }
  }
}

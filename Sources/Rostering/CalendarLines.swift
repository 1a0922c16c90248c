import Desk
import Foundation

/// The lines of an iCalendar file (RFC 5545 section 3.1), unfolded: name, parameters, value, and where it began.
struct CalendarLine {
  let name: String
  let parameters: [String: String]
  let value: String
  let line: Int

  static func read(_ text: String) throws(RosterFaults) -> [CalendarLine] {
    var unfolded: [(text: String, line: Int)] = []
    for (number, raw) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      if let first = raw.first, first == " " || first == "\t", !unfolded.isEmpty {
        unfolded[unfolded.count - 1].text += raw.dropFirst()
      } else if !raw.isEmpty {
        unfolded.append((String(raw), number + 1))
      }
    }
    var lines: [CalendarLine] = []
    for (text, line) in unfolded {
      guard let read = CalendarLine(text, line) else {
        throw RosterFaults([.init(line: line, reason: "is no line of iCalendar: NAME;PARAMETER=…:VALUE")])
      }
      lines.append(read)
    }
    return lines
  }

  private init?(_ text: String, _ line: Int) {
    var isQuoted = false
    var parts: [String] = [""]
    var value: String?
    for index in text.indices {
      let character = text[index]
      if character == "\"" {
        isQuoted.toggle()
      } else if character == ":" && !isQuoted {
        value = String(text[text.index(after: index)...])
        break
      } else if character == ";" && !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    guard let value, !parts[0].isEmpty else { return nil }
    name = parts[0].uppercased()
    var parameters: [String: String] = [:]
    for part in parts.dropFirst() {
      let ends = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard ends.count == 2 else { return nil }
      parameters[ends[0].uppercased()] = ends[1]
    }
    self.parameters = parameters
    self.value = value
    self.line = line
  }

  func fault(_ reason: String) -> RosterFaults { RosterFaults([.init(line: line, reason: reason)]) }
}

/// A day, or a moment on the desk's calendar.
struct CalendarMoment {
  let day: Day
  /// Nil for a whole day.
  let time: LocalTime?
  /// Nil for a whole day.
  let moment: Date?
  /// In which it was written; nil for a whole day.
  let zone: TimeZone?

  /// - Parameter zone: the desk's; what carries no zone is meant there.
  init(_ text: String, of line: CalendarLine, zone: TimeZone) throws(RosterFaults) {
    let digits = text.prefix(8)
    let written = [digits.prefix(4), digits.dropFirst(4).prefix(2), digits.dropFirst(6)].joined(separator: "-")
    guard let day = Day(written) else { throw line.fault("\(line.name): \(text) is no date") }
    if text.count == 8 {
      self.day = day
      (time, moment, self.zone) = (nil, nil, nil)
      return
    }
    let clock = text.dropFirst(9)
    guard text.dropFirst(8).first == "T", clock.count == 6 || (clock.count == 7 && clock.last == "Z"),
      clock.prefix(6).hasSuffix("00"),
      let said = LocalTime("\(clock.prefix(2)):\(clock.dropFirst(2).prefix(2))")
    else { throw line.fault("\(line.name): \(text) is no time in whole minutes") }
    let from = try Self.zone(of: line, isUTC: clock.hasSuffix("Z"), desk: zone)
    let moment = WallClock(zone: from).moment(said, on: day)
    let desk = WallClock(zone: zone)
    self.day = desk.day(of: moment)
    time = desk.time(of: moment)
    self.moment = moment
    self.zone = from
  }

  private static func zone(of line: CalendarLine, isUTC: Bool, desk: TimeZone) throws(RosterFaults) -> TimeZone {
    if isUTC { return .gmt }
    guard let name = line.parameters["TZID"] else { return desk }
    // "/citadel.org/20211029_1/Europe/Amsterdam": some programs put their own name before it.
    let parts = name.split(separator: "/")
    for length in [parts.count, 3, 2, 1] where length > 0 && length <= parts.count {
      if let zone = TimeZone(identifier: parts.suffix(length).joined(separator: "/")) { return zone }
    }
    throw line.fault("there is no zone \(name)")
  }
}

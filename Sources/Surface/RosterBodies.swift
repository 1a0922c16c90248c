import Desk
import Foundation

/// When an adviser is in on the coming days.
package struct RosterBody: Described {
  package struct Line: Described {
    package var day: String
    package var hours: [String]

    package static let schema = Schema.Object(
      "RosterDay", "A day of somebody's roster.",
      [.always("day", .text(), "YYYY-MM-DD."), .always("hours", .list(.text()), "Such as 09:00-12:30.")])

    package init(day: String, hours: [String]) {
      self.day = day
      self.hours = hours
    }
  }

  package var adviser: String
  package var name: String
  package var days: [Line]

  package static let schema = Schema.Object(
    "Roster", "When an adviser is in on the coming days.",
    [.always("adviser", .text()), .always("name", .text()), .always("days", .list(Line.shape))])

  package init(_ adviser: Adviser, from: Day, days count: Int) {
    self.adviser = adviser.id.name
    name = adviser.name
    days = (0..<count).map { from.advanced(by: $0) }.map { day in
      Line(day: day.description, hours: adviser.roster.parts(on: day).map(\.text))
    }
  }
}

package struct AbsenceBody: Described {
  package var id: Int64
  package var adviser: String
  package var from: String
  package var to: String
  package var part: String?

  package static let schema = Schema.Object(
    "Absence", "Days on which an adviser isn't in.",
    [
      .always("id", .integer()), .always("adviser", .text()), .always("from", .text()), .always("to", .text()),
      .maybe("part", .text(), "Of each day; the whole day without."),
    ])

  package init(id: Int64, adviser: AdviserID, _ absence: Absence) {
    self.id = id
    self.adviser = adviser.name
    from = absence.from.description
    to = absence.to.description
    part = absence.part == Absence.wholeDay ? nil : absence.part.text
  }
}

package struct AbsenceRequest: Described {
  package var from: String
  package var to: String
  /// "13:00-17:30"; the whole day without.
  package var part: String?
  /// Only asks what it would leave uncovered.
  package var whatIf: Bool?
  /// Why it is granted although it leaves gaps.
  package var because: String?

  package static let schema = Schema.Object(
    "AbsenceRequest", "An absence to grant.",
    [
      .always("from", .text(), "YYYY-MM-DD."), .always("to", .text(), "The last day."),
      .maybe("part", .text(), "Of each day, such as 13:00-17:00."),
      .maybe("whatIf", .flag, "Only asks what it leaves uncovered."),
      .maybe("because", .text(least: 1, most: 500), "Why it is granted although it leaves gaps; sealed."),
    ])

  package init(from: String, to: String, part: String?, whatIf: Bool, because: String?) {
    self.from = from
    self.to = to
    self.part = part
    self.whatIf = whatIf
    self.because = because
  }

  /// - Throws: `Refusal.invalid` with the field.
  package func absence() throws(Refusal) -> Absence {
    guard let from = Day(from) else { throw .invalid(field: "from") }
    guard let to = Day(to), from <= to else { throw .invalid(field: "to") }
    let part = part.map { DayPart($0) }
    if case .some(nil) = part { throw .invalid(field: "part") }
    guard let absence = Absence(from: from, to: to, part: part ?? nil) else { throw .invalid(field: "to") }
    return absence
  }
}

/// Other hours on one day; null takes a change back, [] is off.
package struct RosterChangeRequest: Described {
  package var day: String
  package var hours: [String]?

  package static let schema = Schema.Object(
    "RosterChangeRequest", "Other hours on one day.",
    [.always("day", .text()), .maybe("hours", .list(.text()), "None: off. Left out: as every week.")])

  package init(day: String, hours: [String]?) {
    self.day = day
    self.hours = hours
  }
}

/// Two advisers exchange a day each.
package struct SwapRequest: Described {
  package struct Side: Described {
    package var adviser: String
    package var day: String

    package static let schema = Schema.Object(
      "SwapSide", "Whose day.", [.always("adviser", .text()), .always("day", .text())])

    package init(adviser: String, day: String) {
      self.adviser = adviser
      self.day = day
    }
  }

  package var one: Side
  package var other: Side

  package static let schema = Schema.Object(
    "SwapRequest", "Two advisers exchange a day each.", [.always("one", Side.shape), .always("other", Side.shape)])

  package init(one: Side, other: Side) {
    self.one = one
    self.other = other
  }
}

/// A usual week: by day (mon to sun), stretches such as 09:00-17:30.
package struct WeekRequest: Described {
  package var week: [String: [String]]

  package static let schema = Schema.Object(
    "WeekRequest", "A usual week.",
    Weekday.allCases.map { .maybe($0.rawValue, .list(.text()), "Stretches such as 09:00-17:30.") })

  package init(from decoder: any Decoder) throws {
    week = try decoder.singleValueContainer().decode([String: [String]].self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(week)
  }
}

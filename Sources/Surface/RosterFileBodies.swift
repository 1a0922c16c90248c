import Desk

/// A line of a roster, as files have it and as `roster export` gives it.
package struct RosterLineBody: Described {
  /// Where it stands in the file; 0 when it comes from the desk.
  package var line: Int
  package var adviser: String
  package var kind: String
  /// A weekday, or the first day.
  package var day: String
  package var until: String?
  package var hours: String?

  package static let schema = Schema.Object(
    "RosterLine", "A line of a roster.",
    [
      .always("line", .integer(least: 0), "Where it stands in the file; 0 from the desk."),
      .always("adviser", .adviser), .always("kind", .choice(["week", "change", "extra", "off", "absence"])),
      .always("day", .text(), "mon to sun for week, else YYYY-MM-DD."),
      .maybe("until", .text(), "The last day of an absence."),
      .maybe("hours", .text(), "Such as 09:00-13:00; missing for a whole day, or for a day off."),
    ])

  package init(_ line: RosterLine) {
    self.line = line.line
    adviser = line.adviser.name
    switch line.kind {
    case .week(let weekday, let part): (kind, day, hours) = ("week", weekday.rawValue, part.text)
    case .change(let on, let part): (kind, day, hours) = ("change", on.description, part?.text)
    case .extra(let on, let part): (kind, day, hours) = ("extra", on.description, part.text)
    case .off(let on, let part): (kind, day, hours) = ("off", on.description, part.text)
    case .absence(let absence):
      (kind, day, until) = ("absence", absence.from.description, absence.to.description)
      hours = absence.part == Absence.wholeDay ? nil : absence.part.text
    }
  }

  /// - Throws: `Refusal.invalid` with the field.
  package func read(at place: String) throws(Refusal) -> RosterLine {
    guard let id = AdviserID(typed: adviser) else { throw .invalid(field: place + ".adviser") }
    let part = hours.map { DayPart($0) }
    if case .some(nil) = part { throw .invalid(field: place + ".hours") }
    let hours = part ?? nil
    if kind == "week" {
      guard let day = Weekday(rawValue: day) else { throw .invalid(field: place + ".day") }
      guard let hours else { throw .invalid(field: place + ".hours") }
      return RosterLine(id, .week(day, hours), line: line)
    }
    guard let on = Day(day) else { throw .invalid(field: place + ".day") }
    switch (kind, hours) {
    case ("change", let hours): return RosterLine(id, .change(on, hours), line: line)
    case ("extra", let hours?): return RosterLine(id, .extra(on, hours), line: line)
    case ("off", let hours?): return RosterLine(id, .off(on, hours), line: line)
    case ("absence", let hours):
      guard let to = Day(until ?? day), let absence = Absence(from: on, to: to, part: hours) else {
        throw .invalid(field: place + ".until")
      }
      return RosterLine(id, .absence(absence), line: line)
    case _: throw .invalid(field: place + ".kind")
    }
  }
}

/// A file of rosters.
package struct RosterImportRequest: Described {
  package var lines: [RosterLineBody]
  /// Only works out what would change.
  package var dryRun: Bool?
  /// What the file doesn't have of other days and absences, from today on, is taken back.
  package var replace: Bool?
  /// Why absences are granted although they leave a language without anybody.
  package var because: String?

  package static let schema = Schema.Object(
    "RosterImportRequest", "A file of rosters; all of it or nothing.",
    [
      .always("lines", .list(RosterLineBody.shape)), .maybe("dryRun", .flag, "Only works out what would change."),
      .maybe("replace", .flag, "Other days and absences that the file doesn't have are taken back, from today on."),
      .maybe("because", .text(least: 1, most: 500), "Why it is done although it leaves gaps; sealed."),
    ])

  package init(lines: [RosterLineBody], dryRun: Bool, replace: Bool, because: String?) {
    self.lines = lines
    self.dryRun = dryRun
    self.replace = replace
    self.because = because
  }
}

/// What a file of rosters changes, or what is wrong with it.
package struct RosterImportBody: Described {
  package struct Fault: Described {
    package var line: Int
    package var reason: String

    package static let schema = Schema.Object(
      "RosterFault", "What is wrong in a line.", [.always("line", .integer(least: 0)), .always("reason", .text())])
  }

  package struct Change: Described {
    package var adviser: String
    package var what: String
    package var day: String
    package var before: [String]?
    package var after: [String]?

    package static let schema = Schema.Object(
      "RosterDifference", "What changes.",
      [
        .always("adviser", .adviser), .always("what", .choice(["week", "day", "absence"])),
        .always("day", .text(), "A weekday, a day, or the days of an absence."),
        .maybe("before", .list(.text()), "Missing: as every week, or not there."),
        .maybe("after", .list(.text())),
      ])
  }

  package var applied: Bool
  package var changes: [Change]
  package var faults: [Fault]
  package var gaps: [CoverBody.Gap]

  package static let schema = Schema.Object(
    "RosterImport", "What a file of rosters changes, or what is wrong with it; then nothing was changed.",
    [
      .always("applied", .flag), .always("changes", .list(Change.shape)), .always("faults", .list(Fault.shape)),
      .always("gaps", .list(CoverBody.Gap.shape), "Where it leaves a language without anybody."),
    ])

  package init(_ plan: RosterPlan, gaps: [Cover.Gap], applied: Bool) {
    self.applied = applied
    faults = plan.faults.map { Fault(line: $0.line, reason: $0.reason) }
    self.gaps = gaps.map(CoverBody.Gap.init)
    changes = plan.differences.map { difference in
      let name = difference.adviser.name
      switch difference {
      case .week(_, let day, let before, let after):
        return Change(
          adviser: name, what: "week", day: day.rawValue, before: before.map(\.text), after: after.map(\.text))
      case .day(_, let day, let before, let after):
        return Change(
          adviser: name, what: "day", day: day.description, before: before?.map(\.text), after: after?.map(\.text))
      case .absence(_, let absence, let isNew):
        let days = absence.from == absence.to ? "\(absence.from)" : "\(absence.from) – \(absence.to)"
        let hours = [absence.part.text]
        return Change(
          adviser: name, what: "absence", day: days, before: isNew ? nil : hours, after: isNew ? hours : nil)
      }
    }
  }
}

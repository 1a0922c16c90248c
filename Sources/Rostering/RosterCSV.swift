import Desk

/// Rosters as CSV: `adviser,kind,day,until,from,to`.
///
///     ilinca,week,mon,,09:00,13:00              every Monday
///     ilinca,change,2026-12-03,,12:00,20:00     these hours on that day, instead of the usual ones
///     ilinca,change,2026-12-04,,,               not in on that day
///     ilinca,extra,2026-12-10,,17:00,20:00      beside the usual hours
///     ilinca,off,2026-12-11,,09:00,13:00        of the usual hours, these not
///     ilinca,absence,2026-12-21,2027-01-01,,    away; with hours only that part of each day
package enum RosterCSV {
  package static let columns = ["adviser", "kind", "day", "until", "from", "to"]

  /// - Throws: `RosterFaults`, all at once.
  package static func read(_ text: String) throws(RosterFaults) -> [RosterLine] {
    let table = try CSVTable(text, columns: columns)
    var lines: [RosterLine] = []
    var faults: [RosterFaults.Fault] = []
    for row in table.rows {
      switch line(row) {
      case .success(let line): lines.append(line)
      case .failure(let fault): faults += fault.faults
      }
    }
    if !faults.isEmpty { throw RosterFaults(faults) }
    return lines
  }

  private static func line(_ row: CSVTable.Row) -> Result<RosterLine, RosterFaults> {
    func fault(_ reason: String) -> Result<RosterLine, RosterFaults> {
      .failure(RosterFaults([.init(line: row.line, reason: reason)]))
    }
    guard let adviser = AdviserID(typed: row["adviser"]) else { return fault("adviser must be a short name") }
    let hours = row["from"].isEmpty && row["to"].isEmpty ? "" : row["from"] + "-" + row["to"]
    let part = DayPart(hours)
    if !hours.isEmpty && part == nil { return fault("from and to must be HH:MM, and end after they begin") }
    if row["kind"] == "week" {
      guard let day = Weekday(rawValue: row["day"]) else {
        return fault("day must be mon, tue, wed, thu, fri, sat or sun")
      }
      guard let part else { return fault("from and to are missing") }
      return .success(RosterLine(adviser, .week(day, part), line: row.line))
    }
    guard let day = Day(row["day"]) else { return fault("day must be YYYY-MM-DD") }
    if row["kind"] != "absence" && !row["until"].isEmpty { return fault("until belongs to an absence") }
    switch row["kind"] {
    case "change": return .success(RosterLine(adviser, .change(day, part), line: row.line))
    case "extra", "off":
      guard let part else { return fault("from and to are missing") }
      return .success(
        RosterLine(adviser, row["kind"] == "off" ? .off(day, part) : .extra(day, part), line: row.line))
    case "absence":
      guard let until = row["until"].isEmpty ? day : Day(row["until"]) else { return fault("until must be YYYY-MM-DD") }
      guard let absence = Absence(from: day, to: until, part: part) else { return fault("until lies before day") }
      return .success(RosterLine(adviser, .absence(absence), line: row.line))
    case _: return fault("kind must be week, change, extra, off or absence")
    }
  }

  package static func write(_ lines: [RosterLine]) -> String {
    ([columns] + lines.map(fields)).map(CSVTable.line).joined(separator: "\r\n") + "\r\n"
  }

  private static func fields(_ line: RosterLine) -> [String] {
    func ends(_ part: DayPart?) -> [String] { [part?.from.description ?? "", part?.to.description ?? ""] }
    let name = line.adviser.name
    switch line.kind {
    case .week(let day, let part): return [name, "week", day.rawValue, ""] + ends(part)
    case .change(let day, let part): return [name, "change", day.description, ""] + ends(part)
    case .extra(let day, let part): return [name, "extra", day.description, ""] + ends(part)
    case .off(let day, let part): return [name, "off", day.description, ""] + ends(part)
    case .absence(let absence):
      let part = absence.part == Absence.wholeDay ? nil : absence.part
      return [name, "absence", absence.from.description, absence.to.description] + ends(part)
    }
  }
}

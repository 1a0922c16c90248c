/// What a file of rosters changes: worked out before anything is changed, all or nothing.
package struct RosterPlan: Sendable {
  package enum Difference: Sendable, Equatable {
    case week(AdviserID, Weekday, before: [DayPart], after: [DayPart])
    /// Nil: as every week.
    case day(AdviserID, Day, before: [DayPart]?, after: [DayPart]?)
    case absence(AdviserID, Absence, isNew: Bool)

    package var adviser: AdviserID {
      switch self {
      case .week(let adviser, _, _, _), .day(let adviser, _, _, _), .absence(let adviser, _, _): adviser
      }
    }
  }

  package private(set) var differences: [Difference] = []
  package private(set) var faults: [RosterFaults.Fault] = []
  /// Those whom it changes, as they would be.
  package private(set) var advisers: [Adviser] = []

  private let opening: DeskCalendar
  private let today: Day
  private let replaces: Bool

  /// - Parameters:
  ///   - advisers: all there are.
  ///   - replaces: other days and absences from today on, of whom the file names, that it doesn't have are taken back.
  package init(_ lines: [RosterLine], of advisers: [Adviser], opening: DeskCalendar, today: Day, replaces: Bool) {
    self.opening = opening
    self.today = today
    self.replaces = replaces
    for (id, lines) in Dictionary(grouping: lines, by: \.adviser).sorted(by: { $0.key.name < $1.key.name }) {
      if let adviser = advisers.first(where: { $0.id == id }) {
        plan(lines.sorted { $0.line < $1.line }, of: adviser)
      } else {
        faults += lines.prefix(1).map { .init(line: $0.line, reason: "there is no adviser \(id)") }
      }
    }
    faults.sort()
  }

  private mutating func plan(_ lines: [RosterLine], of adviser: Adviser) {
    let week = week(lines, of: adviser)
    let days = days(lines, beside: week ?? adviser.roster.week.parts)
    let absences = absences(lines)
    var found: [Difference] = []
    if let week {
      found += Weekday.allCases.compactMap { day in
        let (before, after) = (adviser.roster.week.parts[day] ?? [], week[day] ?? [])
        return before == after ? nil : .week(adviser.id, day, before: before, after: after)
      }
    }
    var changes = adviser.roster.changes
    if replaces { for day in changes.keys where day >= today && days[day] == nil { changes[day] = nil } }
    for (day, parts) in days { changes[day] = parts }
    // A day on which nothing differs from the week needs no line of its own.
    let usual = week ?? adviser.roster.week.parts
    for (day, parts) in days where parts == (usual[day.weekday] ?? []) && !opening.closed.contains(day) {
      changes[day] = nil
    }
    for day in Set(changes.keys).union(adviser.roster.changes.keys).sorted()
    where changes[day] != adviser.roster.changes[day] {
      found.append(.day(adviser.id, day, before: adviser.roster.changes[day], after: changes[day]))
    }
    let old = adviser.roster.absences
    let gone = replaces ? old.filter { $0.to >= today && !absences.contains($0) } : []
    let new = absences.filter { !old.contains($0) }
    found += gone.map { .absence(adviser.id, $0, isNew: false) } + new.map { .absence(adviser.id, $0, isNew: true) }
    if found.isEmpty { return }
    differences += found
    let roster = Roster(
      week.map { WeeklyHours($0, zone: adviser.roster.zone) } ?? adviser.roster.week,
      changes: changes.map { Roster.Change(day: $0.key, parts: $0.value) },
      absences: old.filter { !gone.contains($0) } + new, closed: adviser.roster.closed)
    advisers.append(adviser.with(roster))
  }

  /// Nil when the file says nothing of her week.
  private mutating func week(_ lines: [RosterLine], of adviser: Adviser) -> [Weekday: [DayPart]]? {
    var week: [Weekday: [DayPart]] = [:]
    for line in lines {
      guard case .week(let day, let part) = line.kind else { continue }
      if let other = (week[day] ?? []).first(where: { $0.from < part.to && part.from < $0.to }) {
        fault(line, "\(day.rawValue) \(part.text) overlaps \(other.text)")
      }
      if !(opening.week.parts[day] ?? []).contains(where: { $0.from < part.to && part.from < $0.to }) {
        fault(line, "\(day.rawValue) \(part.text) never meets the desk's hours")
      }
      week[day, default: []].append(part)
    }
    return week.isEmpty ? nil : week.mapValues(\.merged)
  }

  private mutating func days(_ lines: [RosterLine], beside week: [Weekday: [DayPart]]) -> [Day: [DayPart]] {
    var days: [Day: [DayPart]] = [:]
    var whole: Set<Day> = []
    for line in lines {
      switch line.kind {
      case .week, .absence: continue
      case .change(let day, let part):
        if days[day] != nil && !whole.contains(day) { fault(line, "\(day) has change beside extra or off") }
        if let part, let other = (days[day] ?? []).first(where: { $0.from < part.to && part.from < $0.to }) {
          fault(line, "\(day) \(part.text) overlaps \(other.text)")
        }
        whole.insert(day)
        days[day, default: []] += [part].compactMap { $0 }
      case .extra(let day, let part), .off(let day, let part):
        if whole.contains(day) { fault(line, "\(day) has change beside extra or off") }
        let usual = opening.closed.contains(day) ? [] : week[day.weekday] ?? []
        if case .extra = line.kind {
          days[day] = ((days[day] ?? usual) + [part]).merged
        } else {
          days[day] = (days[day] ?? usual).without(part)
        }
      }
    }
    return days.mapValues(\.merged)
  }

  private mutating func absences(_ lines: [RosterLine]) -> [Absence] {
    var absences: [Absence] = []
    for line in lines {
      guard case .absence(let absence) = line.kind else { continue }
      let meets = absences.contains { other in
        other.from <= absence.to && absence.from <= other.to && other.part.from < absence.part.to
          && absence.part.from < other.part.to
      }
      if meets { fault(line, "overlaps another absence of the file") }
      absences.append(absence)
    }
    return absences
  }

  private mutating func fault(_ line: RosterLine, _ reason: String) {
    faults.append(.init(line: line.line, reason: "\(line.adviser): \(reason)"))
  }
}

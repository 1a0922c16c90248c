import Desk
import Foundation
import Storage

/// Rosters come and go as files.
extension Matcher {
  /// Every week, other days and absences that still count, of one adviser or of all.
  package func rosterLines(of adviser: AdviserID?) async throws -> (lines: [RosterLine], names: [AdviserID: String]) {
    try await store.read { reader in
      let today = rules.openingHours.day(of: reader.now)
      let advisers = try Advisers.all(in: reader).map(\.adviser).filter { adviser == nil || $0.id == adviser }
      let names = Dictionary(uniqueKeysWithValues: advisers.map { ($0.id, $0.name) })
      return (advisers.flatMap { $0.rosterLines(from: today) }, names)
    }
  }

  /// Works a file out and, unless something is wrong with it, takes it: all or nothing, in one turn of the writer.
  /// - Throws: `Refusal.leavesGap` when a language would be left without anybody and nobody says why.
  package func importRosters(
    _ lines: [RosterLine], dryRun: Bool, replaces: Bool, because reason: String?, by actor: Actor
  ) async throws -> (plan: RosterPlan, gaps: [Cover.Gap], applied: Bool) {
    if dryRun {
      return try await store.read { reader in
        let (plan, gaps) = try plan(lines, replaces: replaces, in: reader)
        return (plan, gaps, false)
      }
    }
    return try await store.write { writer in
      let (plan, gaps) = try plan(lines, replaces: replaces, in: writer)
      if !plan.faults.isEmpty { return (plan, gaps, false) }
      if let first = gaps.first, reason == nil { throw Refusal.leavesGap(first, more: gaps.count - 1) }
      try take(plan, because: gaps.isEmpty ? nil : reason, in: writer)
      try Audit.write(
        "roster.import", of: "\(plan.advisers.count) advisers", by: actor, outcome: gaps.isEmpty ? "done" : "forced",
        in: writer)
      return (plan, gaps, true)
    }
  }

  private func plan(_ lines: [RosterLine], replaces: Bool, in reader: Reader) throws -> (RosterPlan, [Cover.Gap]) {
    let advisers = try Staffing(rules, in: reader).advisers
    let plan = RosterPlan(
      lines, of: advisers, opening: rules.openingHours, today: rules.openingHours.day(of: reader.now),
      replaces: replaces)
    let after = advisers.map { adviser in plan.advisers.first { $0.id == adviser.id } ?? adviser }
    let last = plan.advisers.flatMap(\.roster.absences).map(\.to).max()
    let today = rules.openingHours.day(of: reader.now)
    let days = min(max(10, last.map { today.distance(to: $0) + 1 } ?? 10), 92)
    func gaps(_ advisers: [Adviser]) -> [Cover.Gap] {
      Cover(rules.languages.all, advisers, rules.openingHours, now: reader.now, days: days).languages.flatMap(\.gaps)
    }
    let before = gaps(advisers)
    return (plan, gaps(after).filter { !before.contains($0) })
  }

  private func take(_ plan: RosterPlan, because reason: String?, in writer: Writer) throws {
    for adviser in plan.advisers { try Advisers.save(adviser, in: writer) }
    for difference in plan.differences {
      switch difference {
      case .week: break
      case .day(let adviser, let day, _, let after): try Rosters.change(day, to: after, of: adviser, in: writer)
      case .absence(let adviser, let absence, isNew: true):
        try Rosters.add(absence, of: adviser, because: reason, in: writer)
      case .absence(let adviser, let absence, isNew: false):
        let rows = try Rosters.absences(of: adviser, in: writer)
        for row in rows where row.absence == absence { try Rosters.remove(row.id, in: writer) }
      }
    }
  }
}

extension Adviser {
  fileprivate func rosterLines(from today: Day) -> [RosterLine] {
    let week = Weekday.allCases.flatMap { day in
      (roster.week.parts[day] ?? []).map { RosterLine(id, .week(day, $0), line: 0) }
    }
    let days = roster.changes.sorted { $0.key < $1.key }.filter { $0.key >= today }.flatMap { day, parts in
      parts.isEmpty
        ? [RosterLine(id, .change(day, nil), line: 0)] : parts.map { RosterLine(id, .change(day, $0), line: 0) }
    }
    let absences = roster.absences.filter { $0.to >= today }.map { RosterLine(id, .absence($0), line: 0) }
    return week + days + absences
  }
}

import Desk
import Foundation
import Testing

@Suite struct `A file of rosters` {
  private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  private static let today = Day("2026-11-24") ?? Day(number: 0)
  private static let day = Day("2026-12-03") ?? Day(number: 0)
  private static let christmas = Day("2026-12-25") ?? Day(number: 0)

  private static func part(_ text: String) -> DayPart {
    guard let part = DayPart(text) else { preconditionFailure("no hours: \(text)") }
    return part
  }

  private static let opening = DeskCalendar(
    WeeklyHours(
      Dictionary(uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map { ($0, [part("09:00-17:30")]) }),
      zone: zone), closed: ClosedDays(dutchHolidays: true))

  private static let ilinca = Adviser(
    id: AdviserID("ilinca"), name: "Ilinca", role: .adviser, languages: [], specialisms: [],
    roster: Roster(
      WeeklyHours([.mon: [part("09:00-13:00")], .thu: [part("09:00-13:00")]], zone: zone),
      changes: [.init(day: day, parts: [])],
      absences: [Absence(from: day, to: day)].compactMap { $0 }))

  private static func plan(_ kinds: [RosterLine.Kind], of name: String = "ilinca", replaces: Bool = false) -> RosterPlan
  {
    let lines = kinds.enumerated().map { RosterLine(AdviserID(name), $0.element, line: $0.offset + 2) }
    return RosterPlan(lines, of: [ilinca], opening: opening, today: today, replaces: replaces)
  }

  @Test func `changes what it names, and nothing that it doesn't`() throws {
    let plan = Self.plan([.week(.mon, Self.part("09:00-17:00"))])
    #expect(
      plan.differences == [
        .week(
          AdviserID("ilinca"), .mon, before: [Self.part("09:00-13:00")], after: [Self.part("09:00-17:00")]),
        .week(AdviserID("ilinca"), .thu, before: [Self.part("09:00-13:00")], after: []),
      ])
    let adviser = try #require(plan.advisers.first)
    #expect(adviser.roster.changes.count == 1 && adviser.roster.absences.count == 1)
    #expect(
      Self.plan([.week(.mon, Self.part("09:00-13:00")), .week(.thu, Self.part("09:00-13:00"))]).differences == [])
  }

  @Test func `takes back what it doesn't have only when it is to replace`() throws {
    let absence = try #require(Absence(from: Self.christmas, to: Self.christmas))
    #expect(Self.plan([.absence(absence)]).differences == [.absence(AdviserID("ilinca"), absence, isNew: true)])
    let old = try #require(Absence(from: Self.day, to: Self.day))
    #expect(
      Self.plan([.absence(absence)], replaces: true).differences == [
        .day(AdviserID("ilinca"), Self.day, before: [], after: nil),
        .absence(AdviserID("ilinca"), old, isNew: false), .absence(AdviserID("ilinca"), absence, isNew: true),
      ])
  }

  @Test func `adds to the usual hours and takes from them, on a closed day from none`() throws {
    let monday = try #require(Day("2026-12-07"))
    let more = Self.plan([
      .extra(monday, Self.part("17:00-20:00")), .off(monday, Self.part("09:00-10:00")),
      .extra(Self.christmas, Self.part("10:00-12:00")),
    ])
    let changes = try #require(more.advisers.first).roster.changes
    #expect(changes[monday] == [Self.part("10:00-13:00"), Self.part("17:00-20:00")])
    #expect(changes[Self.christmas] == [Self.part("10:00-12:00")])
  }

  @Test func `is wrong in lines that are named, and then nothing of it counts`() throws {
    let long = try #require(Absence(from: Self.day, to: Self.christmas))
    let short = try #require(Absence(from: Self.christmas, to: Self.christmas))
    let plan = Self.plan([
      .week(.mon, Self.part("09:00-13:00")), .week(.mon, Self.part("12:00-17:00")),
      .week(.sun, Self.part("09:00-13:00")),
      .week(.tue, Self.part("18:00-20:00")), .change(Self.day, nil), .extra(Self.day, Self.part("17:00-20:00")),
      .absence(long), .absence(short),
    ])
    #expect(
      plan.faults.map(\.description) == [
        "3: ilinca: mon 12:00-17:00 overlaps 09:00-13:00", "4: ilinca: sun 09:00-13:00 never meets the desk's hours",
        "5: ilinca: tue 18:00-20:00 never meets the desk's hours",
        "7: ilinca: 2026-12-03 has change beside extra or off",
        "9: ilinca: overlaps another absence of the file",
      ])
    #expect(Self.plan([.change(Self.day, nil)], of: "nobody").faults.map(\.reason) == ["there is no adviser nobody"])
  }
}

extension RosterFaults.Fault {
  fileprivate var description: String { "\(line): \(reason)" }
}

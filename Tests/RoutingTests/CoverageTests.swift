import Desk
import Foundation
import Routing
import Storage
import Testing

@Suite struct `An absence` {
  private static let ilinca = RoutingDesk.adviser("ilinca", RoutingDesk.ro)
  private static let radu = RoutingDesk.adviser("radu", RoutingDesk.ro)

  private func absence(_ from: String, _ to: String, part: String? = nil) throws -> Absence {
    let first = try #require(Day(from))
    let last = try #require(Day(to))
    return try #require(Absence(from: first, to: last, part: part.flatMap { DayPart($0) }))
  }

  @Test func `is granted while a colleague is in, and she isn't in then`() async throws {
    let desk = try await RoutingDesk([Self.ilinca, Self.radu])
    let away = try absence("2026-06-11", "2026-06-12")
    #expect(try await desk.matcher.grant(away, of: Self.ilinca.id, because: nil, by: .desk).isEmpty)
    let ilinca = try await desk.colleague(Self.ilinca).adviser
    #expect(ilinca.nextShift(after: desk.clock.now) == (try Date("2026-06-15T09:00:00+02:00", strategy: .iso8601)))
  }

  @Test func `that leaves a language without anybody is refused, and granted with a reason`() async throws {
    let desk = try await RoutingDesk([Self.ilinca, Self.radu])
    let matcher = try desk.matcher
    _ = try await matcher.grant(try absence("2026-06-11", "2026-06-11"), of: Self.radu.id, because: nil, by: .desk)
    let both = try absence("2026-06-10", "2026-06-11")
    let gaps = try await matcher.gaps(from: both, of: Self.ilinca.id)
    #expect(
      gaps.map { "\($0.day) \($0.part.text)" } == [
        "2026-06-11 09:00-12:00", "2026-06-11 12:00-17:00", "2026-06-11 17:00-17:30",
      ])
    await #expect(throws: Refusal.leavesGap(gaps[0], more: 2)) {
      try await matcher.grant(both, of: Self.ilinca.id, because: nil, by: .desk)
    }
    #expect(try await desk.store.read { try Rosters.absences(of: Self.ilinca.id, in: $0) }.isEmpty)
    _ = try await matcher.grant(both, of: Self.ilinca.id, because: "her father's funeral", by: .desk)
    #expect(try await desk.store.read { try Rosters.absences(of: Self.ilinca.id, in: $0) }.map(\.absence) == [both])
    #expect(try await desk.store.read { try Integrity.look(in: $0) }.isWhole)
  }

  @Test func `changes what is needed at once`() async throws {
    let desk = try await RoutingDesk([Self.ilinca, Self.radu])
    for _ in 0..<40 { try await desk.receive(RoutingDesk.ro) }
    let matcher = try desk.matcher
    _ = try await matcher.step()
    func need() async throws -> Double? {
      try await desk.store.read { try Needs.found(on: RoutingDesk.rules.openingHours.day(of: $0.now), in: $0) }?[
        RoutingDesk.ro]
    }
    let before = try #require(try await need())
    _ = try await matcher.grant(try absence("2026-06-11", "2026-07-30"), of: Self.radu.id, because: nil, by: .desk)
    #expect(try await need() == nil)
    _ = try await matcher.step()
    #expect(try #require(try await need()) > before * 1.5)
  }
}

@Suite struct `Exchanging shifts` {
  private func parts(_ adviser: Adviser, _ changes: [Roster.Change], _ day: Day) -> [String] {
    adviser.roster.with(changes: changes, absences: []).parts(on: day).map(\.text)
  }

  @Test func `gives each the other's hours, beside her own`() throws {
    let ilinca = RoutingDesk.adviser("ilinca", RoutingDesk.ro)
    let evening = DayPart("17:30-20:00")
    let radu = RoutingDesk.adviser("radu", RoutingDesk.ro).with(
      Roster(WeeklyHours([.thu: [evening].compactMap { $0 }], zone: RoutingDesk.zone)))
    let wednesday = try #require(Day("2026-06-10"))
    let thursday = try #require(Day("2026-06-11"))
    let changes = RosterSwap.changes(ilinca, wednesday, radu, thursday)
    let hers = changes.filter { $0.adviser == ilinca.id }.map(\.change)
    let his = changes.filter { $0.adviser == radu.id }.map(\.change)
    #expect(parts(ilinca, hers, wednesday) == [])
    #expect(parts(ilinca, hers, thursday) == ["09:00-20:00"])
    #expect(parts(radu, his, wednesday) == ["09:00-17:30"])
    #expect(parts(radu, his, thursday) == [])
  }
}

@Suite struct `The forecast` {
  @Test func `says for which part of a day too few are in, and who could help`() async throws {
    let ilinca = RoutingDesk.adviser("ilinca", RoutingDesk.ro)
    let radu = RoutingDesk.adviser("radu", RoutingDesk.ro).with(
      Roster(WeeklyHours([.wed: [DayPart("12:00-17:30")].compactMap { $0 }], zone: RoutingDesk.zone)))
    let desk = try await RoutingDesk([ilinca, radu])
    // Eight weeks of 480 requests: 1,800 minutes a week over 42.5 hours, of which three are on this morning: 127.
    for _ in 0..<480 { try await desk.receive(RoutingDesk.ro) }
    let forecast = try #require(try await desk.matcher.coverage(days: 1).forecasts.first)
    let shortage = try #require(forecast.shortages.first)
    #expect(shortage.asked.rounded() == 127)
    #expect(shortage.share.rounded() == 180)
    #expect(shortage.colour == .watch)
    for _ in 0..<480 { try await desk.receive(RoutingDesk.ro) }
    let more = try #require(try await desk.matcher.coverage(days: 1).forecasts.first)
    #expect(more.shortages.first?.colour == .short)
    #expect(more.couldHelp == [RoutingDesk.ro: [radu.id]])
  }
}

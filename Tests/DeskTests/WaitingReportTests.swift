import Foundation
import Testing

@testable import Desk

@Suite struct `A report of waits` {
  private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  private static let week = WeeklyHours(
    Dictionary(
      uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map {
        ($0, [DayPart("09:00-17:00")].compactMap { $0 })
      }),
    zone: zone)
  private static let (pl, el) = (Languages.stored("pl"), Languages.stored("el"))

  private static func at(_ text: String) throws -> Date { try Date(text + ":00+02:00", strategy: .iso8601) }

  private static func wait(
    _ language: Language?, _ urgency: Urgency, from: String, to: String?, isClosed: Bool = false
  ) throws -> Waited {
    Waited(
      language: language, urgency: urgency, asked: try at(from), firstCalled: try to.map(at),
      isClosedUncalled: isClosed)
  }

  private static func report(_ waits: [Waited], now: String) throws -> WaitingReport {
    let now = try at(now)
    return WaitingReport(
      waits, promises: Promises(), opening: DeskMinutes(week, from: now - 30 * 86_400, to: now + 86_400), now: now)
  }

  @Test func `gives each promise in desk minutes and on the wall clock, and in danger the wall clock counts`() throws {
    // From Tuesday evening to half an hour after opening: 30 desk minutes, 15 hours and a half.
    let night = try Self.wait(Self.pl, .now, from: "2026-06-09T18:00", to: "2026-06-10T09:30")
    let normal = try Self.wait(Self.pl, .normal, from: "2026-06-09T18:00", to: "2026-06-10T09:30")
    let report = try Self.report([night, normal], now: "2026-06-10T12:00")
    let danger = try #require(report.cells[.init(language: "pl", urgency: .now)])
    #expect(danger.desk.median == 30 && danger.wall.median == 930)
    #expect(danger.deskPromises.kept == 1 && danger.wallPromises.broken == 1)
    #expect(danger.promises.kept == 0 && danger.promises.broken == 1)
    let calm = try #require(report.cells[.init(language: "pl", urgency: .normal)])
    #expect(calm.promises.kept == 1 && calm.wallPromises.broken == 1)
    let all = try #require(report.cells[.init(language: nil, urgency: nil)])
    #expect(all.requests == 2 && all.promises.kept == 1 && all.promises.broken == 1)
  }

  @Test func `counts who still waits for as long as that has been, and decides only what is decided`() throws {
    let waits = try [
      Self.wait(Self.pl, .soon, from: "2026-06-10T09:00", to: "2026-06-10T10:00"),
      Self.wait(Self.pl, .soon, from: "2026-06-10T11:00", to: nil),
      Self.wait(Self.pl, .soon, from: "2026-06-09T09:00", to: nil),
      Self.wait(nil, .soon, from: "2026-06-10T09:00", to: nil, isClosed: true),
    ]
    let report = try Self.report(waits, now: "2026-06-10T12:00")
    let cell = try #require(report.cells[.init(language: "pl", urgency: .soon)])
    #expect(cell.called == 1 && cell.stillWaiting == 2)
    // One is kept, one has waited 660 desk minutes of 240, of one nobody knows yet.
    #expect(cell.promises == .init(kept: 1, broken: 1))
    // Of three who waited an hour or more, one was called then: that isn't half of them yet.
    #expect(cell.desk.median == nil && cell.desk.p90 == nil)
    let unknown = try #require(report.cells[.init(language: WaitingReport.unknown, urgency: nil)])
    #expect(unknown.closedUncalled == 1 && unknown.stillWaiting == 0 && unknown.promises.share == nil)
  }

  @Test func `takes quantiles of what is over by the product-limit estimator`() {
    let over = [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10].map { (minutes: $0, isOver: true) }
    #expect(WaitingReport.quantile(0.5, of: over) == 5 && WaitingReport.quantile(0.9, of: over) == 9)
    // Half of them still wait, longer than any that is over: the median is the last that is.
    let half = over.map { (minutes: $0.minutes, isOver: $0.minutes <= 5) }
    #expect(WaitingReport.quantile(0.5, of: half) == 5 && WaitingReport.quantile(0.9, of: half) == nil)
    // Without what is not over it would be 3; with it as if over, 3 too.
    let early = [(1.0, true), (1.5, false), (1.6, false), (3.0, true), (4.0, true), (5.0, true)]
      .map { (minutes: $0.0, isOver: $0.1) }
    #expect(WaitingReport.quantile(0.5, of: early) == 4)
    #expect(WaitingReport.quantile(0.5, of: []) == nil)
  }

  @Test func `hides counts below five, and what they would follow from`() {
    // The sums first. One small cell in the row of 23 and in its column: others must go with it.
    let counts = [[60, 13, 47], [37, 10, 27], [23, 3, 20]]
    let hidden = SmallCounts.hidden(counts)
    #expect(hidden[2] == [false, true, true])
    #expect(hidden[1] == [false, true, true])
    #expect(hidden[0] == [false, false, false])
    #expect(SmallCounts.hidden([[40, 20, 20], [40, 20, 20]]).flatMap { $0 } == [Bool](repeating: false, count: 6))
    // Nothing is no person.
    #expect(SmallCounts.hidden([[12, 12, 0], [12, 12, 0]]).flatMap { $0 } == [Bool](repeating: false, count: 6))
    for row in SmallCounts.hidden([[9, 5, 4], [5, 3, 2], [4, 2, 2]]) { #expect(row.count { $0 } != 1) }
  }
}

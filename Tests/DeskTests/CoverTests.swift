import Desk
import Foundation
import Testing

@Suite struct `What is covered` {
  static let calendar = DeskCalendar(
    WeeklyHours(
      Dictionary(
        uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map { day in
          (day, [DayPart(day == .tue ? "09:00-20:00" : "09:00-17:00")].compactMap { $0 })
        }), zone: Invented.amsterdam), closed: ClosedDays(dutchHolidays: true))

  private let greek = Invented.adviser(
    "jannis", speaks: [Invented.el: .native], roster: Invented.hours([.wed, .fri], "09:00-12:00"))
  private let other = Invented.adviser(
    "chrysa", speaks: [Invented.el: .fluent], roster: Invented.hours([.wed], "09:00-17:00"))

  private func cover(_ advisers: [Adviser], days: Int) throws -> Cover.OfLanguage {
    try #require(
      Cover([Invented.el], advisers, Self.calendar, now: Invented.morning, days: days).languages.first)
  }

  @Test func `names the parts of days on which nobody is in`() throws {
    let cover = try cover([greek, other], days: 5)
    #expect(
      cover.gaps.map { "\($0.day) \($0.part.text)" } == [
        "2026-06-11 09:00-12:00", "2026-06-11 12:00-17:00", "2026-06-12 12:00-17:00", "2026-06-15 09:00-12:00",
        "2026-06-15 12:00-17:00", "2026-06-16 09:00-12:00", "2026-06-16 12:00-17:00", "2026-06-16 17:00-20:00",
      ])
  }

  @Test func `says who is in next, and on whom all hangs`() throws {
    let cover = try cover([greek, other], days: 5)
    #expect(cover.next == AdviserID("chrysa"))
    #expect(cover.nextAt == Invented.morning)
    #expect(cover.alone == [AdviserID("chrysa"): 1, AdviserID("jannis"): 1])
  }

  @Test func `passes over closed days`() throws {
    // Ascension Day 2026 is on 14 May.
    let now = Invented.at("2026-05-13T18:00:00+02:00")
    let cover = Cover([Invented.el], [greek], Self.calendar, now: now, days: 1)
    #expect(cover.gaps.map(\.day.description) == ["2026-05-15"])
  }

  @Test func `without anybody has gaps only`() throws {
    let cover = try cover([], days: 1)
    #expect(cover.next == nil)
    #expect(cover.gaps.count == 2)
  }
}

@Suite struct `A shortage` {
  @Test func `is told by what is asked over what there is`() {
    let ro = Languages.stored("ro")
    #expect(Shortage(language: ro, asked: 690, share: 420).colour == .short)
    #expect(Shortage(language: ro, asked: 690, share: 420).badDay.rounded() == 892)
    #expect(Shortage(language: ro, asked: 300, share: 400).colour == .watch)
    #expect(Shortage(language: ro, asked: 100, share: 400).colour == .enough)
    #expect(Shortage(language: ro, asked: 100, share: 0).colour == .nobody)
    #expect(Shortage(language: ro, asked: 0, share: 0).colour == .enough)
  }
}

import Desk
import Foundation
import Testing

private func at(_ text: String) -> Date { Invented.at(text) }

@Suite struct `Hours of the week` {
  let office = Invented.hours([.mon, .tue, .wed, .thu, .fri], "09:00-12:30", "13:00-17:30")

  @Test(arguments: [
    ("2026-06-10T08:59:59+02:00", false), ("2026-06-10T09:00:00+02:00", true),
    ("2026-06-10T12:29:59+02:00", true), ("2026-06-10T12:30:00+02:00", false),
    ("2026-06-10T13:00:00+02:00", true), ("2026-06-10T17:30:00+02:00", false),
    ("2026-06-13T10:00:00+02:00", false), ("2026-12-09T09:00:00+01:00", true),
    ("2026-12-09T08:59:59+01:00", false),
  ])
  func `hold their beginning and not their end`(moment: String, isOpen: Bool) {
    #expect(office.contains(at(moment)) == isOpen)
  }

  @Test(arguments: [
    ("2026-03-29", 23.0), ("2026-10-25", 25.0), ("2026-06-14", 24.0),
  ])
  func `of a whole Sunday are as long as that Sunday`(day: String, hours: Double) {
    let sunday = Invented.hours([.sun], "00:00-24:00")
    let noon = at("\(day)T12:00:00Z")
    #expect(sunday.interval(at: noon)?.duration == hours * 3600)
    #expect(sunday.minutes(from: noon - 36 * 3600, to: noon + 36 * 3600) == hours * 60)
  }

  @Test func `of a night in which an hour is missing begin when the clock is there again`() {
    let night = Invented.hours([.sun], "02:30-04:00")
    let found = night.next(after: at("2026-03-28T12:00:00Z"))
    #expect(found == DateInterval(start: at("2026-03-29T01:00:00Z"), end: at("2026-03-29T02:00:00Z")))
  }

  @Test func `that lie in the missing hour are left out that night only`() {
    let night = Invented.hours([.sun], "02:15-02:45")
    #expect(night.next(after: at("2026-03-28T12:00:00Z"))?.start == at("2026-04-05T00:15:00Z"))
  }

  @Test func `of a night with an hour twice hold both`() {
    let night = Invented.hours([.sun], "01:00-04:00")
    #expect(night.interval(at: at("2026-10-25T00:30:00Z"))?.duration == 4.0 * 3600)
    #expect(night.contains(at("2026-10-25T01:30:00Z")))
    #expect(!night.contains(at("2026-10-25T03:00:00Z")))
  }

  @Test(arguments: [
    // Wednesday, within a stretch; over the break; over the evening; over the weekend.
    (60, "2026-06-10T10:00:00+02:00", "2026-06-10T11:00:00+02:00"),
    (60, "2026-06-10T12:00:00+02:00", "2026-06-10T13:30:00+02:00"),
    (60, "2026-06-10T17:00:00+02:00", "2026-06-11T09:30:00+02:00"),
    (120, "2026-06-12T16:30:00+02:00", "2026-06-15T10:00:00+02:00"),
    (480, "2026-06-10T09:00:00+02:00", "2026-06-10T17:30:00+02:00"),
    (30, "2026-06-13T03:00:00+02:00", "2026-06-15T09:30:00+02:00"),
    // Over both weekends in which the clock changes.
    (60, "2026-03-27T17:00:00+01:00", "2026-03-30T09:30:00+02:00"),
    (60, "2026-10-23T17:00:00+02:00", "2026-10-26T09:30:00+01:00"),
  ])
  func `count a promise in desk minutes`(minutes: Int, from: String, to: String) {
    #expect(office.moment(after: minutes, from: at(from)) == at(to))
    #expect(office.minutes(from: at(from), to: at(to)) == Double(minutes))
  }

  @Test func `over a Sunday that is short count what is there`() {
    let always = Invented.hours(Weekday.allCases, "00:00-24:00")
    let start = at("2026-03-29T00:00:00+01:00")
    #expect(always.moment(after: 24 * 60, from: start) == start + 24 * 3600)
    #expect(always.minutes(from: start, to: start + 48 * 3600) == 48 * 60)
  }

  @Test func `that are none promise nothing`() {
    let none = Invented.hours([])
    #expect(none.moment(after: 60, from: Invented.morning) == nil)
    #expect(none.next(after: Invented.morning) == nil)
    #expect(none.lastBoundary(before: Invented.morning) == nil)
    #expect(none.minutes(from: Invented.morning, to: Invented.morning + 86400) == 0)
  }

  @Test func `that touch or overlap are one stretch`() {
    let joined = Invented.hours([.wed], "11:00-13:00", "09:00-11:00", "12:00-15:00")
    #expect(joined.interval(at: Invented.morning)?.duration == 6.0 * 3600)
  }

  @Test(arguments: [
    "9:00-17:00", "09:00", "09:00-09:00", "17:00-09:00", "09:00-24:01", "25:00-26:00", "", "09:60-10:00",
  ])
  func `are not written like this`(text: String) {
    #expect(DayPart(text) == nil)
  }
}

@Suite struct `A call window` {
  @Test func `is nothing when empty or in no zone`() throws {
    let nine = try #require(LocalTime("09:00"))
    let ten = try #require(LocalTime("10:00"))
    #expect(CallWindow(days: [], from: nine, to: ten, zone: "Europe/Amsterdam") == nil)
    #expect(CallWindow(days: [.mon], from: ten, to: nine, zone: "Europe/Amsterdam") == nil)
    #expect(CallWindow(days: [.mon], from: nine, to: nine, zone: "Europe/Amsterdam") == nil)
    #expect(CallWindow(days: [.mon], from: nine, to: ten, zone: "Europe/Atlantis") == nil)
  }

  @Test(arguments: [
    ("2026-06-10T18:00:00+02:00", true), ("2026-06-10T17:59:59+02:00", false),
    ("2026-06-10T21:00:00+02:00", false), ("2026-06-11T19:00:00+02:00", false),
    ("2026-06-13T09:30:00+03:00", true), ("2026-06-13T09:30:00+02:00", false),
  ])
  func `allows its hours, on the clock of its zone`(moment: String, isAllowed: Bool) throws {
    #expect(try windows().allow(at(moment)) == isAllowed)
  }

  @Test func `that opens next is the nearest of all`() throws {
    #expect(
      try windows().nextOpening(after: at("2026-06-10T21:00:00+02:00")) == at("2026-06-13T09:00:00+03:00"))
    #expect([CallWindow]().nextOpening(after: Invented.morning) == nil)
    #expect([CallWindow]().allow(Invented.morning))
  }

  private func windows() throws -> [CallWindow] {
    let evening = try Invented.window([.wed, .wed], "18:00", "21:00")
    let athens = try Invented.window([.sat], "09:00", "10:00", zone: "Europe/Athens")
    return [evening, athens]
  }
}

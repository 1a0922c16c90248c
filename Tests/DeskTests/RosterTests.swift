import Desk
import Foundation
import Testing

@Suite struct `A roster` {
  static let week = Invented.hours([.mon, .tue, .wed, .thu, .fri], "09:00-12:30", "13:00-17:30")

  private func hours(_ roster: Roster, _ date: String) throws -> [String] {
    roster.parts(on: try #require(Day(date))).map { "\($0.from)-\($0.to)" }
  }

  private func absence(_ from: String, _ to: String, _ part: String? = nil) throws -> Absence {
    let first = try #require(Day(from))
    let last = try #require(Day(to))
    return try #require(Absence(from: first, to: last, part: part.flatMap { DayPart($0) }))
  }

  @Test func `has nobody in while she is away, both days included`() throws {
    let roster = Roster(Self.week, absences: [try absence("2027-06-01", "2027-06-02")])
    #expect(try hours(roster, "2027-05-31") == ["09:00-12:30", "13:00-17:30"])
    #expect(try hours(roster, "2027-06-01") == [])
    #expect(try hours(roster, "2027-06-02") == [])
    #expect(try hours(roster, "2027-06-03") == ["09:00-12:30", "13:00-17:30"])
  }

  @Test func `can lose a part of a day`() throws {
    let roster = Roster(Self.week, absences: [try absence("2027-06-01", "2027-06-01", "11:00-14:00")])
    #expect(try hours(roster, "2027-06-01") == ["09:00-11:00", "14:00-17:30"])
  }

  @Test func `is changed for one day, and back to the usual week on the next`() throws {
    let evening = Roster.Change(day: try #require(Day("2027-06-03")), parts: [try #require(DayPart("13:00-20:00"))])
    let roster = Roster(Self.week, changes: [evening])
    #expect(try hours(roster, "2027-06-03") == ["13:00-20:00"])
    #expect(try hours(roster, "2027-06-10") == ["09:00-12:30", "13:00-17:30"])
  }

  @Test func `is empty on a closed day, unless a change says otherwise`() throws {
    let closed = ClosedDays(dutchHolidays: true)
    let kings = try #require(Day("2027-04-27"))
    #expect(try hours(Roster(Self.week, closed: closed), "2027-04-27") == [])
    let extra = Roster.Change(day: kings, parts: [try #require(DayPart("10:00-12:00"))])
    #expect(try hours(Roster(Self.week, changes: [extra], closed: closed), "2027-04-27") == ["10:00-12:00"])
  }

  @Test func `finds the next shift after a long leave`() throws {
    let roster = Roster(Self.week, absences: [try absence("2027-06-01", "2027-10-31")])
    #expect(
      roster.next(after: Invented.at("2027-05-31T18:00:00+02:00"))?.start == Invented.at("2027-11-01T09:00:00+01:00"))
  }

  @Test(arguments: [("2027-03-28", 3.0), ("2027-10-31", 5.0), ("2027-06-06", 4.0)])
  func `counts the hours of a night on which the clock changes`(date: String, hours: Double) throws {
    let night = Roster(Invented.hours([.sun], "00:00-04:00"))
    let length = night.intervals(on: try #require(Day(date))).reduce(0) { $0 + $1.duration / 3600 }
    #expect(length == hours)
  }
}

@Suite struct `Desk minutes` {
  /// Open on Sunday nights too, so that both nights on which the clock changes count.
  static let calendar = DeskCalendar(
    Invented.hours([.sat, .sun, .mon, .tue], "00:00-05:00", "09:00-17:30"), closed: ClosedDays(dutchHolidays: true))
  static let start = Invented.at("2027-03-20T00:00:00+01:00")
  static let end = Invented.at("2027-11-10T00:00:00+01:00")
  static let minutes = DeskMinutes(calendar, from: start, to: end)

  @Test func `are those that were counted stretch by stretch`() {
    var random = Chance(1)
    for _ in 0..<400 {
      let one = Self.start + random.number(to: Self.end.timeIntervalSince(Self.start))
      let other = one + random.number(to: 9 * 86_400)
      let counted = Self.calendar.minutes(from: one, to: min(other, Self.end))
      #expect(abs(Self.minutes.position(of: min(other, Self.end)) - Self.minutes.position(of: one) - counted) < 1e-6)
    }
  }

  @Test func `lead back to an open moment`() throws {
    var random = Chance(2)
    for _ in 0..<400 {
      let position = random.number(to: 100_000)
      guard let moment = Self.minutes.moment(at: position) else { continue }
      #expect(Self.calendar.contains(moment))
      #expect(abs(Self.minutes.position(of: moment) - position) < 1e-6)
    }
  }
}

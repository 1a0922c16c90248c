import Desk
import Testing

@Suite struct `Dutch holidays` {
  static let holidays = ClosedDays(dutchHolidays: true)

  /// Easter Sundays of the almanac, the earliest and the latest possible among them.
  @Test(arguments: ["2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25", "2285-03-22"])
  func `hang on Easter`(date: String) throws {
    let day = try #require(Day(date))
    #expect(ClosedDays.easter(day.year) == day)
  }

  @Test(arguments: [
    "2027-01-01", "2027-03-28", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-16", "2027-05-17", "2027-12-25",
    "2027-12-26",
  ])
  func `close the desk`(date: String) throws {
    #expect(Self.holidays.contains(try #require(Day(date))))
  }

  @Test(arguments: ["2027-03-26", "2027-05-05", "2027-04-26", "2027-05-07", "2027-12-24", "2027-12-31"])
  func `leave other days open`(date: String) throws {
    #expect(!Self.holidays.contains(try #require(Day(date))))
  }

  @Test func `move King's Day off a Sunday`() throws {
    #expect(Self.holidays.contains(try #require(Day("2025-04-26"))))
    #expect(!Self.holidays.contains(try #require(Day("2025-04-27"))))
  }

  @Test func `have Liberation Day as the desk decided`() throws {
    let (fifth, lustrum) = (try #require(Day("2027-05-05")), try #require(Day("2030-05-05")))
    #expect(ClosedDays(dutchHolidays: true, liberationDay: .closed).contains(fifth))
    #expect(!ClosedDays(dutchHolidays: true, liberationDay: .lustrum).contains(fifth))
    #expect(ClosedDays(dutchHolidays: true, liberationDay: .lustrum).contains(lustrum))
  }

  @Test func `are none where the desk names none`() throws {
    #expect(!ClosedDays.none.contains(try #require(Day("2027-12-25"))))
  }
}

@Suite struct `A day` {
  @Test(arguments: [("1970-01-01", 0), ("2000-02-29", 11016), ("2027-04-05", 20913), ("1969-12-31", -1)])
  func `is counted from 1970`(date: String, number: Int) throws {
    let day = try #require(Day(date))
    #expect(day.number == number)
    #expect(day.description == date)
  }

  @Test(arguments: ["2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "27-01-01", "2027-04-31", "2027-01-0a", ""])
  func `is one of the calendar`(text: String) { #expect(Day(text) == nil) }

  @Test func `knows its weekday`() throws {
    #expect(try #require(Day("2027-04-05")).weekday == .mon)
    #expect(try #require(Day("1969-12-28")).weekday == .sun)
  }
}

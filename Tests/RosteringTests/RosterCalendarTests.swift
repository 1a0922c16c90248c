import Desk
import Foundation
import Rostering
import Testing

@Suite struct `A roster as iCalendar` {
  private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  /// A Tuesday.
  private static let today = Day("2026-11-24") ?? Day(number: 0)

  private static func event(_ content: String...) -> String {
    ([
      "BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VTIMEZONE", "TZID:Europe/Amsterdam", "BEGIN:STANDARD",
      "DTSTART:19701025T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD", "END:VTIMEZONE",
      "BEGIN:VEVENT", "UID:1",
    ] + content + ["END:VEVENT", "END:VCALENDAR"]).joined(separator: "\r\n")
  }

  private static func read(_ content: String...) throws -> [String] {
    let head = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1"]
    let text = (head + content + ["END:VEVENT", "END:VCALENDAR"]).joined(separator: "\r\n")
    return try lines(text)
  }

  /// As CSV has them.
  private static func lines(_ text: String) throws -> [String] {
    let found = try RosterCalendar(zone: zone, today: today, adviser: AdviserID("ilinca")).read(text)
    return RosterCSV.write(found).split(separator: "\r\n").dropFirst().map { String($0.dropFirst("ilinca,".count)) }
  }

  @Test func `what comes every week is the week, and an exception a day off`() throws {
    let text = Self.event(
      "DTSTART;TZID=Europe/Amsterdam:20261124T090000", "DTEND;TZID=Europe/Amsterdam:20261124T130000",
      "RRULE:FREQ=WEEKLY;BYDAY=TU,TH", "EXDATE;TZID=Europe/Amsterdam:20261201T090000,20261103T090000",
      "BEGIN:VALARM", "TRIGGER:-PT15M", "END:VALARM")
    #expect(try Self.lines(text) == ["week,tue,,09:00,13:00", "week,thu,,09:00,13:00", "off,2026-12-01,,09:00,13:00"])
  }

  @Test func `what ends comes on days of its own, by interval, count and until`() throws {
    let start = ["DTSTART;TZID=Europe/Amsterdam:20261123T170000", "DTEND;TZID=Europe/Amsterdam:20261123T200000"]
    #expect(
      try Self.read(start[0], start[1], "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=MO")
        == ["extra,2026-12-07,,17:00,20:00", "extra,2026-12-21,,17:00,20:00"])
    // Monday and Wednesday of every second week, counted from the week's Monday.
    #expect(
      try Self.read(start[0], start[1], "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261209T160000Z").map {
        $0.prefix(16)
      }
        == ["extra,2026-11-25", "extra,2026-12-07", "extra,2026-12-09"])
    // UNTIL is a moment: 15:59 UTC is before 17:00 in Amsterdam.
    #expect(
      try Self.read(start[0], start[1], "RRULE:FREQ=WEEKLY;UNTIL=20261207T155900Z").map { $0.prefix(16) }
        == ["extra,2026-11-30"])
    // A week that begins on Sunday: Sunday and the Monday after it are of one week.
    #expect(
      try Self.read(
        "DTSTART;TZID=Europe/Amsterdam:20261129T100000", "DURATION:PT2H30M",
        "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=SU,MO;WKST=SU")
        == ["extra,2026-11-29,,10:00,12:30", "extra,2026-11-30,,10:00,12:30", "extra,2026-12-13,,10:00,12:30"])
  }

  @Test func `keeps the hour on the wall over the night on which the clock changes`() throws {
    #expect(
      try Self.read(
        "DTSTART;TZID=Europe/Amsterdam:20270322T090000", "DTEND;TZID=Europe/Amsterdam:20270322T130000",
        "RRULE:FREQ=WEEKLY;COUNT=2") == ["extra,2027-03-22,,09:00,13:00", "extra,2027-03-29,,09:00,13:00"])
    // Times in UTC are read on the desk's clock.
    #expect(try Self.read("DTSTART:20270329T070000Z", "DTEND:20270329T110000Z") == ["extra,2027-03-29,,09:00,13:00"])
    // Warsaw keeps Amsterdam's time.
    #expect(
      try Self.read(
        "DTSTART;TZID=Europe/Warsaw:20261124T090000", "DTEND;TZID=Europe/Warsaw:20261124T130000", "RRULE:FREQ=WEEKLY")
        == ["week,tue,,09:00,13:00"])
  }

  @Test func `whole days, and what has the category, are absences`() throws {
    #expect(
      try Self.read("DTSTART;VALUE=DATE:20261221", "DTEND;VALUE=DATE:20270102") == ["absence,2026-12-21,2027-01-01,,"])
    #expect(
      try Self.read(
        "DTSTART:20261210T130000", "DTEND:20261210T173000", "CATEGORIES:ABSENCE", "RRULE:FREQ=DAILY;COUNT=3")
        == ["absence,2026-12-10,2026-12-12,13:00,17:30"])
    #expect(try Self.read("DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261103").isEmpty)
  }

  @Test func `a moved occurrence takes the place of the one it replaces, and a cancelled event counts for nothing`()
    throws
  {
    let text = """
      BEGIN:VCALENDAR
      BEGIN:VEVENT
      UID:7
      DTSTART:20261124T090000
      DTEND:20261124T130000
      RRULE:FREQ=WEEKLY
      END:VEVENT
      BEGIN:VEVENT
      UID:7
      RECURRENCE-ID:20261201T090000
      DTSTART:20261201T140000
      DTEND:20261201T
       170000
      END:VEVENT
      BEGIN:VEVENT
      UID:8
      STATUS:CANCELLED
      DTSTART:20261202T140000
      END:VEVENT
      END:VCALENDAR
      """
    #expect(
      try Self.lines(text) == ["week,tue,,09:00,13:00", "off,2026-12-01,,09:00,13:00", "extra,2026-12-01,,14:00,17:00"])
  }

  @Test(arguments: [
    ("DTSTART;TZID=Europe/Atlantis:20261124T090000", 4, "there is no zone Europe/Atlantis"),
    ("RRULE:FREQ=MONTHLY", 4, "RRULE: FREQ must be WEEKLY or DAILY"),
    ("RRULE:FREQ=WEEKLY;BYSETPOS=1", 4, "RRULE: BYSETPOS isn't read"),
    ("RRULE:FREQ=WEEKLY;BYDAY=1MO", 4, "RRULE: BYDAY=1MO isn't read"),
    ("RDATE:20261201", 4, "RDATE isn't read"),
    ("DTSTART:2026-11-24", 4, "DTSTART: 2026-11-24 is no date"),
    ("RRULE:FREQ=WEEKLY;INTERVAL=2", 2, "every 2 weeks without an end can't be kept: give it UNTIL or COUNT"),
    ("RRULE:FREQ=WEEKLY;BYDAY=WE", 2, "DTSTART is on no day of BYDAY"),
    ("nonsense", 4, "is no line of iCalendar: NAME;PARAMETER=…:VALUE"),
  ])
  func `is refused by line`(line: String, at number: Int, reason: String) {
    let thrown = #expect(throws: RosterFaults.self) {
      _ = try Self.read(line, "DTSTART:20261124T090000", "DTEND:20261124T130000")
    }
    #expect(thrown?.faults == [.init(line: number, reason: reason)], "\(String(describing: thrown))")
  }

  @Test func `is refused when it would come at another hour in summer, begins later, or says not whose it is`() {
    #expect(throws: RosterFaults.self) {
      _ = try Self.read("DTSTART:20261124T080000Z", "DTEND:20261124T120000Z", "RRULE:FREQ=WEEKLY")
    }
    #expect(throws: RosterFaults.self) {
      _ = try Self.read("DTSTART:20270104T090000", "DTEND:20270104T120000", "RRULE:FREQ=WEEKLY")
    }
    let thrown = #expect(throws: RosterFaults.self) {
      _ = try RosterCalendar(zone: Self.zone, today: Self.today)
        .read(Self.event("DTSTART:20261201T090000", "DTEND:20261201T120000"))
    }
    #expect(thrown?.faults.map(\.line) == [10])
  }

  @Test func `is written so that it is read the same, in lines that every program takes`() throws {
    let csv = """
      adviser,kind,day,until,from,to
      ilinca,week,mon,,09:00,13:00
      ilinca,week,mon,,13:30,17:00
      ilinca,week,thu,,09:00,13:00
      ilinca,change,2026-12-03,,12:00,20:00
      ilinca,change,2026-12-07,,,
      ilinca,absence,2026-12-21,2027-01-01,,
      ilinca,absence,2026-12-10,2026-12-11,13:00,17:30
      radu,week,sun,,20:00,24:00
      """
    let lines = try RosterCSV.read(csv)
    let now = try Date("2026-11-24T12:00:00Z", strategy: .iso8601)
    let name =
      "Ilinca, the one whose name is so long that a line of it has to be folded; twice, perhaps: żółć żółć żółć"
    let text = RosterCalendarWriter(zone: Self.zone, now: now).write(lines, names: [AdviserID("ilinca"): name])
    #expect(text.split(separator: "\r\n", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 75 })
    let read = try RosterCalendar(zone: Self.zone, today: Self.today).read(text)
    func adviser(_ id: String) -> Adviser {
      Adviser(
        id: AdviserID(id), name: id, role: .adviser, languages: [], specialisms: [],
        roster: WeeklyHours([:], zone: Self.zone))
    }
    let always = DeskCalendar(
      WeeklyHours(
        Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [Absence.wholeDay].compactMap { $0 }) }),
        zone: Self.zone))
    let plans = [lines, read].map {
      RosterPlan($0, of: [adviser("ilinca"), adviser("radu")], opening: always, today: Self.today, replaces: false)
    }
    #expect(plans.map(\.faults) == [[], []])
    #expect(plans[0].advisers == plans[1].advisers && plans[0].advisers.count == 2)
  }
}

import Desk
import Foundation
import Rostering
import Testing

@Suite struct `A roster as CSV` {
  private static let text = """
    adviser,kind,day,until,from,to
    ilinca,week,mon,,09:00,13:00
    ilinca,week,mon,,13:30,17:00
    "ilinca",change,2026-12-03,,12:00,20:00

    ilinca,change,2026-12-04,,,
    radu,absence,2026-12-21,2027-01-01,,
    radu,absence,2026-12-10,,13:00,17:30
    """

  @Test func `is read, and written again the same`() throws {
    let lines = try RosterCSV.read(Self.text)
    #expect(lines.map(\.line) == [2, 3, 4, 6, 7, 8])
    let part = try #require(DayPart("12:00-20:00"))
    let day = try #require(Day("2026-12-03"))
    #expect(lines[2].kind == .change(day, part))
    let again = try RosterCSV.read(RosterCSV.write(lines))
    #expect(again.map(\.kind) == lines.map(\.kind) && again.map(\.adviser) == lines.map(\.adviser))
  }

  @Test func `may come from a Dutch spreadsheet`() throws {
    let lines = try RosterCSV.read("\u{FEFF}adviser;kind;day;from;to\r\nilinca;week;tue;12:30;16:00\r\n")
    #expect(lines.count == 1)
  }

  @Test(arguments: [
    ("Ilinca M,week,mon,,09:00,13:00", "adviser must be a short name"),
    ("ilinca,week,monday,,09:00,13:00", "day must be mon, tue, wed, thu, fri, sat or sun"),
    ("ilinca,week,mon,,13:00,09:00", "from and to must be HH:MM, and end after they begin"),
    ("ilinca,week,mon,,,", "from and to are missing"),
    ("ilinca,change,3 December,,09:00,13:00", "day must be YYYY-MM-DD"),
    ("ilinca,absence,2026-12-21,2026-12-01,,", "until lies before day"),
    ("ilinca,holiday,2026-12-21,,,", "kind must be week, change, extra, off or absence"),
    ("ilinca,week,mon,,09:00,13:00,now", "7 fields, 6 expected"),
  ])
  func `is refused by line`(line: String, reason: String) {
    let text = "adviser,kind,day,until,from,to\nradu,week,mon,,09:00,13:00\n\(line)\n"
    let thrown = #expect(throws: RosterFaults.self) { _ = try RosterCSV.read(text) }
    #expect(thrown?.faults == [.init(line: 3, reason: reason)])
  }

  @Test func `names every fault at once, and an unknown column`() {
    let thrown = #expect(throws: RosterFaults.self) {
      _ = try RosterCSV.read("adviser,kind,day,until,from,to\n,week,mon,,09:00,13:00\nradu,no,mon,,,\n")
    }
    #expect(thrown?.faults.map(\.line) == [2, 3])
    let column = #expect(throws: RosterFaults.self) { _ = try RosterCSV.read("adviser,colour\n") }
    #expect(column?.description.hasPrefix("1: colour is no column") == true)
  }

  @Test func `gives a spreadsheet no formula to run`() {
    #expect(CSVTable.line(["=1+1", "a,b", "say \"no\""]) == "'=1+1,\"a,b\",\"say \"\"no\"\"\"")
  }
}

import Desk
import Foundation
import HTTPTypes
import HummingbirdCore
import Surface
import Testing

@testable import Web

@Suite struct `What the operator counts` {
  @Test func `is a line for each series, in order, without what came in`() {
    let counters = Counters()
    counters.count("deliveries", ["channel": "whatsapp", "result": "kept"])
    counters.count("deliveries", ["channel": "whatsapp", "result": "kept"])
    counters.count("a_first")
    #expect(
      counters.lines() == [
        "balie_a_first_total 1", #"balie_deliveries_total{channel="whatsapp",result="kept"} 2"#,
      ])
  }

  @Test func `loses no count when many count at once`() async {
    let counters = Counters()
    await withTaskGroup { group in
      for _ in 0..<8 { group.addTask { for _ in 0..<500 { counters.count("x") } } }
    }
    #expect(counters.lines() == ["balie_x_total 4000"])
  }
}

@Suite struct `A moment on the desk's clock` {
  @Test(arguments: [
    ("2026-01-05T08:04:59Z", "2026-01-05 09:04"), ("2026-07-05T22:00:00Z", "2026-07-06 00:00"),
    ("2026-10-25T00:30:00Z", "2026-10-25 02:30"), ("2026-10-25T01:30:00Z", "2026-10-25 02:30"),
    ("2026-03-29T01:00:00Z", "2026-03-29 03:00"),
  ])
  func `is said in Amsterdam's time, summer and winter`(moment: String, said: String) throws {
    let zone = try #require(TimeZone(identifier: "Europe/Amsterdam"))
    #expect(DeskTime.text(try Date(moment, strategy: .iso8601), zone: zone) == said)
  }
}

@Suite struct `A text that a colleague wrote` {
  @Test(arguments: ["", "plain", "two\nlines\tand a tab", "zażółć 👩‍👧", String(repeating: "a", count: 8000)])
  func `is kept as it is`(text: String) throws {
    #expect(try API.checked(text, field: "text") == text)
  }

  @Test(arguments: [
    "\0", "a\u{1B}[2J", "a\u{7F}", "a\u{9B}31m", "a\rb", "a\u{8}", String(repeating: "a", count: 8001),
  ])
  func `is refused with a control character, or too long`(text: String) {
    #expect(throws: Refusal.invalid(field: "text")) { try API.checked(text, field: "text") }
  }

  /// One character can be made of thousands of combining marks.
  @Test func `is counted in scalars`() {
    let heavy = "e" + String(repeating: "\u{301}", count: 100)
    #expect(heavy.count == 1)
    #expect(throws: Refusal.invalid(field: "name")) { try API.checked(heavy, field: "name", most: 100) }
  }
}

@Suite struct `A problem` {
  @Test(arguments: Problem.Kind.allCases)
  func `of any kind is answered as one, and may be tried again only when that helps`(kind: Problem.Kind)
    throws
  {
    let answer = Answers.problem(Problem(kind, title: "No."))
    #expect(answer.status.code == kind.status && (400...599).contains(kind.status))
    #expect(answer.headers[.contentType] == "application/problem+json")
    #expect(answer.headers[.cacheControl] == "no-store")
    #expect((answer.headers[.retryAfter] != nil) == (kind == .unavailable))
    #expect((answer.headers[.connection] == "close") == (kind == .tooLarge))
    let read = try Wire.decode(Problem.self, from: try Wire.encode(Problem(kind, title: "No.")))
    #expect(read.kind == kind && read.status == kind.status)
  }

  @Test func `of a type that isn't on the list is none of ours`() throws {
    let foreign = Array(#"{"type":"about:blank","title":"Bad Gateway","status":502}"#.utf8)
    #expect(try Wire.decode(Problem.self, from: foreign).kind == nil)
    let other = Array(#"{"type":"urn:balie:problem:weather","title":"x","status":400}"#.utf8)
    #expect(try Wire.decode(Problem.self, from: other).kind == nil)
  }
}

import Desk
import Foundation

import Testing

@testable import Storage

@Suite struct `A query` {
  @Test func `binds what stands in it, and never runs it`() async throws {
    let hostile = "x', 1); DROP TABLE seen; --\"'"
    let query: Query = "SELECT \(hostile) WHERE \(1) = \(1) AND \(hostile) IN \(list: [hostile, "'"])"
    #expect(query.sql == "SELECT ? WHERE ? = ? AND ? IN (?, ?)")
    #expect(
      query.arguments == [
        .text(hostile), .integer(1), .integer(1), .text(hostile), .text(hostile), .text("'"),
      ])
    let desk = try await OpenDesk()
    let read = try await desk.store.write { try $0.row(query)?.text(0) }
    #expect(read == hostile)
    #expect(try await desk.store.read { try $0.row("SELECT count(*) FROM seen")?.integer(0) } == 0)
  }

  @Test func `takes in another with its arguments, in order`() {
    let inner: Query = "a = \(1) AND b = \("two")"
    let outer: Query = "x = \(0) AND \(inner) AND y = \(Data([3]))"
    #expect(outer.sql == "x = ? AND a = ? AND b = ? AND y = ?")
    #expect(outer.arguments == [.integer(0), .integer(1), .text("two"), .blob(Data([3]))])
  }

  @Test func `with an empty list matches nothing`() async throws {
    let desk = try await OpenDesk()
    #expect(try await desk.store.read { try $0.row("SELECT 1 WHERE 'a' IN \(list: [])") == nil })
  }

  @Test func `keeps times to the millisecond, and absence as absence`() async throws {
    let desk = try await OpenDesk()
    let moment = Date(timeIntervalSince1970: 1_781_078_400.123)
    let nothing: String? = nil
    let row = try #require(try await desk.store.read { try $0.row("SELECT \(moment), \(nothing), \(true)") })
    #expect(try row.date(0) == moment && row.textIfAny(1) == nil && row.flag(2))
  }

  @Test func `refuses a text that SQLite would cut at a NUL`() async throws {
    let desk = try await OpenDesk()
    await #expect(throws: Query.HoldsNUL.self) {
      try await desk.store.read { try $0.row("SELECT \("a\u{0}b")") }
    }
    await #expect(throws: Query.HoldsNUL.self) {
      try await desk.store.write { try $0.run("UPDATE adviser SET name = \("a\u{0}b")") }
    }
  }
}

@Suite struct `A row` {
  @Test func `that holds something else than it should is never passed over`() async throws {
    let desk = try await OpenDesk()
    let row = try #require(
      try await desk.store.read { try $0.row("SELECT 'x', 1, NULL, 'purple', '{'", of: "things") })
    #expect(throws: Row.Unreadable(table: "things", column: 0)) { try row.integer(0) }
    #expect(throws: Row.Unreadable(table: "things", column: 2)) { try row.text(2) }
    #expect(throws: Row.Unreadable(table: "things", column: 3)) { try row.value(3, as: Urgency.self) }
    #expect(throws: Row.Unreadable(table: "things", column: 4)) { try row.json(4, as: [String].self) }
    #expect(throws: Row.Unreadable(table: "things", column: 5)) { try row.text(5) }
  }
}

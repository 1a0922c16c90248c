import Desk
import Foundation
import Routing
import Storage
import Testing

@Suite struct `Somebody whom nobody calls` {
  private static let ilinca = RoutingDesk.adviser("ilinca", RoutingDesk.ro)

  private func inbox(_ desk: RoutingDesk) async throws -> [String] {
    _ = try await desk.matcher.escalate()
    return try await desk.store.read { try Inbox.open(limit: 99, in: $0) }.map { "\($0.kind.rawValue): \($0.subject)" }
  }

  @Test func `gets an interpreter when nobody who speaks the language will be in, and then the coordinator`()
    async throws
  {
    let desk = try await RoutingDesk([Self.ilinca])
    try await desk.receive()
    desk.clock.move(by: 239 * 60)
    #expect(try await inbox(desk).isEmpty)
    desk.clock.move(by: 60)
    let needed = "interpreter_needed: pl, 2026-06-10 14:00, 2026-06-11 09:00, 2026-06-12 09:00"
    #expect(try await inbox(desk) == [needed])
    #expect(try await inbox(desk) == [needed])
    desk.clock.move(by: 20 * 3600)
    #expect(try await inbox(desk) == [needed, "promise_over: pl"])
  }

  @Test func `in danger gets one at once, at moments inside the window`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    let from = try #require(LocalTime("12:00"))
    let to = try #require(LocalTime("13:00"))
    let window = try #require(CallWindow(days: [.wed, .thu], from: from, to: to, zone: "Europe/Amsterdam"))
    try await desk.receive(urgency: .now, windows: [window])
    #expect(
      try await inbox(desk) == ["interpreter_needed: pl, 2026-06-10 12:00, 2026-06-11 12:00, 2026-06-17 12:00"])
  }

  @Test func `needs none while somebody who speaks a second language is in`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    try await desk.receive(also: [RoutingDesk.ro])
    desk.clock.move(by: 300 * 60)
    #expect(try await inbox(desk).isEmpty)
    desk.clock.move(by: 20 * 3600)
    #expect(try await inbox(desk) == ["promise_over: pl"])
  }

  @Test func `and was called once is nobody's alarm`() async throws {
    let polish = RoutingDesk.adviser("pavel", RoutingDesk.pl)
    let desk = try await RoutingDesk([polish])
    let id = try await desk.receive()
    _ = try await desk.store.change(id) { callback, writer in
      try callback.claim(by: polish, now: writer.now)
      try callback.attempt(.noAnswer, by: polish.id, epoch: nil, policy: RoutingDesk.rules.attempts, now: writer.now)
    }
    desk.clock.move(by: 40 * 3600)
    _ = try await desk.store.change(id) { callback, writer in callback.rest(now: writer.now) }
    #expect(try await inbox(desk).isEmpty)
  }
}

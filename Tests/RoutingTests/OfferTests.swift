import Desk
import Foundation
import Routing
import Storage
import Testing

@Suite struct `An offer` {
  private static let ilinca = RoutingDesk.adviser("ilinca", RoutingDesk.pl)
  private static let pavel = RoutingDesk.adviser("pavel", RoutingDesk.pl)

  private func desk() async throws -> RoutingDesk {
    let desk = try await RoutingDesk([Self.ilinca, Self.pavel])
    try await desk.say(.available, Self.ilinca, Self.pavel)
    return desk
  }

  private func step(_ desk: RoutingDesk) async throws { _ = try await desk.matcher.step() }

  @Test func `goes to who is there longest, and reserves for two minutes`() async throws {
    let desk = try await desk()
    let id = try await desk.receive()
    try await step(desk)
    #expect(try await desk.offered(id) == "ilinca")
    let until = desk.clock.now + 120
    await #expect(throws: Refusal.offered(to: Self.ilinca.id, until: until)) {
      try await desk.store.change(id) { callback, writer in try callback.claim(by: Self.pavel, now: writer.now) }
    }
    let taken = try await desk.matcher.next(for: try await desk.colleague(Self.ilinca))
    #expect(taken.id == id)
  }

  @Test func `is one for each adviser, and one for each callback`() async throws {
    let desk = try await desk()
    var ids: [ID<Callback>] = []
    for _ in 0..<3 { ids.append(try await desk.receive()) }
    try await step(desk)
    try await step(desk)
    var offered: [String?] = []
    for id in ids { offered.append(try await desk.offered(id)) }
    #expect(offered == ["ilinca", "pavel", nil])
  }

  @Test func `that is declined goes to the next one, with the reason in the trail; then to all`() async throws {
    let desk = try await desk()
    let id = try await desk.receive()
    try await step(desk)
    _ = try await desk.matcher.decline(id, by: Self.ilinca, reason: "in a meeting")
    try await step(desk)
    #expect(try await desk.offered(id) == "pavel")
    await #expect(throws: Refusal.notOffered) {
      try await desk.matcher.decline(id, by: Self.ilinca, reason: "again")
    }
    _ = try await desk.matcher.decline(id, by: Self.pavel, reason: "lunch")
    try await step(desk)
    #expect(try await desk.callback(id).state == .waiting)
    #expect(try await desk.matcher.queue(for: Self.ilinca, language: nil, limit: 9).callbacks.map(\.id) == [id])
    let notes = try await desk.store.read { try Trail.notes(of: id, in: $0).use { $0 } }
    #expect(notes == ["in a meeting", "lunch"])
  }

  @Test func `lapses, and who let it lapse is away until she says otherwise`() async throws {
    let desk = try await desk()
    let id = try await desk.receive()
    try await step(desk)
    let due = try await desk.matcher.step()
    #expect(due == desk.clock.now + 120)
    desk.clock.move(by: 120)
    try await step(desk)
    #expect(try await desk.offered(id) == "pavel")
    let ilinca = try await desk.store.read { try Advisers.find(Self.ilinca.id, in: $0) }
    #expect(ilinca?.presence(now: desk.clock.now) == .away)
  }

  @Test func `is taken back from who goes away, or takes another`() async throws {
    let desk = try await desk()
    let id = try await desk.receive()
    try await step(desk)
    try await desk.say(.away, Self.ilinca)
    try await step(desk)
    #expect(try await desk.offered(id) == "pavel")
    try await desk.say(.busy, Self.pavel)
    let other = try await desk.receive()
    try await desk.say(.available, Self.pavel)
    try await step(desk)
    #expect(try await desk.offered(id) == "pavel")
    _ = try await desk.store.change(other) { callback, writer in try callback.claim(by: Self.pavel, now: writer.now) }
    try await step(desk)
    #expect(try await desk.callback(id).state == .waiting)
  }

  @Test func `is not made to who didn't say she is there, has one in hand, or when the desk is closed`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    let id = try await desk.receive()
    try await step(desk)
    #expect(try await desk.offered(id) == nil)
    desk.clock.move(by: 8 * 3600)
    try await desk.say(.available, Self.ilinca)
    try await step(desk)
    #expect(try await desk.offered(id) == nil)
    desk.clock.move(by: 15 * 3600)
    try await desk.say(.available, Self.ilinca)
    let other = try await desk.receive()
    _ = try await desk.store.change(other) { callback, writer in try callback.claim(by: Self.ilinca, now: writer.now) }
    try await step(desk)
    #expect(try await desk.offered(id) == nil)
  }

  @Test func `survives the end of the process, and ends when it should`() async throws {
    let desk = try await desk()
    let id = try await desk.receive()
    try await step(desk)
    try desk.reopen()
    try await step(desk)
    #expect(try await desk.offered(id) == "ilinca")
    desk.clock.move(by: 120)
    try desk.reopen()
    try await step(desk)
    #expect(try await desk.offered(id) == "pavel")
    #expect(try await desk.store.read { try Trail.tells(try #require(try Callbacks.find(id, in: $0)), in: $0) })
  }

  @Test func `waits for the window to open`() async throws {
    let desk = try await desk()
    let from = try #require(LocalTime("12:00"))
    let to = try #require(LocalTime("13:00"))
    let window = try #require(CallWindow(days: RoutingDesk.week, from: from, to: to, zone: "Europe/Amsterdam"))
    let id = try await desk.receive(windows: [window])
    let due = try #require(try await desk.matcher.step())
    #expect(try await desk.offered(id) == nil)
    #expect(due == (try Date("2026-06-10T12:00:00+02:00", strategy: .iso8601)))
    desk.clock.move(by: due.timeIntervalSince(desk.clock.now))
    try await step(desk)
    #expect(try await desk.offered(id) == "ilinca")
  }

  @Test func `goes to who has had nothing in hand the longest`() async throws {
    let desk = try await desk()
    var taken: [String?] = []
    for _ in 0..<3 {
      let id = try await desk.receive()
      try await step(desk)
      let name = try #require(try await desk.offered(id))
      let adviser = name == "ilinca" ? Self.ilinca : Self.pavel
      _ = try await desk.store.change(id) { try $0.claim(by: adviser, now: $1.now) }
      _ = try await desk.store.change(id) { callback, writer in
        try callback.close(
          .noLongerNeeded, issue: .unknown, by: adviser.id, epoch: nil, policy: RoutingDesk.rules.attempts,
          now: writer.now)
      }
      desk.clock.move(by: 60)
      taken.append(name)
    }
    #expect(taken == ["ilinca", "pavel", "ilinca"])
  }

  @Test func `ends with her shift`() async throws {
    let desk = try await desk()
    desk.clock.move(by: 7 * 3600 + 29 * 60)
    let id = try await desk.receive()
    try await step(desk)
    let end = try Date("2026-06-10T17:30:00+02:00", strategy: .iso8601)
    #expect(try await desk.callback(id).state == .offered(to: Self.ilinca.id, until: end))
    desk.clock.move(by: end.timeIntervalSince(desk.clock.now))
    try await step(desk)
    #expect(try await desk.callback(id).state == .waiting)
    let ilinca = try await desk.store.read { try Advisers.find(Self.ilinca.id, in: $0) }
    #expect(ilinca?.said?.presence == .available)
  }

  /// Nothing happens at the desk meanwhile.
  @Test func `is made when a second language begins to count`() async throws {
    let desk = try await desk()
    let id = try await desk.receive(RoutingDesk.ro, also: [RoutingDesk.pl])
    let due = try #require(try await desk.matcher.step())
    #expect(try await desk.offered(id) == nil)
    desk.clock.move(by: due.timeIntervalSince(desk.clock.now))
    try await step(desk)
    #expect(try await desk.offered(id) == "ilinca")
    #expect(due == (try await desk.callback(id).waitingSince) + 240 * 60)
  }
}

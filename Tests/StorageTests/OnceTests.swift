import Desk
import Foundation
import Storage
import Testing

@Suite struct `A key that comes with a change` {
  private func claim(_ desk: OpenDesk, _ key: String, as caller: String = "ola", request: String = "claim") async throws
  {
    let once = Once(caller: caller, key: key, request: [request])
    _ = try await Once.$current.withValue(once) {
      try await desk.store.change(1) { callback, writer in
        try callback.note("once", by: OpenDesk.ilinca.id, epoch: nil, now: writer.now)
      }
    }
  }

  private func held() async throws -> OpenDesk {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    _ = try await desk.store.change(id) { try $0.claim(by: OpenDesk.ilinca, now: $1.now) }
    return desk
  }

  @Test func `is kept with it, and stops the second one before it does anything`() async throws {
    let desk = try await held()
    try await claim(desk, "a")
    var made = Once.Made()
    made.callback = 1
    made.version = 4
    await #expect(throws: Once.Refused.repeated(made)) { try await claim(desk, "a") }
    await #expect(throws: Once.Refused.otherRequest) { try await claim(desk, "a", request: "close") }
    #expect(try await desk.find(1).version == 4)
    try await claim(desk, "a", as: "pavel")
    try await claim(desk, "b")
    #expect(try await desk.find(1).version == 6)
  }

  @Test func `goes when the change is undone`() async throws {
    let desk = try await held()
    let once = Once(caller: "ola", key: "a", request: ["x"])
    await #expect(throws: Refusal.timeNeeded) {
      try await Once.$current.withValue(once) { try await desk.store.write { _ in throw Refusal.timeNeeded } }
    }
    #expect(try RawFile(desk.folder).integer("SELECT count(*) FROM once") == 0)
    try await claim(desk, "a")
  }

  /// A second turn would not be covered: a crash between the two would leave half of it done for good.
  @Test func `covers one turn of the writer, and no second`() async throws {
    let desk = try await held()
    let once = Once(caller: "ola", key: "a", request: ["x"])
    await #expect(throws: Once.Refused.secondTurn) {
      try await Once.$current.withValue(once) {
        try await desk.store.write { _ in }
        try await desk.store.write { _ in }
      }
    }
  }

  @Test func `is forgotten after two days, not sooner`() async throws {
    let desk = try await held()
    try await claim(desk, "a")
    desk.clock.move(by: Once.keptFor)
    try await claim(desk, "b")
    await #expect(throws: Once.Refused.self) { try await claim(desk, "a") }
    desk.clock.move(by: 1)
    try await claim(desk, "c")
    try await claim(desk, "a")
  }
}

@Suite struct `A callback at an earlier version` {
  @Test func `is as it was answered then`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let waiting = try await desk.find(id)
    let claimed = try await desk.store.change(id) { try $0.claim(by: OpenDesk.ilinca, now: $1.now) }.callback
    _ = try await desk.store.change(id) { try $0.set(.now, reason: "x", by: .desk, now: $1.now) }
    #expect(try await desk.store.read { try Callbacks.find(id, at: waiting.version, in: $0) } == waiting)
    #expect(try await desk.store.read { try Callbacks.find(id, at: claimed.version, in: $0)?.state } == claimed.state)
    #expect(try await desk.find(id).received.urgency == .now)
  }
}

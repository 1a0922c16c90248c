import Desk
import Foundation
import Storage
import Synchronization
import Testing

@Suite struct `A change` {
  @Test func `that is refused leaves nothing and arrives unchanged`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let before = try await desk.find(id)
    let raw = try RawFile(desk.folder)
    let events = try raw.integer("SELECT count(*) FROM event")
    await #expect(throws: Refusal.timeNeeded) {
      try await desk.store.change(id) { callback, writer in
        try callback.claim(by: OpenDesk.ilinca, now: writer.now)
        try Audit.write("reveal", of: "callback:1", by: .desk, outcome: "shown", in: writer)
        throw Refusal.timeNeeded
      }
    }
    #expect(try await desk.find(id) == before)
    #expect(try raw.integer("SELECT count(*) FROM event") == events)
    #expect(try raw.integer("SELECT count(*) FROM audit") == 0)
  }

  @Test func `of nothing is not found`() async throws {
    let desk = try await OpenDesk()
    await #expect(throws: Refusal.notFound) { try await desk.store.change(99) { _, _ in } }
  }

  @Test func `that changes nothing keeps the version`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let version = try await desk.find(id).version
    _ = try await desk.store.change(id) { _, _ in }
    #expect(try await desk.find(id).version == version)
  }

  @Test func `waits for the one before it, and sees what that did`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let store = try desk.store
    let turnstile = Turnstile()
    let first = Task.immediate {
      try await store.change(id) { callback, writer in
        turnstile.stop()
        try callback.claim(by: OpenDesk.ilinca, now: writer.now)
      }
    }
    await turnstile.someoneStands()
    let seen = Mutex<Callback.State?>(nil)
    let second = Task.immediate {
      try await store.change(id) { callback, writer in
        seen.withLock { $0 = callback.state }
        try callback.claim(by: OpenDesk.pavel, now: writer.now)
      }
    }
    turnstile.letGo()
    let until = desk.clock.now + Callback.lease
    #expect(try await first.value.callback.holder == OpenDesk.ilinca.id)
    await #expect(throws: Refusal.held(by: OpenDesk.ilinca.id, until: until)) { try await second.value }
    #expect(seen.withLock { $0 } == .claimed(by: OpenDesk.ilinca.id, until: until))
    let claims = try RawFile(desk.folder).integer("SELECT count(*) FROM event WHERE kind = 'claimed'")
    #expect(claims == 1)
  }

  @Test func `sees what its neighbour in the same transaction did`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let store = try desk.store
    let turnstile = Turnstile()
    let before = Task.immediate { try await store.write { _ in turnstile.stop() } }
    await turnstile.someoneStands()
    let claims = [OpenDesk.ilinca, OpenDesk.pavel].map { adviser in
      Task.immediate { try await store.change(id) { try $0.claim(by: adviser, now: $1.now) }.callback }
    }
    turnstile.letGo()
    try await before.value
    #expect(try await claims[0].value.epoch == 1)
    await #expect(throws: Refusal.held(by: OpenDesk.ilinca.id, until: desk.clock.now + Callback.lease)) {
      try await claims[1].value
    }
    #expect(try await desk.find(id).holder == OpenDesk.ilinca.id)
  }

  @Test func `conflicts when the row moved on between loading and saving`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let before = try await desk.find(id)
    await #expect(throws: StoreFault.conflict) {
      try await desk.store.change(id) { callback, writer in
        try callback.claim(by: OpenDesk.ilinca, now: writer.now)
        try writer.run("UPDATE callback SET version = version + 1 WHERE id = \(id)")
      }
    }
    #expect(try await desk.find(id) == before)
  }

  @Test func `keeps every other connection out from loading to saving`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    let folder = desk.folder
    _ = try await desk.store.change(id) { callback, writer in
      let raw = try RawFile(folder)
      let refusal = try raw.refusal(of: "UPDATE callback SET version = version + 1")
      #expect(refusal?.hasPrefix("5 ") == true)
      try callback.claim(by: OpenDesk.ilinca, now: writer.now)
    }
    #expect(try await desk.find(id).holder == OpenDesk.ilinca.id)
  }

  @Test func `is numbered strictly upwards in the trail, over all callbacks and starts`() async throws {
    let desk = try await OpenDesk()
    for _ in 0..<3 {
      let id = try await desk.receive()
      _ = try await desk.store.change(id) { try $0.claim(by: OpenDesk.ilinca, now: $1.now) }
      do {
        _ = try await desk.store.change(id) { callback, _ in
          callback.hear(now: .distantFuture)
          throw Refusal.notAllowed
        }
      } catch Refusal.notAllowed {}
      try desk.reopen()
    }
    let raw = try RawFile(desk.folder)
    let rows = try raw.integers("SELECT seq FROM event ORDER BY callback, version")
    #expect(rows == rows.sorted() && Set(rows).count == 9)
  }

  @Test func `is told to who listens, after the commit`() async throws {
    let desk = try await OpenDesk()
    var signals = try desk.store.commits().makeAsyncIterator()
    let id = try await desk.receive()
    #expect(await signals.next() != nil)
    #expect(try RawFile(desk.folder).integer("SELECT count(*) FROM callback WHERE id = \(id)") == 1)
  }
}

import Desk
import Foundation
import GRDB
import Synchronization
import Testing

@testable import Storage

@Suite struct `A group of turns` {
  /// What waits while the writer is parked goes into one transaction.
  private func together(
    _ desk: OpenDesk, _ turns: [@Sendable (Writer) throws -> Void]
  ) async throws -> [Task<Void, any Error>] {
    let store = try desk.store
    let turnstile = Turnstile()
    let before = Task.immediate { try await store.write { _ in turnstile.stop() } }
    await turnstile.someoneStands()
    let tasks = turns.map { turn in Task.immediate { try await store.write { try turn($0) } } }
    turnstile.letGo()
    try await before.value
    return tasks
  }

  private static func note(_ number: UInt8) -> @Sendable (Writer) throws -> Void {
    { writer in _ = try Seen.note(Data(repeating: number, count: 16), in: writer) }
  }

  private func seen(_ desk: OpenDesk) throws -> [Int] {
    try RawFile(desk.folder).integers("SELECT instr(hex(hash), '0') FROM seen ORDER BY hash")
  }

  @Test func `is one transaction`() async throws {
    let desk = try await OpenDesk()
    let folder = desk.folder
    let tasks = try await together(
      desk,
      [
        Self.note(1),
        { writer in
          let (inside, outside) = (
            try writer.row("SELECT count(*) FROM seen")?.integer(0),
            try RawFile(folder).integer("SELECT count(*) FROM seen")
          )
          #expect(inside == 1 && outside == 0)
        },
      ])
    for task in tasks { try await task.value }
    #expect(try seen(desk).count == 1)
  }

  @Test func `on a disk that fills up is undone whole, whatever was caught inside it`() async throws {
    let desk = try await OpenDesk()
    let tasks = try await together(
      desk,
      [
        Self.note(1),
        { writer in
          try Self.note(2)(writer)
          // The file may not grow any more.
          _ = try writer.rows("PRAGMA max_page_count = 1")
          do {
            try writer.attempt {
              for _ in 0..<50 {
                try Receipts.keep(Data(count: 100_000), channel: .whatsapp, account: "main", in: writer)
              }
            }
          } catch {
            #expect(!writer.mayGoOn(after: error))
            throw error
          }
        },
        Self.note(3),
      ])
    for task in tasks { await #expect(throws: StoreFault.unavailable) { try await task.value } }
    #expect(try seen(desk).isEmpty)
    try await desk.store.write { writer in _ = try writer.rows("PRAGMA max_page_count = 1000000") }
    try await desk.store.write { try Self.note(4)($0) }
    #expect(try seen(desk).count == 1)
  }

  @Test func `loses the one that throws, and none of its neighbours`() async throws {
    let desk = try await OpenDesk()
    let tasks = try await together(
      desk,
      [
        Self.note(1),
        { writer in
          try Self.note(2)(writer)
          throw Refusal.closed
        },
        { writer in
          try Self.note(3)(writer)
          try writer.run("INSERT INTO seen (hash) VALUES (\(Data([1])))")
        },
        Self.note(4),
      ])
    try await tasks[0].value
    await #expect(throws: Refusal.closed) { try await tasks[1].value }
    await #expect(throws: DatabaseError.self) { try await tasks[2].value }
    try await tasks[3].value
    let raw = try RawFile(desk.folder)
    #expect(try raw.integer("SELECT count(*) FROM seen") == 2)
    #expect(
      try raw.integer("SELECT count(*) FROM seen WHERE hex(hash) LIKE '02%' OR hex(hash) LIKE '03%'") == 0)
  }

  @Test func `whose commit fails is acknowledged to nobody`() async throws {
    let desk = try await OpenDesk()
    let tasks = try await together(
      desk,
      [
        Self.note(1),
        { writer in
          // Checked at the commit only.
          try writer.run("PRAGMA defer_foreign_keys = ON")
          try writer.run("INSERT INTO reference (number, callback) VALUES (12345674, 999)")
        },
      ])
    for task in tasks { await #expect(throws: StoreFault.unavailable) { try await task.value } }
    #expect(try seen(desk).isEmpty)
    try await desk.store.write { try Self.note(5)($0) }
    #expect(try seen(desk).count == 1)
  }

  @Test func `that meets a failing disk is the last, and what waits is not acknowledged`() async throws {
    let desk = try await OpenDesk()
    let store = try desk.store
    let signals = store.commits()
    let turnstile = Turnstile()
    let failing = Task.immediate {
      try await store.write { writer in
        turnstile.stop()
        try Self.note(1)(writer)
        throw DatabaseError(resultCode: .SQLITE_IOERR)
      }
    }
    await turnstile.someoneStands()
    let waiting = Task.immediate { try await store.write { try Self.note(2)($0) } }
    turnstile.letGo()
    await #expect(throws: StoreFault.broken) { try await failing.value }
    await #expect(throws: StoreFault.broken) { try await waiting.value }
    await #expect(throws: StoreFault.broken) { try await store.write { try Self.note(3)($0) } }
    #expect(store.isBroken)
    for await _ in signals {}
    #expect(try seen(desk).isEmpty)
  }

  @Test func `is answered after the commit, not before`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "group-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let pool = try DatabasePool(path: folder.appending(path: "balie.sqlite").path)
    try Schema.migrator.migrate(pool)
    let order = Mutex<[String]>([])
    let (done, finished) = AsyncStream.makeStream(of: Void.self)
    let group = GroupCommit(
      pool: pool, vault: try Vault(masterKey: OpenDesk.masterKey), clock: { .distantPast },
      committed: {
        order.withLock { $0.append("told") }
        finished.yield()
      }, broke: {})
    let turnstile = Turnstile()
    group.submit(
      .init(
        run: { _ in
          turnstile.stop()
          return {}
        }, fail: { _ in }))
    await turnstile.someoneStands()
    for number in UInt8(1)...2 {
      group.submit(
        .init(
          run: { writer in
            order.withLock { $0.append("ran") }
            try Self.note(number)(writer)
            return {
              let there = (try? RawFile(folder).integer("SELECT count(*) FROM seen")) ?? -1
              order.withLock { $0.append("answered with \(there) on the disk") }
            }
          }, fail: { _ in order.withLock { $0.append("failed") } }))
    }
    turnstile.letGo()
    var groups = 0
    for await _ in done {
      groups += 1
      if groups == 2 { break }
    }
    #expect(
      order.withLock { $0 } == [
        "told", "ran", "ran", "answered with 2 on the disk", "answered with 2 on the disk", "told",
      ])
    try pool.close()
  }
}

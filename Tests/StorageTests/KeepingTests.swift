import Desk
import Foundation
import Storage
import Testing

@Suite struct `A receipt` {
  @Test func `is kept whole until it is read, and then neither key nor bytes remain`() async throws {
    let desk = try await OpenDesk()
    let body = Data((0...255).map { UInt8($0) })
    try await desk.store.write { try Receipts.keep(body, channel: .whatsapp, account: "main", in: $0) }
    try desk.reopen()
    let receipt = try #require(try await desk.store.read { try Receipts.unread(limit: 9, in: $0) }.first)
    #expect(receipt.account == "main" && receipt.receivedAt == desk.clock.now)
    let read = try await desk.store.read { try Receipts.open(receipt.id, in: $0).use { $0 } }
    #expect(read == body)

    try await desk.store.write { try Receipts.finish(receipt.id, in: $0) }
    let raw = try RawFile(desk.folder)
    #expect(try raw.integer("SELECT count(*) FROM wrappedKey WHERE owner = 'receipt'") == 0)
    #expect(try raw.integer("SELECT count(*) FROM receipt WHERE sealed IS NULL AND state = 'read'") == 1)
    #expect(try await desk.store.read { try Receipts.unread(limit: 9, in: $0) }.isEmpty)
    await #expect(throws: Vault.Fault.keyIsGone) {
      try await desk.store.read { try Receipts.open(receipt.id, in: $0).use { $0 } }
    }
  }
}

@Suite struct `A message's id` {
  @Test func `is noted once, for ever, per number of the desk`() async throws {
    let desk = try await OpenDesk()
    func note(_ desk: OpenDesk, _ parts: (String, String)) async throws -> Bool {
      try await desk.store.write { writer in
        try Seen.note(writer.vault.duplicateHash("whatsapp", parts.0, parts.1), in: writer)
      }
    }
    #expect(try await note(desk, ("1", "wamid.a")))
    #expect(try await !note(desk, ("1", "wamid.a")))
    #expect(try await note(desk, ("2", "wamid.a")))
    #expect(try await note(desk, ("1w", "amid.a")))
    try desk.reopen()
    #expect(try await !note(desk, ("1", "wamid.a")))
  }
}

@Suite struct `The inbox` {
  private func put(_ desk: OpenDesk, _ subject: String, callback: ID<Callback>? = nil, content: String? = nil)
    async throws
  {
    try await desk.store.write {
      try Inbox.put(
        .unreadMessage, subject: subject, callback: callback, channel: .whatsapp, account: "main",
        content: content,
        in: $0)
    }
  }

  @Test func `counts what repeats, and keeps apart what holds something of its own`() async throws {
    let desk = try await OpenDesk()
    let one = try await desk.receive()
    let other = try await desk.receive()
    try await put(desk, "image", callback: one)
    desk.clock.move(by: 60)
    try await put(desk, "image", callback: one)
    try await put(desk, "image", callback: other)
    try await put(desk, "audio", callback: one)
    try await put(desk, "stray", content: "first")
    try await put(desk, "stray", content: "second")
    let items = try await desk.store.read { try Inbox.open(limit: 9, in: $0) }
    #expect(items.map(\.count) == [2, 1, 1, 1, 1])
    #expect(items[0].lastAt == items[0].firstAt + 60)
    #expect(try await desk.store.read { try Inbox.count(in: $0) } == 5)
  }

  @Test func `is finished once, and what comes after is a new item`() async throws {
    let desk = try await OpenDesk()
    try await put(desk, "image")
    let item = try #require(try await desk.store.read { try Inbox.open(limit: 9, in: $0) }.first)
    try await desk.store.write { try Inbox.finish(item.id, by: OpenDesk.ilinca.id, in: $0) }
    await #expect(throws: Refusal.notFound) {
      try await desk.store.write { try Inbox.finish(item.id, by: OpenDesk.ilinca.id, in: $0) }
    }
    try await put(desk, "image")
    let items = try await desk.store.read { try Inbox.open(limit: 9, in: $0) }
    #expect(items.count == 1 && items[0].id != item.id)
  }
}

@Suite struct `What must leave` {
  private func write(_ desk: OpenDesk, to id: ID<Callback>) async throws {
    try await desk.store.write {
      try Dispatches.write(
        .init(to: "+1", text: "t"), channel: .whatsapp, account: "main", callback: id, in: $0)
    }
  }

  private func due(_ desk: OpenDesk) async throws -> [Int64] {
    try await desk.store.read { try Dispatches.due(by: $0.now, limit: 8, in: $0) }.map(\.id.rawValue)
  }

  private func settle(_ desk: OpenDesk, _ id: ID<Dispatch>, _ result: Dispatch.Result?) async throws {
    try await desk.store.write { writer in
      guard var dispatch = try Dispatches.find(id, in: writer) else { return }
      dispatch.begin(now: writer.now)
      if let result { dispatch.finish(result, now: writer.now) }
      try Dispatches.save(dispatch, in: writer)
    }
  }

  @Test func `leaves in order per person`() async throws {
    let desk = try await OpenDesk()
    let one = try await desk.receive()
    let other = try await desk.receive()
    for id in [one, one, other] { try await write(desk, to: id) }
    #expect(try await due(desk) == [1, 3])
    try await settle(desk, 1, nil)
    #expect(try await due(desk) == [3])
    try await settle(desk, 1, .accepted)
    #expect(Set(try await due(desk)) == [2, 3])
  }

  @Test func `is next due when the first of a person is, not when those behind it were written`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive()
    try await write(desk, to: id)
    try await write(desk, to: id)
    let start = desk.clock.now
    try await settle(desk, 1, .tryAgain(reason: "131000", notBefore: nil))
    #expect(try await due(desk).isEmpty)
    #expect(try await desk.store.read { try Dispatches.nextDue(in: $0) } == start + 5)
    desk.clock.move(by: 5)
    #expect(try await due(desk) == [1])
  }

  @Test(arguments: [
    Dispatch.Result.accepted, .refused(reason: "131047"), .unknown, .tryAgain(reason: "4", notBefore: nil),
  ])
  func `comes back from the file as it was`(result: Dispatch.Result) async throws {
    let desk = try await OpenDesk()
    try await write(desk, to: try await desk.receive())
    try await settle(desk, 1, result)
    var told = Dispatch(
      id: 1, callback: 1, channel: .whatsapp, account: "main", state: .waiting(until: desk.clock.now),
      attempts: 0)
    told.begin(now: desk.clock.now)
    told.finish(result, now: desk.clock.now)
    try desk.reopen()
    let found = try await desk.store.read { try Dispatches.find(1, in: $0) }
    #expect(found == told)
  }
}

@Suite struct `A token` {
  @Test func `is found by its hash until it is revoked`() async throws {
    let desk = try await OpenDesk()
    let hash = Data(repeating: 1, count: 32)
    let bearer = Tokens.Bearer.adviser(OpenDesk.ilinca.id, .adviser)
    try await desk.store.write { try Tokens.insert(hash: hash, bearer, in: $0) }
    #expect(try await desk.store.read { try Tokens.find(hash: hash, in: $0) } == bearer)
    #expect(try await desk.store.read { try Tokens.find(hash: Data(repeating: 2, count: 32), in: $0) } == nil)
    try RawFile(desk.folder).run("UPDATE token SET revokedAt = 1")
    #expect(try await desk.store.read { try Tokens.find(hash: hash, in: $0) } == nil)
  }
}

@Suite struct `A phone number` {
  @Test func `finds the open callback of its door`() async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive(phone: "+31612345678")
    func find(_ phone: String, _ channel: Channel = .whatsapp) async throws -> ID<Callback>? {
      try await desk.store.read { try Clients.openCallback(withPhone: phone, channel: channel, in: $0) }
    }
    #expect(try await find("+31612345678") == id)
    #expect(try await find("+31612345679") == nil)
    #expect(try await find("+31612345678", .form) == nil)
    _ = try await desk.store.change(id) { callback, writer in
      try callback.claim(by: OpenDesk.ilinca, now: writer.now)
      try callback.close(
        .withdrawn, issue: nil, by: OpenDesk.ilinca.id, epoch: 1, policy: AttemptPolicy(zone: .gmt),
        now: writer.now)
    }
    #expect(try await find("+31612345678") == nil)
  }
}

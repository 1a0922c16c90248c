import Desk
import Foundation
import Storage
import Testing

@Suite struct `What is sealed` {
  /// Everything a person could be known by, in every place that keeps it.
  private func fill(_ desk: OpenDesk) async throws -> ID<Callback> {
    let id = try await desk.receive(name: "Canaryname", phone: "+31600000042", text: "canarytext żółw")
    _ = try await desk.store.change(id) { callback, writer in
      try callback.claim(by: OpenDesk.ilinca, now: writer.now)
      try callback.note("canarynote", by: OpenDesk.ilinca.id, epoch: 1, now: writer.now)
    }
    try await desk.store.write { writer in
      try Threads.begin(
        channel: .whatsapp, account: "main", sender: "+31600000042", callback: id,
        conversation: Conversation(),
        heardAt: writer.now, in: writer)
      try Dispatches.write(
        .init(to: "+31600000042", text: "canaryletter"), channel: .whatsapp, account: "main", callback: id,
        in: writer)
      try Inbox.put(
        .unreadMessage, subject: "image", callback: id, channel: .whatsapp, account: "main",
        content: "canarycaption",
        in: writer)
      try Inbox.put(
        .unrouted, subject: "phone_number_id", channel: .whatsapp, account: "main", content: "canarystray",
        in: writer)
      try Receipts.keep(Data("canaryreceipt".utf8), channel: .whatsapp, account: "main", in: writer)
      _ = try Seen.note(writer.vault.duplicateHash("whatsapp", "desk", "wamid.canaryid"), in: writer)
    }
    return id
  }

  @Test func `stands nowhere in the files, in no encoding`() async throws {
    let desk = try await OpenDesk()
    _ = try await fill(desk)
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
    #expect(names.contains("balie.sqlite-wal"))
    let bytes = try names.reduce(Data()) { try $0 + Data(contentsOf: desk.folder.appending(path: $1)) }
    #expect(bytes.range(of: Data("needs_language".utf8)) != nil)
    #expect(bytes.range(of: Data("languageKnown".utf8)) != nil)
    for canary in [
      "Canaryname", "600000042", "canarytext", "żółw", "canarynote", "canaryletter", "canarycaption",
      "canarystray",
      "canaryreceipt", "canaryid",
    ] {
      for form in Self.forms(canary) { #expect(bytes.range(of: form) == nil, "\(canary)") }
    }
  }

  /// As it may stand in bytes: plain, UTF-16 both ways, hex, and base64 at each of its three alignments.
  private static func forms(_ text: String) -> [Data] {
    let plain = Data(text.utf8)
    let hex = plain.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let base64 = (0..<3).map { shift -> Data in
      let whole = (Data(count: shift) + plain).base64EncodedString()
      // The first and last groups depend on what stands beside it.
      return Data(whole.dropFirst(shift == 0 ? 0 : 4).dropLast(4).utf8)
    }
    let wide = [String.Encoding.utf16LittleEndian, .utf16BigEndian].compactMap { text.data(using: $0) }
    return [plain, Data(text.lowercased().utf8), Data(hex.utf8), Data(hex.uppercased().utf8)] + wide + base64
  }

  @Test func `opens again where it was sealed`() async throws {
    let desk = try await OpenDesk()
    let id = try await fill(desk)
    let notes = try await desk.store.read { try Trail.notes(of: id, in: $0).use { $0 } }
    #expect(notes == ["canarynote"])
    let found = try await desk.store.read { reader in
      try Threads.find(channel: .whatsapp, account: "main", sender: "+31600000042", in: reader)?.callback
    }
    #expect(found == id)
    let stranger = try await desk.store.read { reader in
      try Threads.find(channel: .whatsapp, account: "main", sender: "+31600000043", in: reader) == nil
    }
    #expect(stranger)
    let letter = try await desk.store.read { reader in
      let due = try Dispatches.due(by: reader.now, limit: 8, in: reader)
      return try due.map { try Dispatches.open($0, in: reader).use { $0.text } }
    }
    #expect(letter == ["canaryletter"])
    let contents = try await desk.store.read { reader in
      try Inbox.open(limit: 9, in: reader).map { try Inbox.content(of: $0, in: reader).use { $0 } }
    }
    #expect(contents == [["canarycaption"], ["canarystray"]])
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `has lengths in steps of 256 bytes`() async throws {
    let desk = try await OpenDesk()
    for length in [0, 1, 150, 5000] { try await desk.receive(text: String(repeating: "x", count: length)) }
    let lengths = try RawFile(desk.folder).integers(
      "SELECT length(sealed) FROM message UNION ALL SELECT length(sealed) FROM client")
    // Format, algorithm, nonce and tag are 30.
    #expect(lengths.allSatisfy { ($0 - 30).isMultiple(of: 256) } && Set(lengths).count > 1)
  }

  @Test(arguments: [
    "NUL \u{0} and after", "escape \u{1B}[2J", "'; DROP TABLE callback; --", "🇵🇱 żółw \u{202E}",
  ])
  func `comes back as it was, to the last control character`(text: String) async throws {
    let desk = try await OpenDesk()
    let id = try await desk.receive(text: text)
    let read = try await desk.store.read { reader in
      try Messages.open(of: id, in: reader).use { $0.map(\.message.text) }
    }
    #expect(read == [text])
  }

  @Test(arguments: [
    // The same table, two callbacks.
    swap("client", "callback = 1", "client", "callback = 2"), swap("message", "id = 1", "message", "id = 3"),
    swap("thread", "id = 1", "thread", "id = 2"), swap("dispatch", "id = 1", "dispatch", "id = 2"),
    swap("inbox", "id = 1", "inbox", "id = 2"),
    // The same callback, two rows; two tables.
    swap("message", "id = 1", "message", "id = 2"), swap("client", "callback = 1", "message", "id = 1"),
    swap("dispatch", "id = 1", "thread", "id = 1"),
    swap("event", "kind = 'noted' AND callback = 1", "event", "kind = 'noted' AND callback = 2"),
    // One bit; nothing.
    [
      "UPDATE client SET sealed = CAST(substr(sealed, 1, 40) || x'2A2A' || substr(sealed, 43) AS BLOB) WHERE callback = 1"
    ],
    ["UPDATE message SET sealed = x'' WHERE id = 1"],
    ["UPDATE message SET sealed = substr(sealed, 1, 40) WHERE id = 1"],
    // A key of somebody else; no key; no client.
    [
      "CREATE TEMP TABLE held AS SELECT wrapped FROM wrappedKey WHERE owner = 'callback' AND id = 1",
      "UPDATE wrappedKey SET wrapped = (SELECT wrapped FROM wrappedKey WHERE owner = 'callback' AND id = 2) "
        + "WHERE owner = 'callback' AND id = 1",
      "UPDATE wrappedKey SET wrapped = (SELECT wrapped FROM held) WHERE owner = 'callback' AND id = 2",
    ],
    ["DELETE FROM wrappedKey WHERE owner = 'callback' AND id = 1"], ["DELETE FROM client WHERE callback = 1"],
  ])
  func `and moved, changed or without its key is found`(changes: [String]) async throws {
    let desk = try await OpenDesk()
    for name in ["Zofia", "Iwona"] {
      let id = try await desk.receive(name: name)
      _ = try await desk.store.change(id) { callback, writer in
        try callback.claim(by: OpenDesk.ilinca, now: writer.now)
        try callback.note("a note", by: OpenDesk.ilinca.id, epoch: 1, now: writer.now)
        try Messages.append(Message(kind: "text", text: "second"), to: id, at: writer.now, in: writer)
        try Threads.begin(
          channel: .whatsapp, account: "main", sender: name, callback: id, conversation: Conversation(),
          heardAt: writer.now, in: writer)
        try Dispatches.write(
          .init(to: name, text: "a letter"), channel: .whatsapp, account: "main", callback: id, in: writer)
        try Inbox.put(
          .unreadMessage, subject: "image", callback: id, channel: .whatsapp, account: "main", content: "raw",
          in: writer)
      }
    }
    #expect(try await desk.integrity().isWhole)
    let raw = try RawFile(desk.folder)
    try raw.run("DROP TRIGGER eventIsNotChanged")
    for change in changes { try raw.run(change) }
    let found = try await desk.integrity()
    #expect(found.callbacksNotOpened.contains(1) && !found.isWhole)
    #expect(found.callbacksNotAsTold.isEmpty && found.callbacks == 2)
  }

  @Test func `of nobody's callback is looked at too`() async throws {
    let desk = try await OpenDesk()
    _ = try await fill(desk)
    let raw = try RawFile(desk.folder)
    try raw.run("DELETE FROM wrappedKey WHERE owner = 'receipt'")
    try raw.run("UPDATE inbox SET sealed = x'0101' WHERE callback IS NULL")
    let found = try await desk.integrity()
    #expect(found.othersNotOpened == ["inbox 2", "receipt 1"] && found.callbacksNotOpened.isEmpty)
    #expect(!found.isWhole)
  }
}

/// The statements that exchange two seals.
private func swap(_ one: String, _ where1: String, _ other: String, _ where2: String) -> [String] {
  [
    "CREATE TEMP TABLE held AS SELECT sealed FROM \(one) WHERE \(where1)",
    "UPDATE \(one) SET sealed = (SELECT sealed FROM \(other) WHERE \(where2)) WHERE \(where1)",
    "UPDATE \(other) SET sealed = (SELECT sealed FROM held) WHERE \(where2)",
  ]
}

@Suite struct `A look at the whole` {
  @Test(arguments: [
    "waitingSince = waitingSince - 1", "receivedAt = receivedAt + 1", "person = 9", "urgency = 'now'",
    "language = 'bg'", "epoch = 9", "version = version + 1", "reference = '1234-5674'", "account = 'second'",
    "channel = 'form'", "issue = 'debt'", "alsoSpeaks = '[\"ro\"]'", "referredBy = 'somebody'",
    "attempts = '[{\"at\":1,\"result\":\"busy\"}]'", "state = 'claimed', holder = 'pavel', leaseUntil = 1",
    "state = 'needs_number', askedAt = 1, hasNumber = 0",
  ])
  func `finds a column that no event tells of`(change: String) async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    let second = try await desk.receive()
    #expect(try await desk.integrity().isWhole)
    try RawFile(desk.folder).run("UPDATE callback SET \(change) WHERE id = \(second)")
    let found = try await desk.integrity()
    #expect(found.callbacksNotAsTold == [second] && !found.isWhole && found.callbacksNotOpened.isEmpty)
  }

  @Test func `finds a reference to nothing`() async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    try RawFile(desk.folder).withoutForeignKeys("INSERT INTO reference VALUES (12345674, 99)")
    let found = try await desk.integrity()
    #expect(found.brokenReferences == 1 && !found.isWhole)
  }
}

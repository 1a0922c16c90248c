import Desk
import Foundation
import Intake
import Storage
import Testing

@Suite struct `What comes more than once` {
  private let body = Payload.messages(Payload.text("polski", id: "1"))

  private func expectOne(_ desk: IntakeDesk, messages: Int = 1) async throws {
    let callback = try await desk.callback()
    #expect(callback.state == .waiting)
    #expect(try await desk.messages().count == messages)
    #expect(try await desk.letters().count == 1)
    #expect(try await desk.inbox() == [])
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `the same body, is one callback`() async throws {
    let desk = try await IntakeDesk()
    for _ in 0..<3 { try await desk.keep(body) }
    try await desk.read()
    try await desk.take(body)
    try await expectOne(desk)
  }

  @Test func `the same message in two batches, is one`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(Payload.messages(Payload.text("polski", id: "1"), Payload.text("polski", id: "1")))
    try await desk.take(Payload.messages(Payload.text("jestem tu", id: "2"), Payload.text("polski", id: "1")))
    try await expectOne(desk, messages: 2)
  }

  @Test func `years later, is known`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(body)
    desk.move(by: 3 * 365 * 24 * 3600)
    try desk.restart()
    try await desk.take(body)
    try await expectOne(desk)
  }

  @Test func `at the same time, is one callback`() async throws {
    let desk = try await IntakeDesk()
    let receiver = try desk.receiver
    let data = Data(body.utf8)
    let signature = IntakeDesk.signature(data)
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask { try await receiver.receive(data, signature: signature, account: "main") }
      }
      try await group.waitForAll()
    }
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 { group.addTask { try await receiver.step() } }
      try await group.waitForAll()
    }
    try await expectOne(desk)
  }
}

@Suite struct `Several messages of one person` {
  @Test func `are one callback, with the first one's clock`() async throws {
    let desk = try await IntakeDesk()
    let start = desk.now - 30
    try await desk.take(
      Payload.messages(
        Payload.text("dzień dobry", at: start), Payload.text("szef nie płaci", at: start + 2),
        Payload.text("polski", at: start + 5)))
    let callback = try await desk.callback()
    #expect(callback.waitingSince == start && callback.state == .waiting)
    #expect(try await desk.messages().map(\.text) == ["dzień dobry", "szef nie płaci", "polski"])
    #expect(callback.language?.code == "pl")
  }

  @Test func `out of order are one callback too`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(Payload.messages(Payload.text("polski", at: desk.now - 10)))
    try await desk.take(Payload.messages(Payload.text("dzień dobry", at: desk.now - 60)))
    #expect(try await desk.callback().state == .waiting)
    #expect(try await desk.messages().count == 2)
    #expect(try await desk.letters().count == 1)
  }

  @Test func `and those of another are two`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski", from: "48511000001")
    try await desk.take(texts: "polski", from: "48511000002")
    #expect(try await desk.callbacks().count == 2)
  }
}

@Suite struct `A process that ends` {
  @Test func `between keeping and reading loses nothing`() async throws {
    let desk = try await IntakeDesk()
    for number in 1...3 {
      try await desk.keep(Payload.messages(Payload.text("polski", from: "4851100000\(number)")))
    }
    try desk.restart()
    #expect(try await desk.unread() == 3)
    try await desk.read()
    #expect(try await desk.callbacks().count == 3)
    #expect(try await desk.unread() == 0)
  }

  /// The end of the receipt is never written: the worst moment to end.
  @Test func `within a thousand items doubles none of them`() async throws {
    let desk = try await IntakeDesk()
    let messages = (0..<1000).map { number -> String in
      switch number % 100 {
      case 97: Payload.message(#""type":"reaction","reaction":{"emoji":"x"}"#, id: "\(number)")
      case 98: "\(number)"
      case 99:
        Payload.message(
          #""type":"audio","audio":{"id":"1"}"#, id: "\(number)", from: "\(48_511_000_000 + number)")
      default: Payload.text("polski", from: "\(48_511_000_000 + number)")
      }
    }
    try await desk.keep(Payload.delivery(Payload.value(messages: messages)))
    try await desk.store.write { writer in
      try writer.run("CREATE TABLE kept AS SELECT * FROM receipt")
      try writer.run("CREATE TABLE keptKey AS SELECT * FROM wrappedKey WHERE owner = 'receipt'")
    }
    try await desk.read()
    let inbox = try await desk.inbox()
    #expect(try await desk.callbacks().count == 980)
    #expect(inbox.count == 30)

    try await desk.store.write { writer in
      try writer.run("UPDATE receipt SET state = 'unread', sealed = (SELECT sealed FROM kept)")
      try writer.run("INSERT INTO wrappedKey SELECT * FROM keptKey")
    }
    try desk.restart()
    try await desk.read()
    #expect(try await desk.unread() == 0)
    #expect(try await desk.callbacks().count == 980)
    #expect(try await desk.letters().count == 980)
    #expect(try await desk.inbox() == inbox)
    #expect(try await desk.integrity().isWhole)
  }
}

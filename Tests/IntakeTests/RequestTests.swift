import Desk
import Foundation
import Storage
import Testing

@testable import Intake

@Suite struct `A whole request` {
  private func request(_ phone: String = "06 12345678", language: String = "ro", message: String = "")
    -> Request
  {
    Request(channel: .form, account: "site", name: "Ion", phone: phone, language: language, message: message)
  }

  @Test func `waits at once, with a reference to say`() async throws {
    let desk = try await IntakeDesk()
    let taken = try await desk.door.take(request(message: "Nu am primit salariul"), by: .client)
    #expect(taken.callback.state == .waiting && taken.callback.language?.code == "ro")
    #expect(Reference(taken.reference.text) == taken.reference)
    #expect(taken.callback == (try await desk.callback()))
    #expect(try await desk.client() == Client(name: "Ion", phone: "+31612345678", phoneIsValid: true))
    #expect(try await desk.messages().map(\.text) == ["Nu am primit salariul"])
    #expect(try await desk.integrity().isWhole)
  }

  @Test(arguments: [
    ("", "xx", "nonsense", [Request.Fault.phoneMissing, .languageNotOffered, .issueUnknown]),
    ("112", "ro", "", [.phoneImpossible]), ("call me", "ro", "", [.phoneImpossible]),
    ("0612345678", "fr", "", [.languageNotOffered]), ("0612345678", "ro", "employment", [.issueUnknown]),
    ("+31612345678", "RO", "", [.languageNotOffered]),
  ])
  func `that is wrong says everything that is`(
    phone: String, language: String, issue: String, faults: [Request.Fault]
  )
    async throws
  {
    let desk = try await IntakeDesk()
    var request = request(phone, language: language)
    request.issue = issue
    await #expect(throws: Request.Faults(faults: faults)) { try await desk.door.take(request, by: .client) }
    #expect(try await desk.callbacks().isEmpty)
  }

  @Test func `of one who waits already joins, under a reference of its own`() async throws {
    let desk = try await IntakeDesk()
    let first = try await desk.door.take(request(message: "unu"), by: .client)
    desk.move(by: 600)
    let second = try await desk.door.take(request("+31 6 1234 5678", message: "doi"), by: .client)
    #expect(second.callback.id == first.callback.id && second.reference != first.reference)
    #expect(second.callback.waitingSince == IntakeDesk.wednesday)
    #expect(try await desk.messages().map(\.text) == ["unu", "doi"])
    let aliases = try await desk.store.read { reader in
      try reader.rows("SELECT number FROM reference WHERE callback = 1").map { try $0.integer(0) }
    }
    #expect(Set(aliases) == [first.reference.number, second.reference.number])
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `joins none of another door, another number or a closed one`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski", from: "31612345678")
    let form = try await desk.door.take(request(), by: .client)
    let other = try await desk.door.take(request("06 12345679"), by: .client)
    #expect(Set([1, form.callback.id, other.callback.id]).count == 3)
    _ = try await desk.store.change(form.callback.id) { [policy = desk.rules.attempts] callback, writer in
      try callback.claim(by: IntakeDesk.ilinca, now: writer.now)
      try callback.close(
        .withdrawn, issue: nil, by: IntakeDesk.ilinca.id, epoch: 1, policy: policy, now: writer.now)
    }
    let again = try await desk.door.take(request(), by: .client)
    #expect(
      again.callback.id != form.callback.id && again.callback.received.person != form.callback.received.person
    )
  }
}

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

  @Test func `that comes again and says otherwise overwrites nothing and loses nothing`() async throws {
    let desk = try await IntakeDesk()
    _ = try await desk.door.take(request(), by: .client)
    var second = request(language: "pl", message: "tylko po 17")
    second.name = "Jan"
    second.issue = "family.violence"
    let from = try #require(LocalTime("17:00"))
    let to = try #require(LocalTime("20:00"))
    let evening = try #require(CallWindow(days: [.mon], from: from, to: to, zone: "Europe/Amsterdam"))
    second.windows = [evening]
    let taken = try await desk.door.take(second, by: .client)
    #expect(taken.callback.language?.code == "ro" && taken.callback.received.windows.isEmpty)
    #expect(
      try await desk.messages().map(\.text) == [
        "tylko po 17", "name: Jan\nlanguage: pl\nissue: family.violence\nwindow: mon 17:00-20:00",
      ])
    #expect(try await desk.client().name == "Ion")
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

@Suite struct `Correcting a callback` {
  private let coordinator = Correction.Editor(
    adviser: "agnieszka".asAdviser, isCoordinator: true, actor: .adviser("agnieszka".asAdviser), maySee: { _ in true })
  private let colleague = Correction.Editor(
    adviser: "bartosz".asAdviser, isCoordinator: false, actor: .adviser("bartosz".asAdviser), maySee: { _ in true })

  /// Held by Ilinca.
  private func held() async throws -> (IntakeDesk, ID<Callback>) {
    let desk = try await IntakeDesk()
    let taken = try await desk.door.take(
      Request(channel: .form, account: "site", phone: "06 12345678", language: "ro"), by: .client)
    _ = try await desk.store.change(taken.callback.id) { try $0.claim(by: IntakeDesk.ilinca, now: $1.now) }
    return (desk, taken.callback.id)
  }

  @Test func `gives a number to somebody whose number was wrong, whatever door it came by`() async throws {
    let (desk, id) = try await held()
    _ = try await desk.store.change(id) { [policy = desk.rules.attempts] callback, writer in
      try callback.attempt(
        .numberInvalid, by: IntakeDesk.ilinca.id, epoch: 1, policy: policy, now: writer.now)
    }
    #expect(try await desk.callback().state.name == "needs_number")
    let mended = try await desk.door.correct(id, Correction(number: "0031 6 87654321"), version: nil, by: colleague)
    #expect(mended.state == .waiting && mended.hasNumber)
    #expect(try await desk.client().phone == "+31687654321")
    let notes = try await desk.store.read { try Trail.notes(of: id, in: $0).use { $0 } }
    #expect(notes == ["earlier number: +31612345678"])
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `is the holder's, or a coordinator's`() async throws {
    let (desk, id) = try await held()
    await #expect {
      _ = try await desk.door.correct(id, Correction(language: "pl"), version: nil, by: colleague)
    } throws: { ($0 as? Refusal)?.isHeld == true }
    let changed = try await desk.door.correct(id, Correction(language: "pl"), version: nil, by: coordinator)
    #expect(changed.language?.code == "pl" && changed.holder == IntakeDesk.ilinca.id)
  }

  @Test func `is nobody's business while a number that works waits, but a coordinator's`() async throws {
    let (desk, id) = try await held()
    _ = try await desk.store.change(id) { try $0.release(by: IntakeDesk.ilinca, epoch: 1, now: $1.now) }
    await #expect(throws: Refusal.notHolder) {
      try await desk.door.correct(id, Correction(number: "0031 6 87654321"), version: nil, by: colleague)
    }
    #expect(try await desk.client().phone == "+31612345678")
  }

  @Test func `says what else it is about, each once`() async throws {
    let (desk, id) = try await held()
    let changed = try await desk.door.correct(
      id, Correction(issue: "employment.wages", alsoIssues: ["debt", "tax"]), version: nil, by: coordinator)
    #expect(changed.issue.code == "employment.wages" && changed.alsoIssues.map(\.code) == ["debt", "tax"])
    for wrong in [["debt", "debt"], ["nonsense"], ["unknown"]] {
      await #expect(throws: Refusal.invalid(field: "alsoIssues")) {
        _ = try await desk.door.correct(id, Correction(alsoIssues: wrong), version: nil, by: coordinator)
      }
    }
    #expect(try await desk.callback().alsoIssues.count == 2)
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `takes neither a language that isn't offered nor a number that nobody has`() async throws {
    let (desk, id) = try await held()
    await #expect(throws: Refusal.invalid(field: "language")) {
      try await desk.door.correct(id, Correction(language: "fr"), version: nil, by: coordinator)
    }
    await #expect(throws: Refusal.invalid(field: "number")) {
      try await desk.door.correct(id, Correction(number: "112"), version: nil, by: coordinator)
    }
  }
}

extension String {
  fileprivate var asAdviser: AdviserID { AdviserID(self) }
}

extension Refusal {
  fileprivate var isHeld: Bool { if case .held = self { true } else { false } }
}

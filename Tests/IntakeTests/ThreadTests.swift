import Desk
import Foundation
import Intake
import Storage
import Testing
import Words

@Suite struct `A thread` {
  private func claim(_ desk: IntakeDesk) async throws {
    _ = try await desk.store.change(1) { try $0.claim(by: IntakeDesk.ilinca, now: $1.now) }
  }

  @Test func `that names a language waits, and is told so in it once`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    #expect(try await desk.callback().state == .waiting)
    #expect(
      try await desk.letters()
        == [
          .init(
            to: "+48511223344", text: "Dostaliśmy wiadomość. Zadzwoni doradca prawny, który mówi po polsku.")
        ])
    try await desk.take(texts: "szef nie płaci", "jest tam kto?")
    #expect(try await desk.letters().count == 1)
  }

  @Test func `that names none is asked, with the menu, and "3" is an answer to it`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "hello")
    #expect(try await desk.callback().state == .needsLanguage(asked: desk.now))
    let asked = try #require(try await desk.letters().first?.text)
    #expect(asked.contains(desk.phrases.text(.whichLanguage, in: "en")))
    #expect(asked.contains("1. Polski\n") && asked.hasSuffix("12. Nederlands"))
    try await desk.take(texts: "3")
    #expect(try await desk.callback().state == .waiting)
    #expect(try await desk.callback().language?.code == "bg")
    #expect(try await desk.letters().last?.text == desk.phrases.text(.messageReceived, in: "bg"))
  }

  @Test func `that begins with "3" is asked all the same`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "3")
    #expect(try await desk.callback().state == .needsLanguage(asked: desk.now))
    #expect(try await desk.callback().language == nil)
    #expect(try await desk.letters().count == 1)
  }

  @Test func `is asked in English and in the language of its number's country`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "?")
    try await desk.take(texts: "?", from: "447911123456")
    let letters = try await desk.letters().map(\.text)
    #expect(letters[0].hasPrefix(desk.phrases.text(.whichLanguage, in: "pl")))
    #expect(letters[0].contains(desk.phrases.text(.whichLanguage, in: "en")))
    #expect(letters[1].hasPrefix(desk.phrases.text(.whichLanguage, in: "en")))
    #expect(!letters[1].contains(desk.phrases.text(.whichLanguage, in: "pl")))
  }

  @Test func `is asked twice at most`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "a", "b", "c", "d")
    #expect(try await desk.letters().count == 2)
    #expect(try await desk.messages().count == 4)
  }

  @Test func `in a language that isn't offered is told so`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "Français")
    #expect(try await desk.callback().state == .needsLanguage(asked: desk.now))
    #expect(
      try await desk.letters().first?.text.contains(desk.phrases.text(.languageNotOffered, in: "en")) == true)
  }

  @Test func `that changes its language is told so in the new one`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski", "ελληνικά")
    #expect(try await desk.callback().language?.code == "el")
    #expect(try await desk.letters().last?.text == desk.phrases.text(.messageReceived, in: "el"))
  }

  @Test func `opens its closed callback again, with its place and a new word to the person`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    try await claim(desk)
    _ = try await desk.store.change(1) { [policy = desk.rules.attempts] callback, writer in
      try callback.close(
        .noLongerNeeded, issue: nil, by: IntakeDesk.ilinca.id, epoch: 1, policy: policy, now: writer.now)
    }
    desk.move(by: 30 * 24 * 3600)
    try desk.restart()
    try await desk.take(texts: "znowu to samo")
    #expect(try await desk.callback().state == .waiting)
    #expect(try await desk.callback().waitingSince == IntakeDesk.wednesday)
    #expect(try await desk.letters().count == 2)
  }

  @Test func `leaves a claimed callback with its holder`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    try await claim(desk)
    try await desk.take(texts: "szef nie płaci")
    #expect(try await desk.callback().holder == IntakeDesk.ilinca.id)
  }

  @Test func `whose language proved wrong is asked again`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    try await claim(desk)
    _ = try await desk.store.change(1) { [policy = desk.rules.attempts] callback, writer in
      try callback.attempt(
        .languageMismatch, by: IntakeDesk.ilinca.id, epoch: 1, policy: policy, now: writer.now)
    }
    try await desk.take(texts: "halo")
    #expect(try await desk.letters().last?.text.contains(desk.phrases.text(.whichLanguage, in: "pl")) == true)
    try await desk.take(texts: "5")
    #expect(try await desk.callback().language?.code == "uk")
    #expect(try await desk.callback().state == .waiting)
  }
}

@Suite struct `A status` {
  private func dispatch(_ desk: IntakeDesk) async throws -> Dispatch? {
    try await desk.store.read { try Dispatches.find(1, in: $0) }
  }

  @Test func `finds its dispatch, and shows a failure once`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    let failed = Payload.delivery(
      Payload.status("failed", of: 1, others: #","errors":[{"code":131026,"title":"Message undeliverable"}]"#)
    )
    try await desk.take(failed)
    #expect(try await dispatch(desk)?.state == .failed(reason: "131026"))
    try await desk.take(failed)
    #expect(try await desk.inbox() == ["failed_send 131026"])
  }

  @Test func `in any order leaves the furthest`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    for status in ["read", "sent", "failed", "delivered", "deleted"] {
      try await desk.take(Payload.delivery(Payload.status(status, of: 1)))
    }
    #expect(try await dispatch(desk)?.delivery == .read)
    #expect(try await dispatch(desk)?.state == .sent(at: desk.now))
    #expect(try await desk.inbox() == [])
  }

  @Test func `beside a message loses neither`() async throws {
    let desk = try await IntakeDesk()
    try await desk.take(texts: "polski")
    let both = Payload.value(
      messages: [Payload.text("polski", from: "48511000009")],
      others: #","statuses":[{"id":"wamid.o","status":"delivered","biz_opaque_callback_data":"balie-1"}]"#)
    try await desk.take(Payload.delivery(both))
    #expect(try await desk.callbacks().count == 2)
    #expect(try await dispatch(desk)?.delivery == .delivered)
  }
}

@Suite struct `A question of the desk` {
  @Test func `that nobody answers for two desk hours is a person's, once`() async throws {
    let desk = try await IntakeDesk()
    let unanswered = Unanswered(store: try desk.store, rules: desk.rules)
    // Wednesday, ten o'clock; and at a quarter to five, when three quarters of an hour of the day are left.
    try await desk.take(texts: "hello")
    desk.move(by: 2 * 3600 - 1)
    _ = try await unanswered.step()
    #expect(try await desk.inbox() == [])
    desk.move(by: 1)
    _ = try await unanswered.step()
    #expect(try await desk.inbox() == ["no_answer needs_language"])
    _ = try await unanswered.step()
    let items = try await desk.store.read { try Inbox.open(limit: 9, in: $0) }
    #expect(items.map(\.count) == [1])

    desk.move(by: 4 * 3600 + 45 * 60)
    try await desk.take(texts: "hello", from: "48511000002")
    desk.move(by: 16 * 3600 + 15 * 60)
    _ = try await unanswered.step()
    #expect(try await desk.inbox().count == 1)
    desk.move(by: 75 * 60)
    _ = try await unanswered.step()
    #expect(try await desk.inbox().count == 2)
  }

  @Test func `that was answered is nobody's`() async throws {
    let desk = try await IntakeDesk()
    let unanswered = Unanswered(store: try desk.store, rules: desk.rules)
    try await desk.take(texts: "hello", "polski")
    desk.move(by: 5 * 3600)
    _ = try await unanswered.step()
    #expect(try await desk.inbox() == [])
  }
}

import Desk
import Foundation
import Intake
import Storage
import Testing
import Words

@Suite struct `In danger while nobody can call` {
  private static let taken = "dzień dobry, szef zabrał nam paszporty i nie oddaje"
  /// To three in the night of Thursday.
  private static let toNight: TimeInterval = 17 * 3600

  private func alarms(_ desk: IntakeDesk) async throws -> [(alarm: Alarm, ways: [Channel])] {
    try await desk.store.read { reader in
      try Alarms.between(.distantPast, .distantFuture, in: reader).map {
        ($0.alarm, $0.dispatches.map(\.dispatch.channel))
      }
    }
  }

  @Test func `is told whom else to phone before anything else, and once`() async throws {
    let desk = try await IntakeDesk()
    desk.move(by: Self.toNight)
    try await desk.take(texts: Self.taken, "proszę o pomoc")
    let letters = try await desk.letters().map(\.text)
    #expect(letters.count == 2)
    #expect(letters[0].hasPrefix("Czy jest Pan/Pani teraz w niebezpieczeństwie? Proszę dzwonić pod 112"))
    #expect(letters[0].contains("11.06.2026 09:00") && letters[0].contains("0800-2000 Veilig Thuis: przemoc w domu"))
    #expect(letters[1].hasPrefix("Dostaliśmy wiadomość"))
    desk.move(by: 24 * 3600)
    try await desk.take(texts: "jestem dalej zamknięty")
    #expect(try await desk.letters().map(\.text)[2].contains("112"))
  }

  @Test(arguments: [
    ("pl", "szef zabrał nam paszporty i nie oddaje"), ("ro", "șeful ne-a luat pașapoartele și nu ni le dă înapoi"),
    ("bg", "шефът ни взе паспортите и не ги връща"), ("tr", "patron pasaportlarımızı aldı ve geri vermiyor"),
    ("uk", "начальник забрав наші паспорти і не віддає"), ("ru", "начальник забрал наши паспорта и не отдаёт"),
    ("de", "der Chef hat unsere Pässe weggenommen und gibt sie nicht zurück"),
    ("el", "ο εργοδότης μας πήρε τα διαβατήρια και μας απειλεί"),
    ("en", "the boss took our passports and does not give them back"),
    ("hu", "a főnök elvette az útlevelünket és nem adja vissza"),
    ("es", "el jefe nos quitó los pasaportes y no los devuelve"),
    ("nl", "de baas heeft onze paspoorten afgepakt en geeft ze niet terug"),
  ])
  func `is told so in each language of the desk`(code: String, message: String) async throws {
    let desk = try await IntakeDesk()
    desk.move(by: Self.toNight)
    try await desk.take(texts: message)
    let first = try #require(try await desk.letters().first?.text)
    #expect(first.hasPrefix(desk.phrases.text(.emergency, in: code)) && first.contains("0800-2000"), "\(first)")
    #expect(try await desk.callback().language?.code == code)
  }

  @Test func `by day is told nothing of it when somebody is in who speaks the language`() async throws {
    let desk = try await IntakeDesk()
    try await desk.store.write { try Advisers.say(.available, IntakeDesk.ilinca.id, in: $0) }
    desk.move(by: 1)
    try await desk.take(texts: Self.taken)
    #expect(try await desk.letters().map(\.text).allSatisfy { !$0.contains("112") })
    _ = try await desk.alarming(nil).step()
    #expect(try await alarms(desk).isEmpty)
    // She goes home, and nobody called.
    try await desk.store.write { try Advisers.say(.away, IntakeDesk.ilinca.id, in: $0) }
    desk.move(by: 1)
    _ = try await desk.alarming(nil).step()
    #expect(try await desk.letters().last?.text.contains("0900-8844") == true)
    #expect(try await alarms(desk).map(\.alarm.reason) == [.nobodyIn])
  }

  @Test func `in words of no clear language is told in those it may be, and again in her own`() async throws {
    let desk = try await IntakeDesk()
    desk.move(by: Self.toNight)
    try await desk.take(texts: "HELP, boss took passport", from: "40722000111")
    let first = try await desk.letters().map(\.text)
    try #require(try await desk.callback().received.urgency == .now)
    #expect(first[0].contains("Sunteți în pericol") && first[0].contains("Are you in danger now?"))
    #expect(first[1].contains("Which language"))
    try await desk.take(texts: "български", from: "40722000111")
    let then = try await desk.letters().map(\.text)
    #expect(then[2].contains("112") && then[2].contains("насилие у дома"))
    #expect(then.count == 4)
  }

  @Test func `alarms who is on call by every way, once, over a restart`() async throws {
    let desk = try await IntakeDesk()
    desk.move(by: Self.toNight)
    try await desk.take(texts: Self.taken)
    let onCall = OnCall(
      who: "Agnieszka",
      ways: [
        .command(["/bin/true"]), .mail("night@desk.invalid"),
        .whatsapp(to: "+31612345678", account: "main", template: .init(name: "alarm", language: "nl")),
      ])
    _ = try await desk.alarming(onCall).step()
    try desk.restart()
    _ = try await desk.alarming(onCall).step()
    let all = try await alarms(desk)
    #expect(all.map(\.ways) == [[.command, .mail, .whatsapp]])
    #expect(all.map(\.alarm.who) == ["Agnieszka"] && all.map(\.alarm.reason) == [.closed])
    let texts = try await desk.store.read { reader in
      let dispatches = try Alarms.between(.distantPast, .distantFuture, in: reader)[0].dispatches.map(\.dispatch)
      let page = try Dispatches.open(dispatches[0], as: Alarms.Page.self, in: reader).use { "\($0)" }
      let mail = try Dispatches.open(dispatches[1], as: Dispatches.Mail.self, in: reader).use { $0.subject + $0.text }
      let letter = try Dispatches.open(dispatches[2], in: reader).use { "\($0)" }
      return [page, mail, letter]
    }
    for text in texts { #expect(!text.contains("paszporty") && !text.contains(Payload.person), "\(text)") }
    #expect(texts[1].contains("balie claim 1") && texts[1].contains("taal: pl"))
    #expect(try await desk.inbox().isEmpty)
    // The next night, still uncalled: once more.
    desk.move(by: 24 * 3600)
    _ = try await desk.alarming(onCall).step()
    #expect(try await alarms(desk).count == 2)
    #expect(try await desk.integrity().isWhole)
  }

  @Test func `stands in the inbox when nobody is on call`() async throws {
    let desk = try await IntakeDesk()
    desk.move(by: Self.toNight)
    try await desk.take(texts: Self.taken)
    _ = try await desk.alarming(nil).step()
    _ = try await desk.alarming(nil).step()
    #expect(try await desk.inbox() == ["nobody_on_call closed"])
    #expect(try await alarms(desk).map(\.alarm.who) == [nil])
  }

  @Test func `is nobody's alarm once called, claimed or no danger any more`() async throws {
    let desk = try await IntakeDesk()
    desk.move(by: Self.toNight)
    try await desk.take(texts: Self.taken)
    _ = try await desk.store.change(1) { callback, writer in
      try callback.set(.normal, reason: "spoke with her", by: .adviser(IntakeDesk.ilinca.id), now: writer.now)
    }
    _ = try await desk.alarming(nil).step()
    #expect(try await alarms(desk).isEmpty)
    _ = try await desk.store.change(1) { callback, writer in
      try callback.set(.now, reason: "no", by: .adviser(IntakeDesk.ilinca.id), now: writer.now)
      try callback.claim(by: IntakeDesk.ilinca, now: writer.now)
    }
    _ = try await desk.alarming(nil).step()
    #expect(try await alarms(desk).isEmpty)
  }
}

import Access
import Desk
import Foundation
import Referring
import Storage
import Testing

@Suite struct `Referring a person` {
  @Test func `takes a yes, for this partner and these fields`() async throws {
    let desk = try await ReferringDesk()
    await #expect(throws: Refusal.consentMissing(PartnerID("fairwork"), ReferringDesk.asked)) {
      try await desk.refer(to: "fairwork", consent: nil)
    }
    _ = try await desk.liaison.consent(
      1, to: PartnerID("fairwork"), [.name, .need], ReferringDesk.spoken, by: ReferringDesk.ilinca, epoch: nil)
    await #expect(throws: Refusal.consentMissing(PartnerID("fairwork"), [.phone])) {
      try await desk.refer(to: "fairwork", consent: nil)
    }
    await #expect(throws: Refusal.consentMissing(PartnerID("barka"), [.need])) {
      try await desk.refer(to: "barka", [.need], consent: nil)
    }
    #expect(try await desk.refer(to: "fairwork", [.name], consent: nil).requested.fields == [.name])
    #expect(try await desk.mails().count == 1)
    #expect(try await desk.isWhole())
  }

  @Test func `leaves nothing behind when it is refused`() async throws {
    let desk = try await ReferringDesk()
    await #expect(throws: Refusal.nothingToShare(.wishes)) {
      try await desk.refer(to: "fairwork", [.name, .wishes])
    }
    await #expect(throws: Refusal.invalid(field: "partner")) { try await desk.refer(to: "nobody") }
    #expect(try await desk.store.read { try Consents.all(of: 1, in: $0) }.isEmpty)
    #expect(try await desk.mails().isEmpty)
  }

  @Test func `is for the holder`() async throws {
    let desk = try await ReferringDesk()
    let colleague = Adviser(
      id: AdviserID("pavel"), name: "Pavel", role: .adviser, languages: ReferringDesk.ilinca.languages, specialisms: [],
      roster: ReferringDesk.ilinca.roster)
    await #expect {
      try await desk.liaison.refer(
        1, .init(partner: PartnerID("fairwork"), fields: [.name], said: [:], consent: ReferringDesk.spoken),
        by: colleague, epoch: nil)
    } throws: { error in
      if case .held(let holder, _)? = error as? Refusal { holder == ReferringDesk.ilinca.id } else { false }
    }
    await #expect {
      try await desk.liaison.refer(
        1, .init(partner: PartnerID("fairwork"), fields: [.name], said: [:], consent: ReferringDesk.spoken),
        by: ReferringDesk.ilinca, epoch: 7)
    } throws: { error in
      if case .staleEpoch(present: 1, _)? = error as? Refusal { true } else { false }
    }
  }

  @Test func `by mail says nothing of the person`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let mail = try #require(try await desk.mails().first)
    #expect(mail.to == "fairwork@partner.invalid")
    for word in ["Jan", "Kowalski", "511223341", "a bed", "pl-1"] {
      #expect(!(mail.subject + mail.text).contains(word))
    }
    #expect(mail.text.contains("2026-06-12"))
  }

  @Test func `by webhook sends the agreed fields and no other`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name, .need])
    let body = try #require(try await desk.webhooks().first)
    #expect(body.contains(#""shared":{"name":"Jan Kowalski","need":"a bed"}"#))
    #expect(body.contains(#""type":"referral.requested""#))
    #expect(!body.contains("511223341"))
  }

  @Test func `that a partner's system took has been received`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    _ = try await desk.liaison.step()
    #expect(try await desk.referral().state == .requested)
    try await desk.send()
    _ = try await desk.liaison.step()
    #expect(try await desk.referral().state == .received)
    #expect(try await desk.isWhole())
  }
}

@Suite struct `A yes that is taken back` {
  @Test func `stops what hasn't left`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    let revoked = try await desk.liaison.withdraw(1, from: PartnerID("barka"), by: try await desk.caller())
    #expect(revoked.map(\.state) == [.revoked])
    #expect(try await desk.webhooks().isEmpty)
    await #expect(throws: Refusal.consentMissing(PartnerID("barka"), [.name])) {
      try await desk.refer(to: "barka", [.name], consent: nil)
    }
    #expect(try await desk.isWhole())
  }

  @Test func `is told to a partner that was asked already`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.send()
    _ = try await desk.liaison.withdraw(1, from: PartnerID("barka"), by: try await desk.caller())
    let body = try #require(try await desk.webhooks().first)
    #expect(body.contains(#""type":"referral.revoked""#))
    #expect(!body.contains("Jan"))
  }

  @Test func `closes the link`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let token = try await desk.token()
    try await desk.send()
    _ = try await desk.liaison.withdraw(1, from: PartnerID("fairwork"), by: try await desk.caller())
    #expect(try await desk.links.look(token) == .gone)
    #expect(try await desk.links.sendCode(token) == .gone)
    #expect(try await desk.links.answer(token, .accepted, remark: nil) == .gone)
    await #expect(throws: Refusal.referralEnded("revoked")) {
      try await desk.reveal.referral(1, to: PartnerID("fairwork")) { _, _ in true }
    }
  }

  @Test func `is refused when there was none`() async throws {
    let desk = try await ReferringDesk()
    let caller = try await desk.caller()
    await #expect(throws: Refusal.consentMissing(PartnerID("barka"), [])) {
      try await desk.liaison.withdraw(1, from: PartnerID("barka"), by: caller)
    }
  }
}

@Suite struct `A partner that says nothing` {
  private static let twoDays: TimeInterval = 2 * 86_400 + 8 * 3600

  @Test func `is asked again with a new link, then a colleague is told`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    let first = try await desk.token()
    try await desk.send()
    desk.move(by: Self.twoDays)
    _ = try await desk.liaison.step()
    let second = try await desk.token()
    #expect(second != first)
    #expect(try await desk.links.look(second) == .waiting(codeIsOut: false, answers: Referral.State.requested.answers))
    try await desk.send()
    _ = try await desk.liaison.step()
    #expect(try await desk.mails().isEmpty)
    desk.move(by: 2 * Self.twoDays)
    _ = try await desk.liaison.step()
    _ = try await desk.liaison.step()
    #expect(try await desk.inbox() == ["partner_silent: fairwork"])
    #expect(try await desk.isWhole())
  }
}

@Suite struct `Who referred a person here` {
  @Test(arguments: [Consent.Feedback.handled, .outcome])
  func `is told what was agreed, once`(feedback: Consent.Feedback) async throws {
    let desk = try await ReferringDesk()
    try await owe(feedback, at: desk)
    _ = try await desk.liaison.step()
    #expect(try await desk.mails().isEmpty)
    try await close(at: desk)
    _ = try await desk.liaison.step()
    _ = try await desk.liaison.step()
    let mail = try #require(try await desk.mails().first)
    #expect(try await desk.mails().count == 1)
    #expect(mail.to == "back@partner.invalid")
    #expect(mail.text.contains("withdrawn") == (feedback == .outcome))
    for word in ["Jan", "511223341", "employment"] { #expect(!(mail.subject + mail.text).contains(word)) }
    #expect(try await desk.isWhole())
  }

  @Test func `is told nothing when the person changed their mind`() async throws {
    let desk = try await ReferringDesk()
    try await owe(.outcome, at: desk)
    _ = try await desk.liaison.withdraw(1, from: PartnerID("fairwork"), by: try await desk.caller())
    try await close(at: desk)
    _ = try await desk.liaison.step()
    #expect(try await desk.mails().isEmpty)
  }

  private func owe(_ feedback: Consent.Feedback, at desk: ReferringDesk) async throws {
    _ = try await desk.store.change(1) { callback, writer in
      let given = Consent.Given(
        partner: PartnerID("fairwork"), fields: [], wording: "w", language: ReferringDesk.pl, way: .referrer,
        feedback: feedback)
      let consent = try Consents.insert(given, of: 1, by: .desk, in: writer)
      callback.consent(consent.id, given, by: .desk, now: writer.now)
      try Feedbacks.owe(
        feedback, to: PartnerID("fairwork"), under: consent.id, reference: callback.received.reference, of: 1,
        in: writer)
    }
  }

  private func close(at desk: ReferringDesk) async throws {
    _ = try await desk.store.change(1) { callback, writer in
      try callback.close(
        .withdrawn, issue: IssueCode("employment.wages"), by: ReferringDesk.ilinca.id, epoch: nil,
        policy: AttemptPolicy(zone: ReferringDesk.zone), now: writer.now)
    }
  }
}

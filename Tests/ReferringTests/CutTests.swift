import Access
import Desk
import Foundation
import Referring
import Storage
import Testing

@Suite struct `Nothing leaves under a yes that was taken back` {
  /// The courier's own rule, whatever the state it finds a dispatch in.
  private func mayLeave(_ id: ID<Dispatch>, at desk: ReferringDesk) async throws -> Bool {
    try await desk.store.read { reader in
      try Dispatches.mayLeave(try #require(try Dispatches.find(id, in: reader)), in: reader)
    }
  }

  @Test func `not even what was being sent and is tried again`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    try await desk.store.write { writer in
      var dispatch = try #require(try Dispatches.find(1, in: writer))
      dispatch.begin(now: writer.now)
      try Dispatches.save(dispatch, in: writer)
    }
    #expect(try await mayLeave(1, at: desk))
    _ = try await desk.liaison.withdraw(1, from: PartnerID("barka"), by: try await desk.caller())
    try await desk.store.write { writer in
      var dispatch = try #require(try Dispatches.find(1, in: writer))
      dispatch.finish(.unknown, now: writer.now)
      try Dispatches.save(dispatch, in: writer)
    }
    #expect(try await !mayLeave(1, at: desk))
    #expect(try await mayLeave(2, at: desk), "the word that it is over")
  }

  @Test func `nor when a colleague took the referral back`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    let caller = try await desk.caller()
    for _ in 0..<2 { _ = try await desk.liaison.move(1, to: .revoked, remark: nil, by: caller) }
    #expect(try await !mayLeave(1, at: desk))
    #expect(try await desk.webhooks().isEmpty, "it never left, so nobody is told")
  }

  @Test func `nor a word to who referred the person here`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.store.change(1) { callback, writer in
      let given = Consent.Given(
        partner: PartnerID("fairwork"), fields: [], wording: "w", language: ReferringDesk.pl, way: .referrer,
        feedback: .handled)
      let consent = try Consents.insert(given, of: 1, by: .desk, in: writer)
      callback.consent(consent.id, given, by: .desk, now: writer.now)
      try Feedbacks.owe(
        .handled, to: PartnerID("fairwork"), under: consent.id, reference: callback.received.reference, of: 1,
        in: writer)
      try callback.close(
        .withdrawn, issue: IssueCode("employment.wages"), by: ReferringDesk.ilinca.id, epoch: nil,
        policy: AttemptPolicy(zone: ReferringDesk.zone), now: writer.now)
    }
    _ = try await desk.liaison.step()
    #expect(try await mayLeave(1, at: desk))
    _ = try await desk.liaison.withdraw(1, from: PartnerID("fairwork"), by: try await desk.caller())
    #expect(try await desk.mails().isEmpty)
    #expect(try await !mayLeave(1, at: desk))
  }

  @Test func `and a partner who is phoned is a colleague's to tell`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "police")
    _ = try await desk.liaison.withdraw(1, from: PartnerID("police"), by: try await desk.caller())
    #expect(try await desk.inbox() == ["call_partner: referral 1 is revoked"])
  }
}

@Suite struct `A handover` {
  @Test func `that names a field twice shares it once`() async throws {
    let desk = try await ReferringDesk()
    #expect(try await desk.refer(to: "barka", [.name, .need, .name]).requested.fields == [.name, .need])
  }

  @Test func `doesn't lose words for a field that isn't shared`() async throws {
    let desk = try await ReferringDesk()
    let handover = Liaison.Handover(
      partner: PartnerID("barka"), fields: [.name], said: [.summary: "wants a lawyer"], consent: ReferringDesk.spoken)
    await #expect(throws: Refusal.notShared(.summary)) {
      try await desk.liaison.refer(1, handover, by: ReferringDesk.ilinca, epoch: nil)
    }
  }

  @Test func `to a partner that has the person already is refused until that is over`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "barka", [.name])
    await #expect(throws: Refusal.referredAlready(1)) { try await desk.refer(to: "barka", [.name]) }
    _ = try await desk.partners.answer(1, .declined(.noCapacity), remark: nil, from: PartnerID("barka"))
    #expect(try await desk.refer(to: "barka", [.name]).id == 2)
  }
}

@Suite struct `One partner that can't be reached` {
  @Test func `keeps no other from being reminded`() async throws {
    let desk = try await ReferringDesk()
    _ = try await desk.refer(to: "fairwork")
    _ = try await desk.refer(to: "barka", [.name])
    _ = try await desk.store.write { writer in
      try writer.run("UPDATE partner SET secrets = NULL WHERE id = 'barka'")
    }
    desk.move(by: 3 * 86_400)
    _ = try await desk.liaison.step()
    #expect(try await desk.inbox() == ["partner_silent: barka"])
    #expect(try await desk.referral(1).reminders == 1)
  }
}

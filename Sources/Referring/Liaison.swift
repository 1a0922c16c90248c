import Access
import Desk
import Foundation
import Storage

/// Station 4: from a person's yes to what a partner made of it.
package struct Liaison: Sendable {
  let store: Store
  let letters: Letters
  let days: WorkingDays

  /// - Parameter letters: nil addresses in them mean that mail can't go out.
  package init(store: Store, letters: Letters, zone: TimeZone) {
    self.store = store
    self.letters = letters
    days = WorkingDays(zone: zone)
  }

  /// Hands a person to a partner: consent, what is shared, the referral and the letter are one transaction.
  /// - Throws: `.notHolder` and the like for everybody but the holder; `.consentMissing`, `.nothingToShare`,
  ///   `.partnerSuspended`, `.partnerNotReachable`; `.invalid` for a partner that isn't in the directory.
  package func refer(_ id: ID<Callback>, _ handover: Handover, by adviser: Adviser, epoch: Int?) async throws
    -> Referral
  {
    try await store.write { writer in
      let partner = try Self.partner(handover.partner, in: writer)
      let actor = Actor.adviser(adviser.id)
      let (callback, consent) = try Callbacks.change(id, in: writer) { callback, writer in
        guard adviser.maySee(callback) else { throw Refusal.notFound }
        try callback.isHeld(by: adviser.id, epoch: epoch)
        return try self.consent(handover, partner, &callback, by: actor, in: writer)
      }
      let asked = handover.fields ?? consent.given.fields
      let lacking = consent.lacking(asked)
      guard lacking.isEmpty else { throw Refusal.consentMissing(partner.id, lacking) }
      if let open = try Referrals.all(of: id, in: writer)
        .first(where: { $0.requested.partner == partner.id && !$0.state.hasEnded })
      {
        throw Refusal.referredAlready(open.id)
      }
      if let extra = handover.said.keys.sorted().first(where: { !asked.contains($0) }) {
        throw Refusal.notShared(extra)
      }
      let facts = try Sharing.facts(asked, said: handover.said, of: callback, by: actor, in: writer)
      let referral = try Referral.request(
        try writer.next(in: .referral), to: partner, with: facts, under: consent, by: actor, now: writer.now,
        due: self.days.end(of: partner.answersWithin, after: writer.now))
      try Referrals.insert(referral, facts, in: writer)
      try self.letters.ask(partner, referral, facts, in: writer)
      return referral.saved
    }
  }

  /// Writes down that a person said yes, without referring yet. For the holder.
  package func consent(
    _ id: ID<Callback>, to partner: PartnerID, _ fields: [SharedField], _ spoken: Spoken, by adviser: Adviser,
    epoch: Int?
  ) async throws -> Consent {
    try await store.write { writer in
      let partner = try Self.partner(partner, in: writer)
      return try Callbacks.change(id, in: writer) { callback, writer in
        guard adviser.maySee(callback) else { throw Refusal.notFound }
        try callback.isHeld(by: adviser.id, epoch: epoch)
        return try Self.record(
          spoken, fields, to: partner, &callback, by: .adviser(adviser.id), in: writer)
      }.value
    }
  }

  /// A person takes the yes back. It cuts at once: what is on its way to that partner stays here, its links open no more,
  /// and a partner that was asked already is told to stop.
  package func withdraw(_ id: ID<Callback>, from partner: PartnerID, by caller: Caller) async throws -> [Referral] {
    try await store.write { writer in
      let consents = try Callbacks.change(id, in: writer) { callback, writer in
        guard caller.maySee(callback) else { throw Refusal.notFound }
        let active = try Consents.all(of: id, in: writer).filter { $0.isActive && $0.given.partner == partner }
        guard !active.isEmpty else { throw Refusal.consentMissing(partner, []) }
        for consent in active { callback.withdrawConsent(consent.id, by: caller.actor, now: writer.now) }
        return active
      }.value
      for var consent in consents {
        consent.withdraw(now: writer.now)
        try Consents.save(withdrawn: consent, in: writer)
        try Dispatches.withdraw(under: consent.id, in: writer)
      }
      let open = try Referrals.all(of: id, in: writer).filter { $0.requested.partner == partner && !$0.state.hasEnded }
      return try open.map { try self.revoke($0.id, by: caller.actor, in: writer) }
    }
  }

  /// What a colleague says a partner answered, or that she gave up waiting.
  package func move(_ id: ID<Referral>, to state: Referral.State, remark: String?, by caller: Caller) async throws
    -> Referral
  {
    try await store.write { writer in
      guard let referral = try Referrals.find(id, in: writer),
        let callback = try Callbacks.find(referral.requested.callback, in: writer), caller.maySee(callback)
      else { throw Refusal.notFound }
      if state == .revoked { return try self.revoke(id, by: caller.actor, in: writer) }
      return try Referrals.change(id, in: writer) { referral, writer in
        try referral.move(to: state, remark: remark, by: caller.actor, now: writer.now)
      }.referral
    }
  }

  package func followUp(_ id: ID<Referral>, week: Int, _ finding: FollowUp.Finding, by caller: Caller) async throws
    -> Referral
  {
    try await store.write { writer in
      guard let referral = try Referrals.find(id, in: writer),
        let callback = try Callbacks.find(referral.requested.callback, in: writer), caller.maySee(callback)
      else { throw Refusal.notFound }
      return try Referrals.change(id, in: writer) { referral, writer in
        try referral.followUp(week: week, finding, by: caller.actor, now: writer.now)
      }.referral
    }
  }

  // MARK: - Inside a turn

  private func consent(
    _ handover: Handover, _ partner: Partner, _ callback: inout Callback, by actor: Actor, in writer: Writer
  ) throws -> Consent {
    if let spoken = handover.consent {
      return try Self.record(
        spoken, handover.fields ?? partner.needs, to: partner, &callback, by: actor, in: writer)
    }
    guard let consent = try Consents.active(callback.id, for: partner.id, in: writer) else {
      throw Refusal.consentMissing(partner.id, handover.fields ?? partner.needs)
    }
    return consent
  }

  private static func record(
    _ spoken: Spoken, _ fields: [SharedField], to partner: Partner, _ callback: inout Callback, by actor: Actor,
    in writer: Writer
  ) throws -> Consent {
    guard let language = spoken.language ?? callback.language else { throw Refusal.languageUnknown }
    guard !fields.isEmpty else { throw Refusal.invalid(field: "share") }
    let given = Consent.Given(
      partner: partner.id, fields: fields, wording: spoken.wording, language: language, way: spoken.way)
    if let text = spoken.text { try Consents.keep(wording: spoken.wording, text, in: writer) }
    let consent = try Consents.insert(given, of: callback.id, by: actor, in: writer)
    callback.consent(consent.id, given, secret: spoken.circumstances, by: actor, now: writer.now)
    return consent
  }

  private func revoke(_ id: ID<Referral>, by actor: Actor, in writer: Writer) throws -> Referral {
    guard let found = try Referrals.find(id, in: writer) else { throw Refusal.notFound }
    if found.state == .revoked { return found }
    let mayKnow = try Dispatches.hasLeft(about: id, in: writer) || found.requested.via == .phone
    try Dispatches.withdraw(under: found.requested.consent, in: writer)
    let referral = try Referrals.change(id, in: writer) { referral, writer in
      try referral.move(to: .revoked, by: actor, now: writer.now)
    }.referral
    if mayKnow, let partner = try Partners.find(referral.requested.partner, in: writer) {
      try letters.takeBack(partner, referral, in: writer)
    }
    return referral
  }

  private static func partner(_ id: PartnerID, in reader: Reader) throws -> Partner {
    guard let partner = try Partners.find(id, in: reader) else { throw Refusal.invalid(field: "partner") }
    return partner
  }
}

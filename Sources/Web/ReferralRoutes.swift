import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Referring
import Storage
import Surface

/// `referrals/…`: a person handed to a partner, and what came of it.
struct ReferralRoutes: Sendable {
  let store: Store
  let liaison: Liaison
  let partners: PartnerDoor
  let reveal: Reveal
  let wordings: ConsentWordings

  var table: [Route] {
    [
      Route(
        .init(
          .post, "callbacks/{id}/referrals", "referCallback", "Hands the person to a partner, with their consent.",
          for: .person, parameters: [.claimEpoch], request: ReferRequest.schema, answer: .created(ReferralBody.shape),
          refusals: [.held, .notHolder, .stale, .refused]), again: { try answer(try await made($0, $1), .created) },
        run: refer),
      Route(
        .init(
          .get, "referrals", "listReferrals", "Referrals that one may see, oldest first.", for: .deskAndPartner,
          parameters: [.query("callback", .integer(), "Of this callback only."), .limit, .cursor],
          answer: .page(of: ReferralBody.self)), run: list),
      Route(
        .init(
          .get, "referrals/{id}", "showReferral", "Where a referral stands.", for: .deskAndPartner,
          answer: .ok(ReferralBody.shape)), run: show),
      Route(
        .init(
          .post, "referrals/{id}/state", "answerReferral", "What the partner answers, or a colleague for it.",
          for: .deskAndPartner, request: ReferralStateRequest.schema, answer: .ok(ReferralBody.shape),
          refusals: [.refused]), again: { try answer(try await made($0, $1)) }, run: move),
      Route(
        .init(
          .post, "referrals/{id}/follow-ups", "followUpReferral",
          "How it is with the person some weeks after the referral was completed.", for: .desk,
          request: FollowUpRequest.schema, answer: .ok(ReferralBody.shape), refusals: [.refused]),
        again: { try answer(try await made($0, $1)) }, run: followUp),
      Route(
        .init(
          .post, "referrals/{id}/remarks", "showRemarks", "What the partner wrote. Leaves a trace, each time.",
          for: .desk, answer: .ok(RemarksBody.shape), keepsKey: false), run: remarks),
      Route(
        .init(
          .post, "referrals/{id}/reveal", "revealReferral",
          "The agreed fields, while the person agrees. Leaves a trace, each time.", for: .partner,
          answer: .ok(SharedBody.shape), refusals: [.refused], keepsKey: false), run: shared),
    ]
  }

  private func answer(_ referral: Referral, _ status: HTTPResponse.Status = .ok) throws -> Response {
    try Answers.json(ReferralBody(referral, now: store.clock()), status: status)
  }

  /// The referral of a request that comes again, as it is now.
  private func made(_ call: Call, _ made: Once.Made) async throws -> Referral {
    guard let id = made.referral, let referral = try await store.read({ try Referrals.find(id, in: $0) }) else {
      throw Refusal.notFound
    }
    return referral
  }

  @Sendable private func refer(_ call: Call) async throws -> Response {
    let adviser = try call.adviser()
    let asked = try call.body(ReferRequest.self)
    let handover = Liaison.Handover(
      partner: PartnerID(asked.partner), fields: asked.share, said: try asked.said(),
      consent: try asked.consent.map { try $0.spoken(call, wordings, asked.share) })
    let referral = try await liaison.refer(
      try call.id(), handover, by: adviser, epoch: try call.epoch())
    return try answer(referral, .created)
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let limit = try call.limit()
    let after = ID<Referral>(try call.cursor { Int64($0) } ?? 0)
    let callback = try call.query("callback").map { text throws(Refusal) in
      guard let number = Int64(text) else { throw .invalid(field: "callback") }
      return ID<Callback>(number)
    }
    let viewer = try Self.viewer(call.caller)
    let found = try await store.read { reader in
      guard let callback else { return try Referrals.all(after: after, for: viewer, limit: limit, in: reader) }
      guard let found = try Callbacks.find(callback, in: reader), call.caller.maySee(found) else {
        throw Refusal.notFound
      }
      return try Referrals.all(of: callback, in: reader)
    }
    let next = callback == nil && found.count == limit ? found.last.map { String($0.id.rawValue) } : nil
    return try Answers.json(List(items: found.map { ReferralBody($0, now: store.clock()) }, next: next))
  }

  /// - Throws: 403 for an adviser's role without a person: nothing exists for it.
  private static func viewer(_ caller: Caller) throws(Refusal) -> Referrals.Viewer {
    switch caller.role {
    case .coordinator: .everybody
    case .partner(let partner): .partner(partner)
    case .adviser: .adviser(try caller.adviser())
    }
  }

  @Sendable private func show(_ call: Call) async throws -> Response {
    let caller = call.caller
    let id: ID<Referral> = try call.id()
    let referral = try await store.read { reader in
      guard let referral = try Referrals.find(id, in: reader), try Self.maySee(referral, caller, in: reader) else {
        throw Refusal.notFound
      }
      return referral
    }
    return try answer(referral)
  }

  private static func maySee(_ referral: Referral, _ caller: Caller, in reader: Reader) throws -> Bool {
    if case .partner(let partner) = caller.role { return referral.requested.partner == partner }
    return try Callbacks.find(referral.requested.callback, in: reader).map(caller.maySee) ?? false
  }

  @Sendable private func move(_ call: Call) async throws -> Response {
    let caller = call.caller
    let asked = try call.body(ReferralStateRequest.self)
    let said = try PartnerAnswer(state: asked.state, reason: asked.reason, exit: asked.exit, remark: asked.remark)
    let id: ID<Referral> = try call.id()
    let referral: Referral
    if case .partner(let partner) = caller.role {
      referral = try await partners.answer(id, said.state, remark: said.remark, from: partner)
    } else {
      referral = try await liaison.move(id, to: said.state, remark: said.remark, by: caller)
    }
    return try answer(referral)
  }

  @Sendable private func followUp(_ call: Call) async throws -> Response {
    let caller = call.caller
    let asked = try call.body(FollowUpRequest.self)
    let referral = try await liaison.followUp(try call.id(), week: asked.week, asked.state, by: caller)
    return try answer(referral)
  }

  @Sendable private func remarks(_ call: Call) async throws -> Response {
    let caller = call.caller
    let now = store.clock()
    let bytes = try await reveal.remarks(of: try call.id(), to: caller) { referral, remarks in
      try remarks.use { try Wire.encode(RemarksBody(referral: ReferralBody(referral, now: now), remarks: $0)) }
    }
    return Answers.json(bytes: bytes)
  }

  /// For the partner's own system: the agreed fields, while the person agrees.
  @Sendable private func shared(_ call: Call) async throws -> Response {
    guard case .partner(let partner) = call.caller.role else { throw Refusal.notAllowed }
    let now = store.clock()
    let bytes = try await reveal.referral(try call.id(), to: partner) { referral, facts in
      try facts.use { try Wire.encode(SharedBody(referral: ReferralBody(referral, now: now), facts: $0)) }
    }
    return Answers.json(bytes: bytes)
  }
}

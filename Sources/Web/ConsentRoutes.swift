import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Referring
import Storage
import Surface
import Words

/// `callbacks/{id}/consents…`: what a person agreed to share, and takes back.
struct ConsentRoutes: Sendable {
  let store: Store
  let liaison: Liaison
  let wordings: ConsentWordings

  var table: [Route] {
    [
      Route(
        .init(
          .get, "callbacks/{id}/consents", "listConsents", "What the person agreed to share.", for: .desk,
          answer: .page(of: ConsentBody.self)), run: consents),
      Route(
        .init(
          .post, "callbacks/{id}/consents", "giveConsent", "Writes down that the person said yes.", for: .person,
          parameters: [.claimEpoch], request: ConsentRequest.schema, answer: .created(ConsentBody.shape),
          refusals: [.held, .notHolder, .stale, .refused]), again: consentAgain, run: consent),
      Route(
        .init(
          .post, "callbacks/{id}/consents/withdraw", "withdrawConsent",
          "Takes the yes back; open referrals to that partner are revoked.", for: .desk,
          request: WithdrawRequest.schema, answer: .page(of: ReferralBody.self), refusals: [.refused]),
        again: revoked, run: withdraw),
      Route(
        .init(
          .get, "callbacks/{id}/consent-wording", "showConsentWording",
          "What to read out to the person, in their language.", for: .desk,
          parameters: [
            .query("partner", .text(), "With whom something would be shared."),
            .query("share", .text(), "What, by commas; what the partner needs when left out."),
          ],
          answer: .ok(WordingBody.shape), refusals: [.refused]), run: wording),
    ]
  }

  @Sendable private func consents(_ call: Call) async throws -> Response {
    let caller = call.caller
    let id: ID<Callback> = try call.id()
    let consents = try await store.read { reader in
      guard let callback = try Callbacks.find(id, in: reader), caller.maySee(callback) else { throw Refusal.notFound }
      return try Consents.all(of: id, in: reader)
    }
    return try Answers.json(List(items: consents.map(ConsentBody.init)))
  }

  @Sendable private func consent(_ call: Call) async throws -> Response {
    let adviser = try call.adviser()
    let asked = try call.body(ConsentRequest.self)
    guard let partner = asked.partner else { throw Refusal.invalid(field: "partner") }
    guard let share = asked.share, !share.isEmpty else { throw Refusal.invalid(field: "share") }
    let consent = try await liaison.consent(
      try call.id(), to: PartnerID(partner), share, try asked.spoken(call, wordings, nil), by: adviser,
      epoch: try call.epoch())
    return try Answers.json(ConsentBody(consent), status: .created)
  }

  @Sendable private func withdraw(_ call: Call) async throws -> Response {
    let caller = call.caller
    let partner = try call.body(WithdrawRequest.self).partner
    let revoked = try await liaison.withdraw(try call.id(), from: PartnerID(partner), by: caller)
    return try Answers.json(List(items: revoked.map { ReferralBody($0, now: store.clock()) }))
  }

  @Sendable private func consentAgain(_ call: Call, _ made: Once.Made) async throws -> Response {
    guard let id = made.consent, let consent = try await store.read({ try Consents.find(id, in: $0) }) else {
      throw Refusal.notFound
    }
    return try Answers.json(ConsentBody(consent), status: .created)
  }

  @Sendable private func revoked(_ call: Call, _ made: Once.Made) async throws -> Response {
    let id: ID<Callback> = try call.id()
    let partner = PartnerID(try call.body(WithdrawRequest.self).partner)
    let revoked = try await store.read { try Referrals.all(of: id, in: $0) }
      .filter { $0.requested.partner == partner && $0.state == .revoked }
    return try Answers.json(List(items: revoked.map { ReferralBody($0, now: store.clock()) }))
  }

  /// What to read out, in the person's language.

  @Sendable private func wording(_ call: Call) async throws -> Response {
    let caller = call.caller
    let id: ID<Callback> = try call.id()
    let partner = call.query("partner").map { PartnerID($0) }
    let found = try await store.read { reader in
      guard let callback = try Callbacks.find(id, in: reader), caller.maySee(callback) else { throw Refusal.notFound }
      guard let partner = try partner.flatMap({ try Partners.find($0, in: reader) }) else {
        throw Refusal.invalid(field: "partner")
      }
      guard let language = callback.language else { throw Refusal.languageUnknown }
      return (partner, language)
    }
    return try Answers.json(wordings.body(for: found.0, try Self.fields(call) ?? found.0.needs, in: found.1))
  }

  private static func fields(_ call: Call) throws(Refusal) -> [SharedField]? {
    guard let text = call.query("share") else { return nil }
    let names = text.split(separator: ",")
    let fields = names.compactMap { SharedField(rawValue: String($0)) }
    guard !fields.isEmpty, fields.count == names.count else { throw .invalid(field: "share") }
    return fields
  }
}

extension ConsentRequest {
  /// - Parameter asked: what is to be shared, where it doesn't stand here.
  /// - Throws: `Refusal.invalid` with the field that is wrong.
  func spoken(_ call: Call, _ wordings: ConsentWordings, _ asked: [SharedField]?) throws(Refusal) -> Liaison.Spoken {
    guard Consent.isWording(wording) else { throw .invalid(field: "wording") }
    var offered: Language?
    if let language {
      offered = call.api.rules.languages[language]
      if offered == nil { throw .invalid(field: "language") }
    }
    let circumstances = try circumstances.map { text throws(Refusal) in
      try API.checked(text, field: "circumstances", most: 2000)
    }
    return .init(
      wording: wording, language: offered, way: way ?? .spoken, circumstances: circumstances,
      text: text(wordings, share ?? asked ?? [], call))
  }

  /// A version says its language itself ("pl-3f9a1c02").
  private func text(_ wordings: ConsentWordings, _ fields: [SharedField], _ call: Call) -> String? {
    guard let code = wording.split(separator: "-").first, let language = call.api.rules.languages[String(code)] else {
      return nil
    }
    return wordings.text(of: wording, fields, in: language)
  }
}

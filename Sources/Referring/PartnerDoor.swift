import Access
import Desk
import Foundation
import Signing
import Storage

/// What a partner's own system answers: by a signed webhook, or with its token.
package struct PartnerDoor: Sendable {
  private let store: Store

  package init(store: Store) { self.store = store }

  /// What a webhook says of a referral.
  private struct Said: Decodable {
    struct Data: Decodable {
      let referral: Int64
      let state: String
      let reason: String?
      let exit: String?
      let remark: String?
    }
    let data: Data
  }

  /// Verified over the bytes as they came, kept, and done in one transaction. The same id again is a yes and changes nothing.
  /// - Throws: `Rejection` for what isn't let in; `Refusal` for what the rules don't allow, which a colleague sees too.
  package func receive(_ body: [UInt8], _ headers: StandardWebhook.Headers?, from partner: PartnerID) async throws {
    let secrets = try await store.read { reader in
      guard try Partners.find(partner, in: reader) != nil else { throw Rejection.unknownAccount }
      return try Partners.secrets(of: partner, in: reader).use { $0 }
    }
    guard let headers, headers.isFresh(now: store.clock()),
      secrets.contains(where: { StandardWebhook(secret: $0)?.verifies(headers, body: body) == true })
    else { throw Rejection.badSignature }
    let refusal = try await store.write { writer -> Refusal? in
      let hash = writer.vault.duplicateHash("partner webhook", partner.name, headers.id)
      guard try Seen.note(hash, in: writer) else { return nil }
      do {
        try Self.take(body, from: partner, in: writer)
        return nil
      } catch let refusal as Refusal {
        try Self.show(refusal, body, from: partner, in: writer)
        return refusal
      }
    }
    if let refusal { throw refusal }
  }

  /// With a token: one's own referrals only; another's doesn't exist.
  package func answer(_ id: ID<Referral>, _ state: Referral.State, remark: String?, from partner: PartnerID)
    async throws
    -> Referral
  {
    try await store.write { try Self.move(id, state, remark: remark, from: partner, in: $0) }
  }

  private static func take(_ body: [UInt8], from partner: PartnerID, in writer: Writer) throws {
    let said: Said.Data
    do { said = try JSONDecoder().decode(Said.self, from: Data(body)).data } catch {
      try Inbox.put(
        .unreadableDelivery, subject: "partner webhook", channel: .webhook, account: partner.name,
        content: String(decoding: body, as: UTF8.self), in: writer)
      return
    }
    let answer = try PartnerAnswer(state: said.state, reason: said.reason, exit: said.exit, remark: said.remark)
    try writer.attempt {
      _ = try move(ID(said.referral), answer.state, remark: answer.remark, from: partner, in: writer)
    }
  }

  private static func move(
    _ id: ID<Referral>, _ state: Referral.State, remark: String?, from partner: PartnerID, in writer: Writer
  ) throws -> Referral {
    guard let referral = try Referrals.find(id, in: writer), referral.requested.partner == partner else {
      try Audit.write("referral.answer", of: "referral:\(id)", by: .partner(partner), outcome: "refused", in: writer)
      throw Refusal.notFound
    }
    return try Referrals.change(id, in: writer) { referral, writer in
      try referral.move(to: state, remark: remark, by: .partner(partner), now: writer.now)
    }.referral
  }

  /// What a partner meant is for a person to find out.
  private static func show(_ refusal: Refusal, _ body: [UInt8], from partner: PartnerID, in writer: Writer) throws {
    var subject = refusal == .notFound ? "not its referral" : "not allowed"
    if case .referralEnded(let state) = refusal { subject = "after the end: \(state)" }
    try Inbox.put(
      .partnerAnswer, subject: subject, channel: .webhook, account: partner.name,
      content: String(decoding: body, as: UTF8.self), in: writer)
  }
}

/// An answer in somebody's words, made one of ours.
package struct PartnerAnswer: Sendable, Equatable {
  package let state: Referral.State
  package let remark: String?

  /// - Parameter reason: one of our codes, or a sentence: that is kept as the remark, under "other".
  /// - Parameter exit: "unknown" when nobody says.
  package init(state: String, reason: String?, exit: String?, remark: String?) throws(Refusal) {
    let code = reason.flatMap(Referral.Reason.init(rawValue:)) ?? (reason == nil ? nil : .other)
    if let exit, Referral.Exit(rawValue: exit) == nil { throw .invalid(field: "exit") }
    let led = exit.flatMap(Referral.Exit.init(rawValue:)) ?? .unknown
    self.state = try Referral.State(state, reason: code, exit: led)
    let words = reason.flatMap { Referral.Reason(rawValue: $0) == nil ? $0 : nil }
    let all = [words, remark].compactMap { $0 }.filter { !$0.isEmpty }
    let clean = all.joined(separator: "\n").unicodeScalars
      .filter { $0.properties.generalCategory != .control || $0 == "\n" }
    self.remark = clean.isEmpty ? nil : String(String.UnicodeScalarView(clean.prefix(2000)))
  }
}

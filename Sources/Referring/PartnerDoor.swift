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
  /// What the rules don't allow is kept for a colleague and is a yes too: sending it again would not mend it.
  /// - Throws: `Rejection` for what isn't let in.
  package func receive(_ body: [UInt8], _ headers: StandardWebhook.Headers?, from partner: PartnerID) async throws {
    let secrets = try await store.read { reader in
      guard try Partners.find(partner, in: reader) != nil else { throw Rejection.unknownAccount }
      return try Partners.secrets(of: partner, in: reader).use { $0 }
    }
    guard let headers, headers.isFresh(now: store.clock()),
      secrets.contains(where: { StandardWebhook(secret: $0)?.verifies(headers, body: body) == true })
    else { throw Rejection.badSignature }
    try await store.write { writer in
      let hash = writer.vault.duplicateHash("partner webhook", partner.name, headers.id)
      guard try Seen.note(hash, in: writer) else { return }
      let text = String(decoding: body, as: UTF8.self)
      let said: Said.Data
      do { said = try JSONDecoder().decode(Said.self, from: Data(body)).data } catch {
        return try Inbox.put(
          .unreadableDelivery, subject: "partner webhook", channel: .webhook, account: partner.name, content: text,
          in: writer)
      }
      do {
        let answer = try PartnerAnswer(state: said.state, reason: said.reason, exit: said.exit, remark: said.remark)
        try writer.attempt {
          _ = try Self.move(ID(said.referral), answer.state, remark: answer.remark, from: partner, in: writer)
        }
      } catch let refusal as Refusal {
        try LateAnswer(refusal, ID(said.referral), from: partner, content: text).show(in: writer)
      }
    }
  }

  /// With a token: one's own referrals only; another's doesn't exist. What isn't allowed reaches a colleague too.
  package func answer(
    _ id: ID<Referral>, _ state: Referral.State, remark: String?, from partner: PartnerID
  ) async throws -> Referral {
    do {
      return try await store.write { try Self.move(id, state, remark: remark, from: partner, in: $0) }
    } catch let refusal as Refusal {
      let content = [state.name, remark].compactMap { $0 }.joined(separator: "\n")
      // A turn of its own: the refused one is undone, and a repeated request is refused again.
      try await Once.$current.withValue(nil) {
        try await store.write { try LateAnswer(refusal, id, from: partner, content: content).show(in: $0) }
      }
      throw refusal
    }
  }

  private static func move(
    _ id: ID<Referral>, _ state: Referral.State, remark: String?, from partner: PartnerID, in writer: Writer
  ) throws -> Referral {
    guard let referral = try Referrals.find(id, in: writer), referral.requested.partner == partner else {
      throw Refusal.notFound
    }
    return try Referrals.change(id, in: writer) { referral, writer in
      try referral.move(to: state, remark: remark, by: .partner(partner), now: writer.now)
    }.referral
  }
}

/// An answer that the rules don't take: after the end, of another's referral. What the partner meant is for a person to find
/// out; nobody's words are lost.
struct LateAnswer {
  private let refusal: Refusal
  private let referral: ID<Referral>
  private let partner: PartnerID
  private let channel: Channel
  private let content: String

  /// - Parameter channel: how it came; mail for the link in one.
  init(
    _ refusal: Refusal, _ referral: ID<Referral>, from partner: PartnerID, by channel: Channel = .webhook,
    content: String
  ) {
    self.channel = channel
    self.refusal = refusal
    self.referral = referral
    self.partner = partner
    self.content = content
  }

  func show(in writer: Writer) throws {
    try Audit.write(
      "referral.answer", of: "referral:\(referral)", by: .partner(partner), outcome: "refused", in: writer)
    let found = try Referrals.find(referral, in: writer)
    let callback = found?.requested.partner == partner ? found?.requested.callback : nil
    try Inbox.put(
      .partnerAnswer, subject: subject, callback: callback, channel: channel, account: partner.name, content: content,
      in: writer)
  }

  private var subject: String {
    if refusal == .notFound { return "not its referral" }
    if case .referralEnded(let state) = refusal { return "after the end: \(state)" }
    return "not allowed"
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

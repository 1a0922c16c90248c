import Access
import Desk
import Foundation
import Storage

/// What the desk writes to partners. A mail says that something waits and where; who it is about stands behind the link. A
/// webhook to a partner's own system carries the agreed fields.
package struct Letters: Sendable {
  /// The desk's name.
  private let desk: String
  /// Where a partner's browser finds the desk; nil where no mail goes out.
  private let publicURL: String?
  private let zone: TimeZone

  package init(desk: String, publicURL: String?, zone: TimeZone) {
    self.desk = desk
    self.publicURL = publicURL
    self.zone = zone
  }

  /// Is the way to it set up? There is none for who is phoned.
  func reach(_ partner: Partner, in reader: Reader) throws -> Bool {
    switch partner.delivery {
    case .mail: publicURL != nil
    case .webhook: try Partners.secrets(of: partner.id, in: reader).use { !$0.isEmpty }
    case .phone: false
    }
  }

  /// - Throws: `Refusal.partnerNotReachable` when the way to it isn't set up.
  func ask(_ partner: Partner, _ referral: Referral, _ facts: SharedFacts, in writer: Writer) throws {
    switch partner.delivery {
    case .mail(let address): try mail(partner, address, referral, again: false, in: writer)
    case .webhook:
      guard try reach(partner, in: writer) else { throw Refusal.partnerNotReachable(partner.id) }
      let shared = facts.facts.map { ($0.field.rawValue, $0.text) }
      try webhook(
        "referral.requested", referral, partner, in: writer,
        shared: Dictionary(shared, uniquingKeysWith: { first, _ in first }))
    case .phone: break
    }
  }

  func askAgain(_ partner: Partner, _ referral: Referral, in writer: Writer) throws {
    switch partner.delivery {
    case .mail(let address): try mail(partner, address, referral, again: true, in: writer)
    case .webhook: try webhook("referral.reminded", referral, partner, in: writer)
    case .phone: break
    }
  }

  /// What was shared must not be used any more.
  func takeBack(_ partner: Partner, _ referral: Referral, in writer: Writer) throws {
    switch partner.delivery {
    case .mail(let address):
      let letter = Dispatches.Mail(
        to: address, subject: LetterWords.subject(desk), text: LetterWords.takenBack(desk, day(referral.requestedAt)))
      try Dispatches.write(
        letter, to: partner.id, about: referral.id, callback: referral.requested.callback, in: writer)
    case .webhook: try webhook("referral.revoked", referral, partner, in: writer)
    case .phone:
      try Inbox.put(
        .callPartner, subject: "referral \(referral.id) is revoked", callback: referral.requested.callback,
        channel: .phone,
        account: partner.id.name, in: writer)
    }
  }

  /// The code that opens a link; worth nothing without it.
  func code(_ code: String, _ partner: Partner, _ address: String, _ referral: Referral, in writer: Writer) throws {
    let letter = Dispatches.Mail(
      to: address, subject: LetterWords.codeSubject(desk), text: LetterWords.code(desk, code))
    try Dispatches.write(letter, to: partner.id, about: referral.id, callback: referral.requested.callback, in: writer)
  }

  /// A word to who referred a person here: that it is handled, or with what outcome; nothing else.
  /// - Returns: false when there is no way to it.
  func tell(_ partner: Partner, _ owed: Feedbacks.Owed, _ callback: Callback, in writer: Writer) throws -> Bool {
    guard case .closed(let outcome, _) = callback.state else { return false }
    let said = owed.tells == .outcome ? outcome : nil
    if let address = partner.feedbackAddress, publicURL != nil {
      let letter = Dispatches.Mail(
        to: address, subject: LetterWords.subject(desk),
        text: LetterWords.handled(desk, owed.reference, day(owed.at), outcome: said))
      try Dispatches.write(
        letter, to: partner.id, about: nil, under: owed.consent, callback: callback.id, in: writer)
      return true
    }
    guard case .webhook = partner.delivery, try reach(partner, in: writer) else { return false }
    var data = ["reference": owed.reference, "state": "closed"]
    data["outcome"] = said?.rawValue
    try webhook(
      "callback.handled", data, partner, about: nil, under: owed.consent, callback: callback.id, in: writer)
    return true
  }

  // MARK: - Ways

  private func mail(_ partner: Partner, _ address: String, _ referral: Referral, again: Bool, in writer: Writer) throws
  {
    guard let publicURL else { throw Refusal.partnerNotReachable(partner.id) }
    let token = RandomToken.make()
    try Links.insert(token: token, for: referral.id, in: writer)
    let letter = Dispatches.Mail(
      to: address, subject: LetterWords.subject(desk),
      text: LetterWords.waiting(desk, "\(publicURL)/r/\(token)", answerBy: day(referral.due), again: again))
    try Dispatches.write(
      letter, to: partner.id, about: referral.id, under: referral.requested.consent,
      callback: referral.requested.callback, in: writer)
  }

  private func webhook(
    _ type: String, _ referral: Referral, _ partner: Partner, in writer: Writer, shared: [String: String]? = nil
  ) throws {
    let data = ReferralNotice(
      referral: referral.id.rawValue, state: referral.state.name, requestedAt: referral.requestedAt, due: referral.due,
      shared: shared)
    let consent = shared == nil ? nil : referral.requested.consent
    try webhook(
      type, data, partner, about: referral.id, under: consent, callback: referral.requested.callback, in: writer)
  }

  /// The envelope of Standard Webhooks: type, timestamp, data.
  private func webhook(
    _ type: String, _ data: some Encodable, _ partner: Partner, about referral: ID<Referral>?,
    under consent: ID<Consent>?, callback: ID<Callback>, in writer: Writer
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    let body = try encoder.encode(Notice(type: type, timestamp: writer.now, data: data))
    let id = "msg_\(RandomToken.make().prefix(24))"
    try Dispatches.write(
      .init(id: id, body: String(decoding: body, as: UTF8.self)), to: partner.id, about: referral, under: consent,
      callback: callback, in: writer)
  }

  private struct Notice<Data: Encodable>: Encodable {
    let type: String
    let timestamp: Date
    let data: Data
  }

  private struct ReferralNotice: Encodable {
    let referral: Int64
    let state: String
    let requestedAt: Date
    let due: Date
    let shared: [String: String]?
  }

  /// "2026-11-30" on the desk's calendar.
  private func day(_ moment: Date) -> String { WallClock(zone: zone).day(of: moment).description }
}

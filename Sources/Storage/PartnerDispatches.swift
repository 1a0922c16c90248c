import Desk
import Foundation

/// What goes to partners, and when it may no more.
extension Dispatches {
  /// A mail to a partner; a link stands in it, never a person.
  package struct Mail: Sendable, Codable, Equatable {
    package var to: String
    package var subject: String
    package var text: String

    package init(to: String, subject: String, text: String) {
      self.to = to
      self.subject = subject
      self.text = text
    }
  }

  /// A call of a partner's system.
  package struct Webhook: Sendable, Codable, Equatable {
    /// The same at every try, so that the partner knows a second copy.
    package var id: String
    /// JSON.
    package var body: String

    package init(id: String, body: String) {
      self.id = id
      self.body = body
    }
  }

  package static func write(
    _ mail: Mail, to partner: PartnerID, about referral: ID<Referral>?, under consent: ID<Consent>? = nil,
    callback: ID<Callback>, in writer: Writer
  ) throws {
    let id = try writer.next(in: .dispatch, as: Dispatch.self)
    let sealed = try writer.seal(mail, at: place(callback, id))
    try insert(id, sealed, .mail, partner.name, callback, referral, consent, in: writer)
  }

  package static func write(
    _ webhook: Webhook, to partner: PartnerID, about referral: ID<Referral>?, under consent: ID<Consent>? = nil,
    callback: ID<Callback>, in writer: Writer
  ) throws {
    let id = try writer.next(in: .dispatch, as: Dispatch.self)
    let sealed = try writer.seal(webhook, at: place(callback, id))
    try insert(id, sealed, .webhook, partner.name, callback, referral, consent, in: writer)
  }

  /// Does the person still agree to what it holds, and does the referral it is about go on?
  package static func mayLeave(_ dispatch: Dispatch, in reader: Reader) throws -> Bool {
    guard let consent = dispatch.consent else { return true }
    guard try Consents.find(consent, in: reader)?.isActive == true else { return false }
    guard let referral = dispatch.referral else { return true }
    return try Referrals.find(referral, in: reader)?.state.hasEnded == false
  }

  /// What was to leave under a yes that was taken back, and hasn't.
  package static func withdraw(under consent: ID<Consent>, in writer: Writer) throws {
    let waiting = try writer.rows("SELECT \(columns) FROM dispatch WHERE consent = \(consent) AND state = 'waiting'")
    for var dispatch in try waiting.map(read) where dispatch.withdraw() { try save(dispatch, in: writer) }
  }

  /// Letters to a partner since then that are about no referral and under no consent: receipts.
  package static func countReceipts(to partner: PartnerID, since moment: Date, in reader: Reader) throws -> Int {
    Int(
      try reader.row(
        """
        SELECT count(*) FROM dispatch
        WHERE state IN ('waiting', 'sending', 'sent', 'uncertain', 'failed') AND at >= \(moment) AND channel = 'mail'
          AND account = \(partner.name) AND referral IS NULL AND consent IS NULL
        """)?.integer(0) ?? 0)
  }

  /// Was any of what the person agreed to share begun to be sent?
  package static func hasLeft(about referral: ID<Referral>, in reader: Reader) throws -> Bool {
    try reader.row(
      "SELECT 1 FROM dispatch WHERE referral = \(referral) AND consent IS NOT NULL AND attempts > 0 LIMIT 1") != nil
  }
}

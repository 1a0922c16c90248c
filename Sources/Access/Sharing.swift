import Desk
import Foundation
import Storage

/// What of a person goes to a partner, and what a partner sees: opened here, with a trace first.
package enum Sharing {
  /// The agreed fields in words: what the desk knows, and what the colleague said where it keeps none.
  /// - Throws: `Refusal.nothingToShare` for a field without words.
  package static func facts(
    _ fields: [SharedField], said: [SharedField: String], of callback: Callback, by actor: Actor, in writer: Writer
  ) throws -> SharedFacts {
    let names = fields.map(\.rawValue).joined(separator: " ")
    try Audit.write("share", of: "callback:\(callback.id)", by: actor, outcome: names, in: writer)
    return try Clients.open(callback.id, in: writer).use { client in
      SharedFacts(
        try fields.map { field in
          guard let text = said[field] ?? known(field, client, callback), !text.isEmpty else {
            throw Refusal.nothingToShare(field)
          }
          return .init(field: field, text: text)
        })
    }
  }

  private static func known(_ field: SharedField, _ client: Client, _ callback: Callback) -> String? {
    switch field {
    case .name: client.name
    case .phone: client.phone
    case .region: client.region
    case .language: callback.language?.code
    case .need: callback.issue == .unknown ? nil : callback.issue.code
    case .reading, .skills, .wishes, .summary, .documents: nil
    }
  }
}

extension Reveal {
  /// What a partner was given to see of a person, for as long as the person agrees: looked at and opened in one turn, and
  /// handed out once the trace is on the disk.
  /// - Throws: `Refusal.notFound` for another's referral, `.referralEnded` when it is over or the yes was taken back; that
  ///   too leaves an audit entry.
  package func referral<Answer: Sendable>(
    _ id: ID<Referral>, to partner: PartnerID,
    encode: @escaping @Sendable (Referral, borrowing Sensitive<SharedFacts>) throws -> Answer
  ) async throws -> Answer {
    do {
      return try await store.write { writer in
        guard let found = try Referrals.find(id, in: writer), found.requested.partner == partner else {
          throw Refusal.notFound
        }
        guard let consent = try Consents.find(found.requested.consent, in: writer), consent.isActive else {
          throw Refusal.referralEnded(Referral.State.revoked.name)
        }
        let referral = try Referrals.change(id, in: writer) { referral, writer in
          try referral.show(to: .partner(partner), now: writer.now)
        }.referral
        try Audit.write("referral.show", of: "referral:\(id)", by: .partner(partner), outcome: "shown", in: writer)
        return try encode(referral, Referrals.facts(of: referral, in: writer))
      }
    } catch let refusal as Refusal {
      try await store.write {
        try Audit.write("referral.show", of: "referral:\(id)", by: .partner(partner), outcome: "refused", in: $0)
      }
      throw refusal
    }
  }

  /// What partners wrote beside their answers; for colleagues who may see the callback.
  package func remarks(
    of id: ID<Referral>, to caller: Caller,
    encode: @escaping @Sendable (Referral, borrowing Sensitive<[String]>) throws -> [UInt8]
  ) async throws -> [UInt8] {
    let referral = try await store.write { writer in
      guard let referral = try Referrals.find(id, in: writer),
        let callback = try Callbacks.find(referral.requested.callback, in: writer), caller.maySee(callback)
      else { throw Refusal.notFound }
      try Audit.write("referral.remarks", of: "referral:\(id)", by: caller.actor, outcome: "shown", in: writer)
      return referral
    }
    return try await store.read { reader in try encode(referral, ReferralTrail.remarks(of: referral, in: reader)) }
  }
}

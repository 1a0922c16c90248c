import Desk
import Foundation

/// What happened to referrals, in one order with what happened to callbacks.
package enum ReferralTrail {
  static func append(_ events: [Referral.Recorded], to referral: Referral, in writer: Writer) throws {
    let first = referral.version - events.count + 1
    for (offset, recorded) in events.enumerated() {
      let seq = try writer.next(in: .event, as: ReferralEvent.self).rawValue
      let place = Vault.Place(
        .callback, referral.requested.callback.rawValue, table: "referralEvent", row: seq)
      let sealed = try recorded.secret.map { try writer.seal([$0], at: place) }
      try writer.run(
        """
        INSERT INTO referralEvent (seq, referral, version, at, actor, kind, detail, sealed)
        VALUES (\(seq), \(referral.id), \(first + offset), \(recorded.at), \(recorded.actor.code),
          \(recorded.event.kind), \(try JSON.text(recorded.event)), \(sealed))
        """)
    }
  }

  package static func events(of id: ID<Referral>, in reader: Reader) throws -> [Referral.Recorded] {
    try reader.rows("SELECT at, actor, detail FROM referralEvent WHERE referral = \(id) ORDER BY version")
      .map { try recorded($0, from: 0) }
  }

  /// Time, actor and detail, from a column on.
  static func recorded(_ row: Row, from first: Int) throws -> Referral.Recorded {
    guard let actor = Actor(code: try row.text(first + 1)) else { throw row.unreadable(first + 1) }
    return .init(event: try row.json(first + 2, as: ReferralEvent.self), at: try row.date(first), actor: actor)
  }

  /// The partner's remarks, opened. For `Access.Reveal`.
  package static func remarks(of referral: Referral, in reader: Reader) throws -> Sensitive<[String]> {
    let rows = try reader.rows(
      "SELECT seq, sealed FROM referralEvent WHERE referral = \(referral.id) AND sealed IS NOT NULL ORDER BY version")
    return Sensitive(
      try rows.flatMap { row in
        let place = Vault.Place(
          .callback, referral.requested.callback.rawValue, table: "referralEvent", row: try row.integer(0))
        return try reader.open(try row.blob(1), at: place, as: [String].self).use { $0 }
      })
  }

  /// Does the trail, applied from the start, give the stored row?
  static func tells(_ referral: Referral, in reader: Reader) throws -> Bool {
    guard let replayed = Referral.replay(referral.id, try events(of: referral.id, in: reader)) else { return false }
    return try replayed.requested == referral.requested && replayed.requestedAt == referral.requestedAt
      && Referrals.values(replayed).arguments == Referrals.values(referral).arguments
  }
}

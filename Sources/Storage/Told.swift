import Desk
import Foundation

/// One event of any callback or of a referral of it, and what says who may see it.
package struct Told: Sendable {
  package let seq: Int64
  package let callback: Callback
  /// The referral it is about; nil for the callback itself.
  package let referral: ID<Referral>?
  /// Of what it is about, after the event.
  package let version: Int
  package let happening: Happening
  /// The language the callback was in before, when the event gave it another.
  package let languageBefore: Language?
}

extension Trail {
  /// What happened after that, in the order of the commits.
  package static func told(after seq: Int64, limit: Int, in reader: Reader) throws -> [Told] {
    try reader.rows(
      """
      SELECT seq, callback, NULL AS referral, version, at, actor, detail FROM event WHERE seq > \(seq)
      UNION ALL
      SELECT referralEvent.seq, referral.callback, referralEvent.referral, referralEvent.version, referralEvent.at,
        referralEvent.actor, referralEvent.detail
      FROM referralEvent JOIN referral ON referral.id = referralEvent.referral WHERE referralEvent.seq > \(seq)
      ORDER BY 1 LIMIT \(limit)
      """
    ).map { row in
      guard let callback = try Callbacks.find(try row.id(1), in: reader) else { throw row.unreadable(1) }
      let referral = try row.integerIfAny(2).map { ID<Referral>($0) }
      let version = Int(try row.integer(3))
      let (happening, before) = try happening(
        row, of: callback.id, at: version, isReferral: referral != nil, in: reader)
      return Told(
        seq: try row.integer(0), callback: callback, referral: referral, version: version, happening: happening,
        languageBefore: before)
    }
  }

  private static func happening(
    _ row: Row, of id: ID<Callback>, at version: Int, isReferral: Bool, in reader: Reader
  ) throws -> (Happening, languageBefore: Language?) {
    if isReferral { return (Happening(try ReferralTrail.recorded(row, from: 4)), nil) }
    let recorded = try recorded(row, from: 4)
    guard case .languageKnown = recorded.event else { return (Happening(recorded), nil) }
    return (Happening(recorded), try Callbacks.find(id, at: version - 1, in: reader)?.language)
  }

  package static func lastSeq(in reader: Reader) throws -> Int64 {
    try reader.row(
      "SELECT max(coalesce((SELECT max(seq) FROM event), 0), coalesce((SELECT max(seq) FROM referralEvent), 0))"
    )?.integer(0) ?? 0
  }
}

import Desk
import Foundation

/// What happened to a person, over all of their callbacks. Codes and numbers; nothing is opened.
package enum History {
  package enum Line: Sendable {
    case event(ID<Callback>, ID<Referral>?, Happening)
    /// A message of the desk, as far as it has come.
    case message(Dispatch)
  }

  /// Of the person of this callback, each with its place in time.
  package static func lines(ofThePersonOf id: ID<Callback>, in reader: Reader) throws -> [(place: Place, line: Line)] {
    let callbacks: Query = """
      SELECT other.id FROM callback JOIN callback AS other ON other.person = callback.person WHERE callback.id = \(id)
      """
    let events = try reader.rows(
      "SELECT seq, callback, at, actor, detail FROM event WHERE callback IN (\(callbacks))"
    ).map { row in
      let recorded = try Trail.recorded(row, from: 2)
      return (
        Place(at: recorded.at, source: 0, number: try row.integer(0)),
        Line.event(try row.id(1), nil, Happening(recorded))
      )
    }
    let referrals = try reader.rows(
      """
      SELECT referralEvent.seq, referral.callback, referral.id, referralEvent.at, referralEvent.actor,
        referralEvent.detail
      FROM referralEvent JOIN referral ON referral.id = referralEvent.referral
      WHERE referral.callback IN (\(callbacks))
      """
    ).map { row in
      let recorded = try ReferralTrail.recorded(row, from: 3)
      return (
        Place(at: recorded.at, source: 0, number: try row.integer(0)),
        Line.event(try row.id(1), try row.id(2), Happening(recorded))
      )
    }
    let messages = try Dispatches.of(callbacks, in: reader).map { at, dispatch in
      (Place(at: at, source: 1, number: dispatch.id.rawValue), Line.message(dispatch))
    }
    return (events + referrals + messages).sorted { $0.0 < $1.0 }
  }

  /// By time; a cursor of the list.
  package struct Place: Sendable, Comparable, CustomStringConvertible {
    package let at: Date
    let source: Int64
    let number: Int64

    init(at: Date, source: Int64, number: Int64) {
      self.at = at
      self.source = source
      self.number = number
    }

    /// "1764000000000-0-142".
    package init?(_ text: String) {
      let parts = text.split(separator: "-").map { Int64($0) }
      guard parts.count == 3, let at = parts[0], let source = parts[1], let number = parts[2] else { return nil }
      self.init(at: Date(milliseconds: at), source: source, number: number)
    }

    package var description: String { "\(at.milliseconds)-\(source)-\(number)" }

    package static func < (left: Place, right: Place) -> Bool {
      (left.at, left.source, left.number) < (right.at, right.source, right.number)
    }
  }
}

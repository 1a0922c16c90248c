import Desk
import Foundation

/// What is still to be told to those who referred people here, as those people agreed.
package enum Feedbacks {
  package struct Owed: Sendable {
    package let callback: ID<Callback>
    package let partner: PartnerID
    package let consent: ID<Consent>
    package let tells: Consent.Feedback
    /// What the partner was given when it referred the person, and when.
    package let reference: String
    package let at: Date
  }

  package static func owe(
    _ tells: Consent.Feedback, to partner: PartnerID, under consent: ID<Consent>, reference: Reference,
    of callback: ID<Callback>, in writer: Writer
  ) throws {
    try writer.run(
      """
      INSERT INTO feedback (callback, partner, consent, tells, reference, at)
      VALUES (\(callback), \(partner.name), \(consent), \(tells.rawValue), \(reference.text), \(writer.now))
      """)
  }

  /// Of callbacks that are closed, and whose persons still agree to that.
  package static func owed(in reader: Reader) throws -> [Owed] {
    try reader.rows(
      """
      SELECT feedback.callback, feedback.partner, feedback.consent, feedback.tells, feedback.reference, feedback.at
      FROM feedback JOIN callback ON callback.id = feedback.callback JOIN consent ON consent.id = feedback.consent
      WHERE feedback.toldAt IS NULL AND callback.state = 'closed' AND consent.withdrawnAt IS NULL
      ORDER BY feedback.callback LIMIT 100
      """
    ).map {
      Owed(
        callback: try $0.id(0), partner: PartnerID(try $0.text(1)), consent: try $0.id(2),
        tells: try $0.value(3, as: Consent.Feedback.self), reference: try $0.text(4), at: try $0.date(5))
    }
  }

  package static func told(_ owed: Owed, in writer: Writer) throws {
    try writer.run(
      """
      UPDATE feedback SET toldAt = \(writer.now)
      WHERE callback = \(owed.callback) AND partner = \(owed.partner.name)
      """)
  }
}

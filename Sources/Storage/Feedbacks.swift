import Desk

/// What is still to be told to those who referred people here, as those people agreed.
package enum Feedbacks {
  package struct Owed: Sendable {
    package let callback: ID<Callback>
    package let partner: PartnerID
    package let tells: Consent.Feedback
  }

  package static func owe(
    _ tells: Consent.Feedback, to partner: PartnerID, of callback: ID<Callback>, in writer: Writer
  )
    throws
  {
    try writer.run(
      """
      INSERT INTO feedback (callback, partner, tells) VALUES (\(callback), \(partner.name), \(tells.rawValue))
      ON CONFLICT (callback) DO NOTHING
      """)
  }

  /// Of callbacks that are closed, and whose persons still agree.
  package static func owed(in reader: Reader) throws -> [Owed] {
    let rows = try reader.rows(
      """
      SELECT feedback.callback, feedback.partner, feedback.tells FROM feedback
      JOIN callback ON callback.id = feedback.callback
      WHERE feedback.toldAt IS NULL AND callback.state = 'closed'
        AND EXISTS (SELECT 1 FROM consent WHERE consent.callback = feedback.callback
          AND consent.partner = feedback.partner AND consent.withdrawnAt IS NULL)
      ORDER BY feedback.callback LIMIT 100
      """)
    return try rows.map {
      Owed(
        callback: try $0.id(0), partner: PartnerID(try $0.text(1)), tells: try $0.value(2, as: Consent.Feedback.self))
    }
  }

  package static func told(_ callback: ID<Callback>, in writer: Writer) throws {
    try writer.run("UPDATE feedback SET toldAt = \(writer.now) WHERE callback = \(callback)")
  }
}

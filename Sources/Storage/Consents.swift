import Desk
import Foundation

/// What a person agreed to share with whom. A row is written once and withdrawn once; the trail of the callback tells of
/// both.
package enum Consents {
  package static func insert(
    _ given: Consent.Given, of callback: ID<Callback>, by actor: Actor, in writer: Writer
  ) throws -> Consent {
    let id: ID<Consent> = try writer.next(in: .consent)
    try writer.run(
      """
      INSERT INTO consent (id, callback, partner, given, actor, at)
      VALUES (\(id), \(callback), \(given.partner.name), \(try JSON.text(given)), \(actor.code), \(writer.now))
      """)
    writer.made.consent = id
    return Consent(id: id, callback: callback, given: given, by: actor, at: writer.now)
  }

  /// What a version of the words says.
  package static func keep(wording version: String, _ text: String, in writer: Writer) throws {
    try writer.run("INSERT INTO wording (version, text) VALUES (\(version), \(text)) ON CONFLICT (version) DO NOTHING")
  }

  package static func save(withdrawn consent: Consent, in writer: Writer) throws {
    try writer.run("UPDATE consent SET withdrawnAt = \(consent.withdrawnAt) WHERE id = \(consent.id)")
  }

  package static func find(_ id: ID<Consent>, in reader: Reader) throws -> Consent? {
    try reader.row("SELECT \(columns) FROM consent WHERE id = \(id)").map(read)
  }

  package static func all(of callback: ID<Callback>, in reader: Reader) throws -> [Consent] {
    try reader.rows("SELECT \(columns) FROM consent WHERE callback = \(callback) ORDER BY id").map(read)
  }

  /// The last yes for this partner that wasn't withdrawn.
  package static func active(_ callback: ID<Callback>, for partner: PartnerID, in reader: Reader) throws -> Consent? {
    try all(of: callback, in: reader).last { $0.isActive && $0.given.partner == partner }
  }

  /// Does the callback's trail tell of the same consents, and of the same withdrawals?
  static func areAsTold(_ callback: ID<Callback>, in reader: Reader) throws -> Bool {
    var told: [ID<Consent>: Consent] = [:]
    for recorded in try Trail.events(of: callback, in: reader) {
      if case .consented(let id, let given) = recorded.event {
        told[id] = Consent(id: id, callback: callback, given: given, by: recorded.actor, at: recorded.at)
      }
      if case .consentWithdrawn(let id) = recorded.event { told[id]?.withdraw(now: recorded.at) }
    }
    return try all(of: callback, in: reader) == told.values.sorted { $0.id.rawValue < $1.id.rawValue }
  }

  private static let columns: Query = "id, callback, given, actor, at, withdrawnAt"

  private static func read(_ row: Row) throws -> Consent {
    guard let actor = Actor(code: try row.text(3)) else { throw row.unreadable(3) }
    return Consent(
      id: try row.id(0), callback: try row.id(1), given: try row.json(2, as: Consent.Given.self), by: actor,
      at: try row.date(4), withdrawnAt: try row.dateIfAny(5))
  }
}

import Desk
import Foundation

/// The table of referrals, and the only place that writes it.
package enum Referrals {
  package static func find(_ id: ID<Referral>, in reader: Reader) throws -> Referral? {
    try reader.row("SELECT \(columns) FROM referral WHERE id = \(id)").map(read)
  }

  /// - Parameter facts: what the partner will see, sealed under the callback's key.
  package static func insert(_ referral: Referral, _ facts: SharedFacts, in writer: Writer) throws {
    let requested = referral.requested
    let sealed = try writer.seal(facts, at: place(referral))
    try writer.run(
      """
      INSERT INTO referral (\(fixed), \(changing), sealed)
      VALUES (\(referral.id), \(requested.callback), \(requested.partner.name), \(requested.consent),
        \(try JSON.text(requested.fields)), \(requested.via.rawValue), \(requested.due), \(referral.requestedAt),
        \(try values(referral)), \(sealed))
      """)
    try ReferralTrail.append(referral.unsaved, to: referral, in: writer)
    writer.made.referral = referral.id
  }

  /// Loads, takes the step, saves, appends the events.
  /// - Throws: `Refusal.notFound`; what the step throws; `StoreFault.conflict` when two writers meet.
  @discardableResult
  package static func change<Value>(
    _ id: ID<Referral>, in writer: Writer, _ step: (inout Referral, Writer) throws -> Value
  ) throws -> (referral: Referral, value: Value) {
    guard var referral = try find(id, in: writer) else { throw Refusal.notFound }
    let loaded = referral.version
    let value = try step(&referral, writer)
    if !referral.unsaved.isEmpty {
      let changed = try writer.run(
        """
        UPDATE referral SET (\(changing)) = (\(try values(referral)))
        WHERE id = \(referral.id) AND version = \(loaded)
        """)
      guard changed == 1 else { throw StoreFault.conflict }
      try ReferralTrail.append(referral.unsaved, to: referral, in: writer)
    }
    writer.made.referral = referral.id
    return (referral.saved, value)
  }

  /// What the partner may see. For `Access.Reveal` and the courier.
  package static func facts(of referral: Referral, in reader: Reader) throws -> Sensitive<SharedFacts> {
    guard let row = try reader.row("SELECT sealed FROM referral WHERE id = \(referral.id)") else {
      throw Refusal.notFound
    }
    return try reader.open(try row.blob(0), at: place(referral), as: SharedFacts.self)
  }

  // MARK: - Lists

  package static func all(of callback: ID<Callback>, in reader: Reader) throws -> [Referral] {
    try reader.rows("SELECT \(columns) FROM referral WHERE callback = \(callback) ORDER BY id").map(read)
  }

  /// Whose referrals a list holds.
  package enum Viewer: Sendable {
    case everybody
    /// Of callbacks that exist for her.
    case adviser(Adviser)
    /// Sent to it.
    case partner(PartnerID)
  }

  package static func all(
    after id: ID<Referral>, for viewer: Viewer = .everybody, limit: Int, in reader: Reader
  ) throws -> [Referral] {
    let seen: Query =
      switch viewer {
      case .everybody: ""
      case .partner(let partner): "AND partner = \(partner.name)"
      case .adviser(let adviser):
        """
        AND callback IN (SELECT callback.id FROM callback WHERE callback.id = referral.callback
          AND (language IN \(list: adviser.languages.map(\.language.code)) OR holder = \(adviser.id.name)))
        """
      }
    return try reader.rows(
      "SELECT \(columns) FROM referral WHERE id > \(id) \(seen) ORDER BY id LIMIT \(limit)"
    ).map(read)
  }

  /// Nobody said yes or no by then.
  package static func due(by moment: Date, in reader: Reader) throws -> [ID<Referral>] {
    try reader.rows(
      """
      SELECT id FROM referral WHERE state IN ('requested', 'received') AND isOverdue = 0 AND due <= \(moment)
      ORDER BY due LIMIT 100
      """
    ).map { try $0.id(0) }
  }

  package static func nextDue(in reader: Reader) throws -> Date? {
    try reader.row("SELECT min(due) FROM referral WHERE state IN ('requested', 'received') AND isOverdue = 0")?
      .dateIfAny(0)
  }

  /// Requested by webhook, and the partner's system took the request itself.
  package static func taken(in reader: Reader) throws -> [ID<Referral>] {
    try reader.rows(
      """
      SELECT id FROM referral WHERE state = 'requested' AND via = 'webhook' AND EXISTS (
        SELECT 1 FROM dispatch WHERE dispatch.referral = referral.id AND dispatch.consent IS NOT NULL
          AND dispatch.state = 'sent') LIMIT 100
      """
    ).map { try $0.id(0) }
  }

  // MARK: - Rows

  private static let fixed: Query = "id, callback, partner, consent, fields, via, firstDue, requestedAt"
  private static let changing: Query = "version, state, reason, exit, since, due, reminders, isOverdue, findings"
  private static let columns: Query = "\(fixed), \(changing)"

  static func values(_ referral: Referral) throws -> Query {
    """
    \(referral.version), \(referral.state.name), \(referral.state.reason?.rawValue),
    \(referral.state.exit?.rawValue), \(referral.since), \(referral.due), \(referral.reminders),
    \(referral.isOverdue), \(try JSON.text(referral.findings))
    """
  }

  private static func read(_ row: Row) throws -> Referral {
    let requested = ReferralEvent.Requested(
      callback: try row.id(1), partner: PartnerID(try row.text(2)), consent: try row.id(3),
      fields: try row.list(4, of: SharedField.self), via: try row.value(5, as: Referral.Via.self),
      due: try row.date(6))
    return Referral(
      id: try row.id(0), requested: requested, requestedAt: try row.date(7), state: try state(row),
      since: try row.date(12), due: try row.date(13), reminders: Int(try row.integer(14)), isOverdue: try row.flag(15),
      findings: try row.json(16, as: [Int: FollowUp.Finding].self), version: Int(try row.integer(8)))
  }

  private static func state(_ row: Row) throws -> Referral.State {
    let name = try row.text(9)
    if name == "requested" { return .requested }
    let reason = try row.textIfAny(10) == nil ? nil : row.value(10, as: Referral.Reason.self)
    let exit = try row.textIfAny(11) == nil ? nil : row.value(11, as: Referral.Exit.self)
    do { return try Referral.State(name, reason: reason, exit: exit) } catch { throw row.unreadable(9) }
  }

  private static func place(_ referral: Referral) -> Vault.Place {
    .init(.callback, referral.requested.callback.rawValue, table: "referral", row: referral.id.rawValue)
  }
}

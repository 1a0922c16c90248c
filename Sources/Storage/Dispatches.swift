import Desk
import Foundation

/// What must leave the desk. Address and words are sealed with the callback they belong to.
package enum Dispatches {
  /// What the courier carries.
  package struct Letter: Sendable, Codable, Equatable {
    /// The gateway's address of the person, verbatim.
    package var to: String
    package var text: String
    /// Sent instead of the text.
    package var template: OnCall.Template?

    package init(to: String, text: String, template: OnCall.Template? = nil) {
      self.to = to
      self.text = text
      self.template = template
    }
  }

  package static func write(
    _ letter: Letter, channel: Channel, account: AccountName, callback: ID<Callback>, in writer: Writer
  ) throws {
    let id = try writer.next(in: .dispatch, as: Dispatch.self)
    try insert(id, try writer.seal(flat: letter, at: place(callback, id)), channel, account, callback, in: writer)
  }

  static func insert(
    _ id: ID<Dispatch>, _ sealed: Data, _ channel: Channel, _ account: AccountName, _ callback: ID<Callback>,
    _ referral: ID<Referral>? = nil, _ consent: ID<Consent>? = nil, alarm: ID<Alarm>? = nil, in writer: Writer
  ) throws {
    try writer.run(
      """
      INSERT INTO dispatch (id, callback, channel, account, referral, consent, alarm, state, at, attempts, sealed)
      VALUES (\(id), \(callback), \(channel.rawValue), \(account), \(referral), \(consent), \(alarm), 'waiting',
        \(writer.now), 0, \(sealed))
      """)
  }

  /// Due by then; of what one callback has to say by one way only the first that hasn't left: order is kept, but for
  /// letters, of which the code for a link may not wait for another.
  package static func due(
    by moment: Date, _ carried: Carried = .all, limit: Int, in reader: Reader
  ) throws -> [Dispatch] {
    try reader.rows(
      """
      SELECT \(columns) FROM dispatch WHERE \(isFirstOfItsKind) \(carried.condition) AND at <= \(moment)
      ORDER BY at LIMIT \(limit)
      """
    ).map(read)
  }

  package static func nextDue(_ carried: Carried = .all, in reader: Reader) throws -> Date? {
    try reader.row("SELECT min(at) FROM dispatch WHERE \(isFirstOfItsKind) \(carried.condition)")?.dateIfAny(0)
  }

  /// What one round of the courier carries: a mail server or a program that takes a minute holds up no message to a client.
  package enum Carried: Sendable {
    case all, messages, others

    fileprivate var condition: Query {
      switch self {
      case .all: ""
      case .messages: "AND channel = 'whatsapp'"
      case .others: "AND channel <> 'whatsapp'"
      }
    }
  }

  private static let isFirstOfItsKind: Query = """
    state = 'waiting' AND (channel = 'mail' OR NOT EXISTS (SELECT 1 FROM dispatch AS earlier
      WHERE earlier.callback = dispatch.callback AND earlier.id < dispatch.id
        AND earlier.channel = dispatch.channel AND earlier.account = dispatch.account
        AND coalesce(earlier.alarm, 0) = coalesce(dispatch.alarm, 0)
        AND earlier.state IN ('waiting', 'sending')))
    """

  package static func find(_ id: ID<Dispatch>, in reader: Reader) throws -> Dispatch? {
    try reader.row("SELECT \(columns) FROM dispatch WHERE id = \(id)").map(read)
  }

  /// Of these callbacks, each with the time of its last change.
  static func of(_ callbacks: Query, in reader: Reader) throws -> [(at: Date, dispatch: Dispatch)] {
    try reader.rows("SELECT \(columns) FROM dispatch WHERE callback IN (\(callbacks)) ORDER BY id")
      .map { (try $0.date(5), try read($0)) }
  }

  /// Handed over before the process ended.
  package static func interrupted(in reader: Reader) throws -> [Dispatch] {
    try reader.rows("SELECT \(columns) FROM dispatch WHERE state = 'sending' ORDER BY at").map(read)
  }

  /// Handed over by then, and never heard of since.
  package static func unknown(since moment: Date, in reader: Reader) throws -> [Dispatch] {
    try reader.rows(
      "SELECT \(columns) FROM dispatch WHERE \(isUnknown) AND at <= \(moment) ORDER BY id LIMIT 100"
    ).map(read)
  }

  package static func oldestUnknown(in reader: Reader) throws -> Date? {
    try reader.row("SELECT min(at) FROM dispatch WHERE \(isUnknown)")?.dateIfAny(0)
  }

  private static let isUnknown: Query = "state IN ('sending', 'uncertain')"

  package static func save(_ dispatch: Dispatch, in writer: Writer) throws {
    let (state, at, reason) = shape(dispatch.state)
    try writer.run(
      """
      UPDATE dispatch SET state = \(state), at = \(at), reason = \(reason), attempts = \(dispatch.attempts),
        delivery = \((dispatch.delivery?.rawValue).map(Int64.init)) WHERE id = \(dispatch.id)
      """)
  }

  /// For the courier, to deliver it.
  package static func open<Content: Decodable>(
    _ dispatch: Dispatch, as: Content.Type = Letter.self, in reader: Reader
  ) throws -> Sensitive<Content> {
    guard let row = try reader.row("SELECT sealed FROM dispatch WHERE id = \(dispatch.id)") else {
      throw Vault.Fault.keyIsGone
    }
    return try reader.open(try row.blob(0), at: place(dispatch.callback, dispatch.id), as: Content.self)
  }

  package static func counts(in reader: Reader) throws -> [(state: String, count: Int)] {
    try reader.rows("SELECT state, count(*) FROM dispatch GROUP BY state")
      .map { (try $0.text(0), Int(try $0.integer(1))) }
  }

  static let columns: Query =
    "id, callback, channel, account, state, at, reason, attempts, delivery, referral, consent, alarm"

  static func read(_ row: Row) throws -> Dispatch {
    Dispatch(
      id: try row.id(0), callback: try row.id(1), channel: try row.value(2, as: Channel.self),
      account: try row.text(3), referral: try row.integerIfAny(9).map { ID($0) },
      consent: try row.integerIfAny(10).map { ID($0) }, alarm: try row.integerIfAny(11).map { ID($0) },
      state: try state(row),
      attempts: Int(try row.integer(7)),
      delivery: try row.integerIfAny(8).flatMap { DeliveryStatus(rawValue: Int($0)) })
  }

  private static func state(_ row: Row) throws -> Dispatch.State {
    let at = try row.date(5)
    return switch try row.text(4) {
    case "waiting": .waiting(until: at)
    case "sending": .sending(since: at)
    case "sent": .sent(at: at)
    case "uncertain": .uncertain(since: at)
    case "failed": .failed(reason: try row.text(6))
    default: throw row.unreadable(4)
    }
  }

  private static func shape(_ state: Dispatch.State) -> (String, Query, String?) {
    switch state {
    case .waiting(let until): ("waiting", "\(until)", nil)
    case .sending(let since): ("sending", "\(since)", nil)
    case .sent(let at): ("sent", "\(at)", nil)
    case .uncertain(let since): ("uncertain", "\(since)", nil)
    case .failed(let reason): ("failed", "at", reason)
    }
  }

  static func place(_ callback: ID<Callback>, _ id: ID<Dispatch>) -> Vault.Place {
    .init(.callback, callback.rawValue, table: "dispatch", row: id.rawValue)
  }
}

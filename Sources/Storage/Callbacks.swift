import Desk
import Foundation

/// The table of callbacks, and the only place that writes it.
package enum Callbacks {
  package static func find(_ id: ID<Callback>, in reader: Reader) throws -> Callback? {
    try reader.row("SELECT \(CallbackRow.columns) FROM callback WHERE id = \(id)").map(CallbackRow.read)
  }

  /// Loads, takes the step, saves, appends the events.
  /// - Throws: `Refusal.notFound`; what the step throws.
  @discardableResult
  package static func change<Value>(
    _ id: ID<Callback>, in writer: Writer, _ step: (inout Callback, Writer) throws -> Value
  ) throws -> (callback: Callback, value: Value) {
    guard var callback = try find(id, in: writer) else { throw Refusal.notFound }
    let loaded = callback.version
    let holder = callback.holder
    let value: Value
    do { value = try step(&callback, writer) } catch Refusal.staleEpoch(let present, nil) {
      throw Refusal.staleEpoch(present: present, since: try Trail.lastClaim(of: id, in: writer))
    }
    try save(callback, over: loaded, in: writer)
    if let holder, holder != callback.holder { try Advisers.finish(holder, in: writer) }
    note(callback, in: writer)
    return (callback.saved, value)
  }

  /// - Parameter version: as the caller saw it; nil when she doesn't say.
  /// - Throws: `Refusal.staleVersion` with who changed it since, and when.
  package static func expect(_ version: Int?, of callback: Callback, in reader: Reader) throws {
    guard let version, version != callback.version else { return }
    throw Refusal.staleVersion(present: callback.version, since: try Trail.last(of: callback.id, in: reader))
  }

  /// A new callback, with its key and what is known of the person.
  package static func insert(_ callback: Callback, _ client: Client, in writer: Writer) throws {
    try writer.makeKey(for: .callback, callback.id.rawValue)
    let row = try CallbackRow(callback)
    try writer.run(
      "INSERT INTO callback (\(CallbackRow.columns)) VALUES (\(row.fixedValues), \(row.changingValues))")
    try References.insert(callback.received.reference, callback.id, in: writer)
    try Clients.save(client, of: callback.id, in: writer)
    try Trail.append(callback.unsaved, to: callback, in: writer)
    note(callback, in: writer)
  }

  private static func note(_ callback: Callback, in writer: Writer) {
    writer.made.callback = callback.id
    writer.made.version = callback.version
  }

  /// How many came by mail from a referrer since then.
  /// - Parameter referrer: the partner's short name.
  package static func countMailed(by referrer: String, since moment: Date, in reader: Reader) throws -> Int {
    Int(
      try reader.row(
        """
        SELECT count(*) FROM callback
        WHERE channel = 'mail' AND referredBy = \(referrer) AND receivedAt >= \(moment)
        """)?.integer(0) ?? 0)
  }

  /// As it was at an earlier version, by its trail.
  package static func find(_ id: ID<Callback>, at version: Int, in reader: Reader) throws -> Callback? {
    Callback.replay(id, Array(try Trail.events(of: id, in: reader).prefix(version)))
  }

  /// - Throws: `StoreFault.conflict` when the row isn't at the version that was loaded: two writers can't both win.
  private static func save(_ callback: Callback, over loaded: Int, in writer: Writer) throws {
    guard !callback.unsaved.isEmpty else { return }
    let row = try CallbackRow(callback)
    let changed = try writer.run(
      """
      UPDATE callback SET (\(CallbackRow.changing)) = (\(row.changingValues))
      WHERE id = \(callback.id) AND version = \(loaded)
      """)
    guard changed == 1 else { throw StoreFault.conflict }
    try Trail.append(callback.unsaved, to: callback, in: writer)
  }

  // MARK: - Lists

  /// Everything not closed, oldest first, after a place in that order.
  /// - Parameter adviser: only what exists for her; nil for a coordinator.
  package static func open(
    after: (Date, ID<Callback>)?, language: Language? = nil, for adviser: Adviser? = nil, limit: Int,
    in reader: Reader
  ) throws -> [Callback] {
    let (since, id) = after ?? (Date(milliseconds: 0), ID(0))
    let ofLanguage: Query = language.map { "AND language = \($0.code)" } ?? ""
    let hers: Query =
      adviser.map {
        "AND (language IN \(list: $0.languages.map(\.language.code)) OR holder = \($0.id.name))"
      } ?? ""
    return try reader.rows(
      """
      SELECT \(CallbackRow.columns) FROM callback
      WHERE state <> 'closed' AND (waitingSince, id) > (\(since), \(id)) \(ofLanguage) \(hers)
      ORDER BY waitingSince, id LIMIT \(limit)
      """
    ).map(CallbackRow.read)
  }

  package static func held(by adviser: AdviserID, in reader: Reader) throws -> [Callback] {
    try reader.rows(
      "SELECT \(CallbackRow.columns) FROM callback WHERE state = 'claimed' AND holder = \(adviser.name) ORDER BY id"
    ).map(CallbackRow.read)
  }

  /// Whose rest is over by then.
  package static func rested(by moment: Date, in reader: Reader) throws -> [ID<Callback>] {
    try reader.rows("SELECT id FROM callback WHERE state = 'resting' AND restUntil <= \(moment) LIMIT 100")
      .map { try $0.id(0) }
  }

  package static func nextRestEnds(in reader: Reader) throws -> Date? {
    try reader.row("SELECT min(restUntil) FROM callback WHERE state = 'resting'")?.dateIfAny(0)
  }

  /// Who hasn't answered a question of the desk since before then, and isn't in the inbox for it.
  package static func unanswered(since moment: Date, in reader: Reader) throws -> [Callback] {
    try reader.rows(
      """
      SELECT \(CallbackRow.columns) FROM callback WHERE askedAt IS NOT NULL AND askedAt <= \(moment)
      AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.callback = callback.id AND inbox.kind = 'no_answer')
      ORDER BY askedAt LIMIT 100
      """
    ).map(CallbackRow.read)
  }

  /// The closed ones are what is left: their rows aren't looked at.
  package static func counts(in reader: Reader) throws -> [(state: String, count: Int)] {
    let open = try reader.rows("SELECT state, count(*) FROM callback WHERE state <> 'closed' GROUP BY state")
      .map { (state: try $0.text(0), count: Int(try $0.integer(1))) }
    let all = Int(try reader.row("SELECT count(*) FROM callback")?.integer(0) ?? 0)
    return open + [("closed", all - open.reduce(0) { $0 + $1.count })]
  }

  /// The first of all that isn't closed.
  package static func oldestOpen(in reader: Reader) throws -> Date? {
    try reader.row("SELECT waitingSince FROM callback WHERE state <> 'closed' ORDER BY waitingSince, id LIMIT 1")?.date(
      0)
  }

  package static func oldestWaiting(in reader: Reader) throws -> Date? {
    try reader.row("SELECT min(waitingSince) FROM callback WHERE state = 'waiting'")?.dateIfAny(0)
  }

  /// Every callback's number, for a check of all.
  package static func all(after id: ID<Callback>, limit: Int, in reader: Reader) throws -> [Callback] {
    try reader.rows("SELECT \(CallbackRow.columns) FROM callback WHERE id > \(id) ORDER BY id LIMIT \(limit)")
      .map(CallbackRow.read)
  }
}

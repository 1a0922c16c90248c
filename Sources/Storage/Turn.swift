import Crypto
import Desk
import Foundation
import GRDB
import Synchronization

/// A look at the database, as it was at one moment.
package class Reader {
  fileprivate let database: GRDB.Database
  package let vault: Vault
  package let now: Date
  /// Keys opened in this turn.
  fileprivate var keys: [KeyName: SymmetricKey] = [:]

  fileprivate struct KeyName: Hashable {
    let owner: Vault.KeyOwner
    let id: Int64
  }

  init(_ database: GRDB.Database, vault: Vault, now: Date) {
    self.database = database
    self.vault = vault
    self.now = now
  }

  package func rows(_ query: Query, of table: String = #function) throws -> [Row] {
    var rows: [Row] = []
    try Execution.run(query, in: database) { rows.append(Row($0, table: table)) }
    return rows
  }

  package func row(_ query: Query, of table: String = #function) throws -> Row? {
    try rows(query, of: table).first
  }

  /// Opens what was sealed at that place. Outside Storage only Access, the courier and Intake may ask for it (TidyTests).
  package func open<Value: Decodable>(_ blob: Data, at place: Vault.Place, as: Value.Type) throws
    -> Sensitive<Value>
  {
    let padded = try Vault.open(blob, key: try key(place.owner, place.ownerID), at: place)
    return Sensitive(try JSON.decoder.decode(Value.self, from: try Vault.unpadded(padded)))
  }

  /// The same for bytes that are no JSON of ours: receipts.
  package func openBytes(_ blob: Data, at place: Vault.Place) throws -> Sensitive<Data> {
    Sensitive(try Vault.open(blob, key: try key(place.owner, place.ownerID), at: place))
  }

  fileprivate func key(_ owner: Vault.KeyOwner, _ id: Int64) throws -> SymmetricKey {
    let name = KeyName(owner: owner, id: id)
    if let key = keys[name] { return key }
    let query: Query = "SELECT wrapped FROM wrappedKey WHERE owner = \(owner.rawValue) AND id = \(id)"
    guard let row = try row(query) else { throw Vault.Fault.keyIsGone }
    let key = try vault.unwrap(try row.blob(0), at: .init(owner, id, table: "wrappedKey", row: id))
    keys[name] = key
    return key
  }
}

/// One turn of the writer: a transaction that nobody sees half of, undone whole when it throws.
package final class Writer: Reader {
  private let numbers: Numbers
  /// Keys made in this turn.
  private var keysMade: [KeyName] = []
  /// What this turn made, for a request that may come again.
  package var made = Once.Made()

  init(_ database: GRDB.Database, vault: Vault, now: Date, numbers: Numbers) {
    self.numbers = numbers
    super.init(database, vault: vault, now: now)
  }

  /// - Returns: how many rows it changed.
  @discardableResult
  package func run(_ query: Query) throws -> Int {
    guard database.isInsideTransaction else { throw StoreFault.unavailable }
    try Execution.run(query, in: database)
    return database.changesCount
  }

  /// Undoes what `body` did when it throws, and nothing else of this turn.
  package func attempt(_ body: () throws -> Void) throws {
    let before = keysMade.count
    do {
      try Execution.savepoint(in: database, body)
    } catch {
      for name in keysMade[before...] { keys[name] = nil }
      throw error
    }
  }

  /// After a full or failing disk a turn is over: nothing it did before will be there, so nothing may be added.
  package func mayGoOn(after error: any Error) -> Bool {
    database.isInsideTransaction && (error as? DatabaseError)?.endsTheTransaction != true
  }

  /// The next number of a table. Given here rather than by SQLite, because a row's seal binds its number.
  package func next<Subject>(in table: Numbers.Table, as: Subject.Type = Subject.self) throws -> ID<Subject> {
    ID(try numbers.next(table, in: self))
  }

  package func seal(_ value: some Encodable, at place: Vault.Place) throws -> Data {
    let plain = Vault.padded(try JSON.encoder.encode(value))
    return try Vault.seal(plain, key: try key(place.owner, place.ownerID), at: place)
  }

  func seal(flat record: some FlatRecord, at place: Vault.Place) throws -> Data {
    try Vault.seal(
      Vault.padded(FlatJSON.data(record)), key: try key(place.owner, place.ownerID), at: place)
  }

  package func sealBytes(_ bytes: Data, at place: Vault.Place) throws -> Data {
    try Vault.seal(bytes, key: try key(place.owner, place.ownerID), at: place)
  }

  /// A new key, in the transaction of the first row it seals.
  package func makeKey(for owner: Vault.KeyOwner, _ id: Int64) throws {
    let key = SymmetricKey(size: .bits256)
    let wrapped = try vault.wrap(key, at: .init(owner, id, table: "wrappedKey", row: id))
    try run(
      """
      INSERT INTO wrappedKey (owner, id, kek, wrapped)
      VALUES (\(owner.rawValue), \(id), \(Vault.wrappingGeneration), \(wrapped))
      """)
    let name = KeyName(owner: owner, id: id)
    keys[name] = key
    keysMade.append(name)
  }

  /// From here on nobody can read what it sealed.
  package func deleteKey(of owner: Vault.KeyOwner, _ id: Int64) throws {
    try run("DELETE FROM wrappedKey WHERE owner = \(owner.rawValue) AND id = \(id)")
    keys[KeyName(owner: owner, id: id)] = nil
  }
}

/// The numbers already given, per table. Lives with the one writer; a turn that is undone leaves a gap.
package final class Numbers: Sendable {
  package enum Table: String, Sendable {
    case callback, person, event, message, thread, receipt, dispatch, inbox, audit, consent, referral,
      attachment

    /// The highest number that the table holds.
    fileprivate var highest: Query {
      switch self {
      case .callback: "SELECT coalesce(max(id), 0) FROM callback"
      case .person: "SELECT coalesce(max(person), 0) FROM callback"
      // Referrals' events stand in the same order.
      case .event:
        """
        SELECT max(coalesce((SELECT max(seq) FROM event), 0), coalesce((SELECT max(seq) FROM referralEvent), 0))
        """
      case .attachment: "SELECT coalesce(max(id), 0) FROM attachment"
      case .message: "SELECT coalesce(max(id), 0) FROM message"
      case .thread: "SELECT coalesce(max(id), 0) FROM thread"
      case .receipt: "SELECT coalesce(max(id), 0) FROM receipt"
      case .dispatch: "SELECT coalesce(max(id), 0) FROM dispatch"
      case .inbox: "SELECT coalesce(max(id), 0) FROM inbox"
      case .audit: "SELECT coalesce(max(seq), 0) FROM audit"
      case .consent: "SELECT coalesce(max(id), 0) FROM consent"
      case .referral: "SELECT coalesce(max(id), 0) FROM referral"
      }
    }
  }

  private let last = Mutex<[Table: Int64]>([:])

  fileprivate func next(_ table: Table, in writer: Writer) throws -> Int64 {
    try last.withLock { last in
      let number = try (last[table] ?? writer.rows(table.highest)[0].integer(0)) + 1
      last[table] = number
      return number
    }
  }
}

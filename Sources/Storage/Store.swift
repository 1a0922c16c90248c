import Desk
import Foundation
import GRDB
import Synchronization

/// The database of a desk: one folder, one process, one writer. Everything acknowledged is on the disk.
package final class Store: Sendable {
  package let folder: URL
  package let vault: Vault
  package let clock: @Sendable () -> Date
  private let lock: FolderLock
  private let pool: DatabasePool
  private let writer: GroupCommit
  private let signal: CommitSignal

  /// Opens, or makes, the database of a folder, and brings its schema up to date.
  /// - Parameter clock: the one clock of everything stored; whole milliseconds.
  /// - Throws: `StoreFault` when the folder is taken, the disk isn't durable or the key is another one.
  package init(folder: URL, masterKey: Data, clock: @escaping @Sendable () -> Date) throws {
    self.folder = folder
    self.clock = clock
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    lock = try FolderLock(folder)
    vault = try Vault(masterKey: masterKey)
    pool = try Self.openPool(folder.appending(path: "balie.sqlite").path)
    try Schema.migrator.migrate(pool)
    let signal = CommitSignal()
    self.signal = signal
    writer = GroupCommit(
      pool: pool, vault: vault, clock: clock, committed: { signal.fire() }, broke: { signal.breakDown() })
    try Self.checkMasterKey(pool, vault, clock())
  }

  /// `temp_store`: what a savepoint may have to undo is kept in memory; in a file it is written for every savepoint, and
  /// in clear text outside the folder.
  private static let pragmas = """
    PRAGMA trusted_schema = OFF;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    """

  private static func openPool(_ path: String) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { try $0.execute(sql: Self.pragmas) }
    let pool = try DatabasePool(path: path, configuration: configuration)
    // GRDB's pool sets NORMAL after `prepareDatabase`; a commit would then not survive a power cut.
    let mode = try pool.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA synchronous = FULL")
      // 8 MiB of log between two checkpoints: pages that change in every commit are copied half as often as by default,
      // and nobody waits long for one.
      try database.execute(sql: "PRAGMA wal_autocheckpoint = 2000")
      // 16 MiB of pages: keyed hashes fall on pages all over the file.
      try database.execute(sql: "PRAGMA cache_size = -16384")
      return try Int.fetchOne(database, sql: "PRAGMA synchronous")
    }
    guard mode == 2 else { throw StoreFault.notDurable }
    return pool
  }

  private static func checkMasterKey(_ pool: DatabasePool, _ vault: Vault, _ now: Date) throws {
    try pool.write { database in
      let writer = Writer(database, vault: vault, now: now, numbers: Numbers())
      if try writer.row("SELECT 1 FROM wrappedKey WHERE owner = 'desk' AND id = 0") == nil {
        return try writer.makeKey(for: .desk, 0)
      }
      do { _ = try writer.sealBytes(Data(), at: .init(.desk, 0, table: "desk", row: 0)) } catch is Vault.Fault {
        throw StoreFault.wrongMasterKey
      }
    }
  }

  package func close() throws { try pool.close() }

  /// Looks at one moment of the database.
  package func read<Value: Sendable>(_ body: @escaping @Sendable (Reader) throws -> Value) async throws
    -> Value
  {
    try await pool.read { [vault, clock] database in
      try body(Reader(database, vault: vault, now: clock()))
    }
  }

  /// Takes a turn of the writer. Returns after the commit is on the disk.
  /// In a request with an `Idempotency-Key` the key is kept in the same turn.
  /// - Throws: what `body` throws, unchanged and with everything it did undone; `Once.Refused`; else `StoreFault`.
  package func write<Value: Sendable>(_ body: @escaping @Sendable (Writer) throws -> Value) async throws
    -> Value
  {
    let once = Once.current
    return try await withCheckedThrowingContinuation { continuation in
      writer.submit(
        .init(
          run: { writer in
            try once?.begin(in: writer)
            let value = try body(writer)
            try once?.finish(in: writer)
            return { continuation.resume(returning: value) }
          },
          fail: { continuation.resume(throwing: $0) }))
    }
  }

  /// The one way to change a callback: load, step, save, append the events, in one transaction.
  /// - Throws: `Refusal` as the step threw it.
  package func change<Value: Sendable>(
    _ id: ID<Callback>, _ step: @escaping @Sendable (inout Callback, Writer) throws -> Value
  ) async throws -> (callback: Callback, value: Value) {
    try await write { try Callbacks.change(id, in: $0, step) }
  }

  /// Fires after every commit; ends when the disk failed.
  package func commits() -> AsyncStream<Void> { signal.stream() }

  /// Did a sync or write fail for good?
  package var isBroken: Bool { signal.isBroken }

  package func sqliteVersion() async throws -> String {
    try await pool.read { try String.fetchOne($0, sql: "SELECT sqlite_version()") ?? "" }
  }
}

/// Tells the loops that something was committed. Each listener keeps at most one untold signal.
final class CommitSignal: Sendable {
  private struct State {
    var listeners: [UUID: AsyncStream<Void>.Continuation] = [:]
    var isBroken = false
  }

  private let state = Mutex(State())

  var isBroken: Bool { state.withLock(\.isBroken) }

  func stream() -> AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      let name = UUID()
      let isBroken = state.withLock { state in
        state.listeners[name] = continuation
        return state.isBroken
      }
      if isBroken { continuation.finish() }
      continuation.onTermination = { [weak self] _ in
        self?.state.withLock { state in state.listeners[name] = nil }
      }
    }
  }

  func fire() {
    for listener in state.withLock({ Array($0.listeners.values) }) { listener.yield() }
  }

  func breakDown() {
    let listeners = state.withLock { state in
      state.isBroken = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }
}

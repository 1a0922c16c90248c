import Foundation
import GRDB
import Synchronization

/// The one writer. What waits is taken into one transaction, a savepoint each, and answered only after the commit:
/// durable costs one sync for many. A piece that throws is undone alone and told why.
final class GroupCommit: Sendable {
  /// A piece of work. `run` does it and returns how to answer once it is committed.
  struct Piece: Sendable {
    let run: @Sendable (Writer) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
  }

  /// At most so many pieces in one transaction.
  static let most = 256

  private struct Waiting {
    var pieces: [Piece] = []
    var isDraining = false
    var isBroken = false
  }

  private let waiting = Mutex(Waiting())
  private let queue = DispatchQueue(label: "balie.writer")
  private let pool: DatabasePool
  private let vault: Vault
  private let clock: @Sendable () -> Date
  private let committed: @Sendable () -> Void
  private let broke: @Sendable () -> Void
  private let numbers = Numbers()

  init(
    pool: DatabasePool, vault: Vault, clock: @escaping @Sendable () -> Date,
    committed: @escaping @Sendable () -> Void, broke: @escaping @Sendable () -> Void
  ) {
    self.pool = pool
    self.vault = vault
    self.clock = clock
    self.committed = committed
    self.broke = broke
  }

  func submit(_ piece: Piece) {
    enum Next { case drain, wait, refuse }
    let next: Next = waiting.withLock { waiting in
      if waiting.isBroken { return .refuse }
      waiting.pieces.append(piece)
      if waiting.isDraining { return .wait }
      waiting.isDraining = true
      return .drain
    }
    switch next {
    case .drain: queue.async { self.drain() }
    case .wait: break
    case .refuse: piece.fail(StoreFault.broken)
    }
  }

  private func drain() {
    while true {
      let (group, isBroken) = waiting.withLock { waiting in
        let group = Array(waiting.pieces.prefix(Self.most))
        waiting.pieces.removeFirst(group.count)
        if group.isEmpty { waiting.isDraining = false }
        return (group, waiting.isBroken)
      }
      if group.isEmpty { return }
      if isBroken {
        for piece in group { piece.fail(StoreFault.broken) }
      } else {
        commit(group)
      }
    }
  }

  private func commit(_ group: [Piece]) {
    var answers: [@Sendable () -> Void] = []
    do {
      try pool.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          answers = try group.map { try attempt($0, in: database) }
          return .commit
        }
      }
    } catch {
      fail(group, error)
      return
    }
    for answer in answers { answer() }
    committed()
  }

  /// - Throws: only what undoes the whole transaction: a disk that is full or failing.
  private func attempt(_ piece: Piece, in database: Database) throws -> @Sendable () -> Void {
    var answer: @Sendable () -> Void = {}
    do {
      let writer = Writer(database, vault: vault, now: clock(), numbers: numbers)
      answer = try Execution.savepoint(in: database) { try piece.run(writer) }
    } catch let error as DatabaseError where error.endsTheTransaction {
      throw error
    } catch {
      // SQLite rolled everything back by itself: what the other pieces did is gone too, and nothing may be written now.
      guard database.isInsideTransaction else { throw error }
      answer = { piece.fail(error) }
    }
    return answer
  }

  private func fail(_ group: [Piece], _ error: any Error) {
    let isBroken = (error as? DatabaseError)?.resultCode == .SQLITE_IOERR
    if isBroken {
      waiting.withLock { $0.isBroken = true }
      broke()
    }
    for piece in group { piece.fail(isBroken ? StoreFault.broken : StoreFault.unavailable) }
  }
}

extension DatabaseError {
  /// SQLite may roll the whole transaction back by itself for these (sqlite.org/lang_transaction.html §2).
  var endsTheTransaction: Bool {
    switch resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_NOMEM, .SQLITE_BUSY, .SQLITE_INTERRUPT, .SQLITE_CORRUPT: true
    default: false
    }
  }
}

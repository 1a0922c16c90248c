import Desk
import Foundation
import Storage

/// Station 2: which callback for which adviser.
package struct Matcher: Sendable {
  let store: Store

  package init(store: Store) { self.store = store }

  /// What an adviser can take now, best first.
  package func queue(
    for adviser: Adviser, language: Language?, after place: QueueOrder.Place?, limit: Int
  ) async throws -> [Callback] {
    try await store.read { reader in
      let languages = adviser.languages.map(\.language).filter { language == nil || $0 == language }
      return try Callbacks.callable(in: languages, after: place, limit: limit, in: reader)
    }
  }

  /// Everything that isn't closed, oldest first: for the coordinator.
  package func everything(
    after: (Date, ID<Callback>)?, language: Language?, for adviser: Adviser?, limit: Int
  ) async throws -> [Callback] {
    try await store.read { try Callbacks.open(after: after, language: language, for: adviser, limit: limit, in: $0) }
  }

  /// Ranks and claims in one turn of the writer, so that thirty-six who ask at once get thirty-six callbacks.
  /// - Throws: `Refusal.nothingToTake`; `.notAvailable` for one who said she is away.
  package func next(for colleague: Advisers.Colleague) async throws -> Callback {
    let adviser = colleague.adviser
    return try await store.write { writer in
      if let said = colleague.said, said.presence != .available, colleague.presence(now: writer.now) == said.presence {
        throw Refusal.notAvailable(said.presence)
      }
      let languages = adviser.languages.map(\.language)
      guard let best = try Callbacks.callable(in: languages, limit: 1, in: writer).first else {
        throw Refusal.nothingToTake
      }
      return try Callbacks.change(best.id, in: writer) { callback, writer in
        try callback.claim(by: adviser, now: writer.now)
      }.callback
    }
  }
}

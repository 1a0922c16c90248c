import Desk
import Foundation
import Storage

/// Station 2: which callback for which adviser.
package struct Matcher: Sendable {
  let store: Store
  let rules: DeskRules
  let open: OpenTime

  package init(store: Store, rules: DeskRules) {
    self.store = store
    self.rules = rules
    open = OpenTime(rules.openingHours)
  }

  /// What an adviser can take now, best first.
  /// - Returns: a page, and where the next one goes on.
  package func queue(
    for adviser: Adviser, language: Language?, after place: QueuePlace? = nil, limit: Int
  ) async throws -> (callbacks: [Callback], next: QueuePlace?) {
    try await store.read { reader in
      let view = try QueueView(try need(in: reader), rules, open, in: reader, from: place)
      let best = try view.best(limit, for: adviser, only: language, after: place?.standing)
      let next = best.count < limit ? nil : best.last.map { QueuePlace(view, $0.standing) }
      return (try best.compactMap { try Callbacks.find(ID($0.queued.id), in: reader) }, next)
    }
  }

  /// Everything that isn't closed, oldest first: for the coordinator.
  package func everything(
    after: (Date, ID<Callback>)?, language: Language?, for adviser: Adviser?, limit: Int
  ) async throws -> [Callback] {
    try await store.read { try Callbacks.open(after: after, language: language, for: adviser, limit: limit, in: $0) }
  }

  /// Ranks and claims in one turn of the writer, so that thirty-six who ask at once get thirty-six callbacks. What is
  /// offered to her is the best one.
  /// - Throws: `Refusal.nothingToTake`; `.notAvailable` for one who said she is away.
  package func next(for colleague: Advisers.Colleague) async throws -> Callback {
    let adviser = colleague.adviser
    return try await store.write { writer in
      if let said = colleague.said, said.presence != .available, colleague.presence(now: writer.now) == said.presence {
        throw Refusal.notAvailable(said.presence)
      }
      return try Callbacks.change(try best(for: adviser, in: writer), in: writer) { callback, writer in
        try callback.claim(by: adviser, now: writer.now)
      }.callback
    }
  }

  private func best(for adviser: Adviser, in writer: Writer) throws -> ID<Callback> {
    if let offered = try Callbacks.offered(to: adviser.id, in: writer) { return offered.id }
    let view = try QueueView(try need(in: writer), rules, open, in: writer)
    guard let best = try view.best(1, for: adviser).first else { throw Refusal.nothingToTake }
    return ID(best.queued.id)
  }
}

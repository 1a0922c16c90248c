import Access
import Desk
import Foundation
import Storage

/// Station 3: from the claim to the close.
package struct Handler: Sendable {
  let store: Store
  private let policy: AttemptPolicy
  private let issues: IssueList

  package init(store: Store, policy: AttemptPolicy, issues: IssueList = .bare) {
    self.store = store
    self.policy = policy
    self.issues = issues
  }

  /// One winner; the others are told who and until when. A colleague who doesn't speak the language finds nothing.
  package func claim(_ id: ID<Callback>, by adviser: Adviser) async throws -> Callback {
    try await step(id, by: adviser) { try $0.claim(by: adviser, now: $1) }
  }

  package func release(_ id: ID<Callback>, by adviser: Adviser, epoch: Int?) async throws -> Callback {
    try await step(id, by: adviser) { try $0.release(by: adviser, epoch: epoch, now: $1) }
  }

  package func attempt(
    _ id: ID<Callback>, _ result: AttemptResult, tryAgain: Date?, by adviser: Adviser, epoch: Int?
  ) async throws -> Callback {
    try await store.change(id) { [policy] callback, writer in
      guard adviser.maySee(callback) else { throw Refusal.notFound }
      try callback.attempt(
        result, tryAgain: tryAgain, by: adviser.id, epoch: epoch, policy: policy, now: writer.now)
      // So many calls and no answer: whether to go on is for the coordinator.
      if callback.holder == nil, callback.attempts.count >= policy.most {
        try Inbox.put(
          .mostAttempts, subject: "\(callback.attempts.count) attempts", callback: id,
          channel: callback.received.channel, account: callback.received.account, in: writer)
      }
    }.callback
  }

  package func note(_ id: ID<Callback>, _ text: String, by adviser: Adviser, epoch: Int?) async throws -> Callback {
    try await step(id, by: adviser) { try $0.note(text, by: adviser.id, epoch: epoch, now: $1) }
  }

  /// - Parameter note: kept, sealed, before the close.
  package func close(
    _ id: ID<Callback>, _ outcome: Outcome, issue: IssueCode?, note: String?, by adviser: Adviser, epoch: Int?
  ) async throws -> Callback {
    try await step(id, by: adviser) { [policy, issues] callback, now in
      if let note { try callback.note(note, by: adviser.id, epoch: epoch, now: now) }
      try callback.close(
        outcome, issue: issue, list: issues.version, by: adviser.id, epoch: epoch, policy: policy, now: now)
    }
  }

  /// Whoever rested long enough is back in the queue, with the old place.
  /// - Returns: when the next rest ends.
  package func step() async throws -> Date? {
    let over = try await store.read { reader in
      (ids: try Callbacks.rested(by: reader.now, in: reader), next: try Callbacks.nextRestEnds(in: reader))
    }
    for id in over.ids {
      _ = try await store.change(id) { callback, writer in callback.rest(now: writer.now) }
    }
    return over.ids.isEmpty ? over.next : try await store.read { try Callbacks.nextRestEnds(in: $0) }
  }

  func step(
    _ id: ID<Callback>, by adviser: Adviser, _ take: @escaping @Sendable (inout Callback, Date) throws -> Void
  ) async throws -> Callback {
    try await store.change(id) { callback, writer in
      guard adviser.maySee(callback) else { throw Refusal.notFound }
      try take(&callback, writer.now)
    }.callback
  }
}

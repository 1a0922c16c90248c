import Access
import Desk
import Foundation
import Storage

/// A callback that changes hands, comes back, or is weighed anew.
extension Handler {
  /// From a colleague whose claim ran out or who is off shift. Why is kept in the trail.
  package func takeOver(_ id: ID<Callback>, by adviser: Adviser, reason: String) async throws -> Callback {
    try await store.change(id) { callback, writer in
      guard adviser.maySee(callback) else { throw Refusal.notFound }
      let holder = try callback.holder.flatMap { try Advisers.find($0, in: writer) }
      let isOff = holder.map { $0.adviser.isOff(said: $0.said, now: writer.now) } ?? false
      try callback.takeOver(by: adviser, holderIsOff: isOff, reason: reason, now: writer.now)
    }.callback
  }

  /// - Throws: `Refusal.invalid` when there is no such colleague; what `Callback.assign` refuses.
  package func assign(_ id: ID<Callback>, to adviser: AdviserID, by caller: Caller) async throws -> Callback {
    try caller.coordinator()
    return try await store.change(id) { callback, writer in
      guard let colleague = try Advisers.find(adviser, in: writer) else { throw Refusal.invalid(field: "adviser") }
      try callback.assign(to: colleague.adviser, by: caller.actor, now: writer.now)
    }.callback
  }

  package func reopen(_ id: ID<Callback>, by caller: Caller) async throws -> Callback {
    try await step(id, by: caller) { try $0.reopen(by: caller.actor, now: $1) }
  }

  package func set(_ urgency: Urgency, of id: ID<Callback>, reason: String, by caller: Caller) async throws -> Callback
  {
    try await step(id, by: caller) { try $0.set(urgency, reason: reason, by: caller.actor, now: $1) }
  }

  /// What happened to the person of this callback, over all of theirs, from a place on.
  package func history(
    ofThePersonOf id: ID<Callback>, for caller: Caller, after place: History.Place?, limit: Int
  ) async throws -> [(place: History.Place, line: History.Line)] {
    try await store.read { reader in
      guard let callback = try Callbacks.find(id, in: reader), caller.maySee(callback) else { throw Refusal.notFound }
      let lines = try History.lines(ofThePersonOf: id, in: reader)
      return Array(lines.drop { line in place.map { line.place <= $0 } ?? false }.prefix(limit))
    }
  }

  private func step(
    _ id: ID<Callback>, by caller: Caller, _ take: @escaping @Sendable (inout Callback, Date) throws -> Void
  ) async throws -> Callback {
    try await store.change(id) { callback, writer in
      guard caller.maySee(callback) else { throw Refusal.notFound }
      try take(&callback, writer.now)
    }.callback
  }
}

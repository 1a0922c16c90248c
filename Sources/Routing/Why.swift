import Desk
import Foundation
import Storage

/// Why a callback stands where it stands, and who could take it.
package struct Why: Sendable {
  package let callback: Callback
  /// How many an adviser should take before this one; nil when she can't take it.
  package let ahead: Int?
  package let terms: [QueueOrder.Term]
  package let speakers: [Speaker]

  /// Somebody who speaks the callback's language.
  package struct Speaker: Sendable {
    package let adviser: Adviser
    package let level: Adviser.Level
    package let presence: Presence
    package let nextShift: Date?
  }
}

extension Matcher {
  /// - Parameter adviser: for whom the place is told; nil for a coordinator without languages of her own.
  package func why(_ id: ID<Callback>, for adviser: Adviser?) async throws -> Why {
    try await store.read { reader in
      guard let callback = try Callbacks.find(id, in: reader) else { throw Refusal.notFound }
      let speakers = try Advisers.all(in: reader).compactMap { colleague -> Why.Speaker? in
        guard let language = callback.language, let level = colleague.adviser.level(in: language) else { return nil }
        return .init(
          adviser: colleague.adviser, level: level, presence: colleague.presence(now: reader.now),
          nextShift: colleague.adviser.nextShift(after: reader.now))
      }
      return Why(
        callback: callback, ahead: try adviser.flatMap { try Self.ahead(of: callback, for: $0, in: reader) },
        terms: adviser.map { QueueOrder.terms(callback, for: $0, now: reader.now) } ?? [],
        speakers: speakers.sorted { Self.sooner($0, $1) })
    }
  }

  private static func ahead(of callback: Callback, for adviser: Adviser, in reader: Reader) throws -> Int? {
    guard QueueOrder.canTake(callback, adviser, now: reader.now) else { return nil }
    let languages = adviser.languages.map(\.language)
    return try Callbacks.callable(in: languages, limit: 1000, in: reader)
      .prefix { QueueOrder.comesFirst($0, before: callback) }.count
  }

  private static func sooner(_ one: Why.Speaker, _ other: Why.Speaker) -> Bool {
    func rank(_ speaker: Why.Speaker) -> (Int, Date, String) {
      let presence = speaker.presence == .available ? 0 : speaker.presence == .busy ? 1 : 2
      return (presence, speaker.nextShift ?? .distantFuture, speaker.adviser.id.name)
    }
    return rank(one) < rank(other)
  }
}

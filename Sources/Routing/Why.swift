import Desk
import Foundation
import Storage

/// Why a callback stands where it stands, and who could take it.
package struct Why: Sendable {
  package struct Line: Sendable {
    package let term: Points.Term
    package let points: Double
  }

  /// A callback's points for one adviser, term by term.
  package struct Sum: Sendable {
    package let callback: ID<Callback>
    package let terms: [Line]
    package var total: Double { terms.reduce(0) { $0 + $1.points } }
  }

  package let callback: Callback
  /// For whom the points are: the asker, to whom it is offered, or who is in and has most.
  package let adviser: Adviser?
  /// How many she should take before this one; nil when she can't take it now.
  package let ahead: Int?
  package let sum: Sum?
  /// The next best for her; or, when this isn't the best, the best.
  package let runnerUp: Sum?
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
  /// - Parameter asker: for whom the points are told, if she speaks the language.
  package func why(_ id: ID<Callback>, for asker: Adviser?) async throws -> Why {
    try await store.read { reader in
      guard let callback = try Callbacks.find(id, in: reader) else { throw Refusal.notFound }
      let speakers = try speakers(of: callback, in: reader)
      let view = try QueueView(try need(in: reader), rules, open, in: reader)
      guard let queued = view.queued(callback), let adviser = Self.whom(callback, asker, speakers, view) else {
        return Why(callback: callback, adviser: nil, ahead: nil, sum: nil, runnerUp: nil, speakers: speakers)
      }
      let best = try view.best(Self.farEnough, for: adviser)
      let ahead = best.firstIndex { $0.queued.id == id.rawValue }
      let other = best.first { $0.queued.id != id.rawValue }
      return Why(
        callback: callback, adviser: adviser, ahead: ahead, sum: view.terms(queued, for: adviser),
        runnerUp: other.map { view.terms($0.queued, for: adviser) }, speakers: speakers)
    }
  }

  /// Beyond so many nobody counts how many come first.
  private static let farEnough = 200

  private static func whom(_ callback: Callback, _ asker: Adviser?, _ speakers: [Why.Speaker], _ view: QueueView)
    -> Adviser?
  {
    guard let queued = view.queued(callback) else { return nil }
    if let asker, view.candidate(asker).tongue(for: queued) != nil { return asker }
    if case .offered(let adviser, _) = callback.state { return speakers.first { $0.adviser.id == adviser }?.adviser }
    let isIn = speakers.filter { $0.presence == .available }
    func score(_ speaker: Why.Speaker) -> Double {
      view.points.score(queued, view.candidate(speaker.adviser), at: view.position) ?? 0
    }
    return isIn.max { score($0) < score($1) }?.adviser
  }

  private func speakers(of callback: Callback, in reader: Reader) throws -> [Why.Speaker] {
    try Advisers.all(in: reader).compactMap { colleague -> Why.Speaker? in
      let colleague = colleague.observing(rules.openingHours.closed)
      guard let language = callback.language, let level = colleague.adviser.level(in: language) else { return nil }
      return .init(
        adviser: colleague.adviser, level: level, presence: colleague.presence(now: reader.now),
        nextShift: colleague.adviser.nextShift(after: reader.now))
    }.sorted { Self.sooner($0, $1) }
  }

  private static func sooner(_ one: Why.Speaker, _ other: Why.Speaker) -> Bool {
    func rank(_ speaker: Why.Speaker) -> (Int, Date, String) {
      let presence = speaker.presence == .available ? 0 : speaker.presence == .busy ? 1 : 2
      return (presence, speaker.nextShift ?? .distantFuture, speaker.adviser.id.name)
    }
    return rank(one) < rank(other)
  }
}

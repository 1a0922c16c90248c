/// A rule that says whom first. `Points` serves; the simulation compares it with others.
package protocol QueueRule: Sendable {
  /// Nil when she can't speak with the person.
  func rank(_ queued: Queued, _ candidate: Candidate, at position: Double) -> Rank?
  /// What none that stands behind `queued` in the same lane can exceed.
  /// - Parameter anyTongue: those behind may be for another of her languages.
  func ceiling(_ queued: Queued, _ candidate: Candidate, at position: Double, anyTongue: Bool) -> Rank?
  /// The order within a lane.
  func place(_ queued: Queued) -> Double
}

/// How good a pair is. Danger comes first whatever the points.
package struct Rank: Comparable, Sendable {
  package let danger: Bool
  package let points: Double

  package init(danger: Bool, points: Double) {
    self.danger = danger
    self.points = points
  }

  package static func < (one: Rank, other: Rank) -> Bool {
    one.danger != other.danger ? other.danger : one.points < other.points
  }
}

extension Points: QueueRule {
  package func rank(_ queued: Queued, _ candidate: Candidate, at position: Double) -> Rank? {
    score(queued, candidate, at: position).map { Rank(danger: queued.urgency == .now, points: $0) }
  }

  package func ceiling(_ queued: Queued, _ candidate: Candidate, at position: Double, anyTongue: Bool) -> Rank? {
    most(queued, candidate, at: position, anyTongue: anyTongue)
      .map { Rank(danger: queued.urgency == .now, points: $0) }
  }

  package func place(_ queued: Queued) -> Double { queued.since }
}

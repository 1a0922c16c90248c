import Desk

/// By which rule the desk is run: its own, or one of those to compare with.
package enum Policy: Sendable, Equatable {
  case points(Points)
  /// The industry's default: first in the queue first, to who is idle longest.
  case fifo
  /// The same with strict classes of urgency.
  case priority

  package var name: String {
    switch self {
    case .points: "points"
    case .fifo: "fifo-longest-idle"
    case .priority: "priority-longest-idle"
    }
  }

  package static let names = ["points", "fifo-longest-idle", "priority-longest-idle"]

  /// Nil for a name that isn't one.
  package init?(_ name: String, points: Points) {
    switch name {
    case "points": self = .points(points)
    case "fifo-longest-idle": self = .fifo
    case "priority-longest-idle": self = .priority
    case _: return nil
    }
  }
}

/// Who entered the queue first. `Queued.asked` is that moment, in minutes since the beginning.
struct FirstIn: QueueRule {
  let byUrgency: Bool

  func rank(_ queued: Queued, _ candidate: Candidate, at position: Double) -> Rank? {
    guard candidate.tongue(for: queued) != nil else { return nil }
    let isHigher: Double =
      switch queued.urgency {
      case .now: 2
      case .soon: 1
      case .normal: 0
      }
    return Rank(danger: false, points: (byUrgency ? isHigher * 1e7 : 0) - queued.asked)
  }

  func ceiling(_ queued: Queued, _ candidate: Candidate, at position: Double, anyTongue: Bool) -> Rank? {
    rank(queued, candidate, at: position)
  }

  func place(_ queued: Queued) -> Double { queued.asked }
}

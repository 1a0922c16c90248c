/// How soon somebody must be called. A machine only raises it.
package enum Urgency: String, Sendable, Codable, CaseIterable, Comparable {
  /// No haste.
  case normal
  /// A legal term or a loss is near.
  case soon
  /// Safety, shelter or care: today.
  case now

  private var rank: Int {
    switch self {
    case .normal: 0
    case .soon: 1
    case .now: 2
    }
  }

  package static func < (left: Urgency, right: Urgency) -> Bool { left.rank < right.rank }
}

/// Desk minutes within which the first attempt is promised, per urgency (`routing.promises`).
package struct Promises: Sendable, Equatable {
  package var now: Int
  package var soon: Int
  package var normal: Int

  package init(now: Int = 60, soon: Int = 240, normal: Int = 480) {
    self.now = now
    self.soon = soon
    self.normal = normal
  }

  package func deskMinutes(_ urgency: Urgency) -> Int {
    switch urgency {
    case .now: now
    case .soon: soon
    case .normal: normal
    }
  }
}

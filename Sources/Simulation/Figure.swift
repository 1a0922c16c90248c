/// One number of a simulation's result, under the name it has in `--json`.
package enum Figure: String, Sendable, CaseIterable {
  case mean, median, p90, p95, p99
  case worstP95 = "worst_p95"
  case broken
  case worstBroken = "worst_broken"
  case missedWindow = "missed_window"
  case emergencyP95 = "emergency_p95"
  case deadlineP95 = "deadline_p95"
  case normalP95 = "normal_p95"
  case emergencyBrokenOnTheWall = "emergency_broken_wall"
  case emergencyWallP95 = "emergency_wall_p95"
  case wallMedian = "wall_median"
  case wallP95 = "wall_p95"
  case insideWindow = "in_window"
  case firstReached = "first_reached"
  case reached, continuity
  case specialist = "special"
  case ownLanguage = "own_lang"
  case gini, occupancy, attempts, uncalled, requests

  package enum Unit: Sendable { case minutes, share, number }

  package var unit: Unit {
    switch self {
    case .mean, .median, .p90, .p95, .p99, .worstP95, .emergencyP95, .deadlineP95, .normalP95, .emergencyWallP95,
      .wallMedian, .wallP95:
      .minutes
    case .broken, .worstBroken, .missedWindow, .emergencyBrokenOnTheWall, .insideWindow, .firstReached, .reached,
      .continuity, .specialist, .ownLanguage, .occupancy:
      .share
    case .gini, .attempts, .uncalled, .requests: .number
    }
  }

  /// Those that a comparison gives as ratios to the baseline: less is better.
  package static let compared: [Figure] = [
    .mean, .median, .p95, .worstP95, .broken, .worstBroken, .missedWindow, .emergencyP95, .deadlineP95,
  ]

  package func value(of measures: Measures) -> Double {
    switch self {
    case .mean: measures.all.mean
    case .median: measures.all.p50
    case .p90: measures.all.p90
    case .p95: measures.all.p95
    case .p99: measures.all.p99
    case .worstP95: measures.worst_p95
    case .broken: 1 - measures.all.kept
    case .worstBroken: 1 - measures.worst_kept
    case .missedWindow: 1 - measures.first_window
    case .emergencyP95: measures.emergency.p95
    case .deadlineP95: measures.deadline.p95
    case .normalP95: measures.normal.p95
    case .emergencyBrokenOnTheWall: 1 - measures.emergency.wall_kept
    case .emergencyWallP95: measures.emergency.wall_p95
    case .wallMedian: measures.all.wall_p50
    case .wallP95: measures.all.wall_p95
    case .insideWindow: measures.in_window
    case .firstReached: measures.first_reached
    case .reached: measures.reached
    case .continuity: measures.continuity
    case .specialist: measures.special
    case .ownLanguage: measures.own_lang
    case .gini: measures.gini
    case .occupancy: measures.occupancy
    case .attempts: measures.attempts
    case .uncalled: Double(measures.uncalled)
    case .requests: Double(measures.all.n)
    }
  }
}

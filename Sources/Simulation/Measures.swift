import Desk
import Foundation

/// What a simulation is judged by. Waits are desk minutes unless they say otherwise; shares are 0 to 1.
package struct Measures: Sendable, Codable, Equatable {
  package struct Waits: Sendable, Codable, Equatable {
    package var n: Int
    package var mean: Double
    package var p50: Double
    package var p90: Double
    package var p95: Double
    package var p99: Double
    package var max: Double
    /// Of the waits that no rule could have shortened (`Floor`).
    package var floor_p90: Double
    /// Share of promises kept.
    package var kept: Double
    /// The same waits on the wall clock, from when the person asked.
    package var wall_p50: Double
    package var wall_p95: Double
    /// Share first called within the promise on the wall clock.
    package var wall_kept: Double
  }

  package var all: Waits
  package var emergency: Waits
  package var deadline: Waits
  package var normal: Waits
  package var by_language: [String: Waits]
  /// The language with the longest p95, and the one with the fewest promises kept, among those with 50 requests.
  package var worst_p95: Double
  package var worst_kept: Double
  package var in1h: Double
  package var in1d: Double
  package var first_window: Double
  package var in_window: Double
  package var first_reached: Double
  package var reached: Double
  package var continuity: Double
  package var special: Double
  package var own_lang: Double
  package var gini: Double
  package var occupancy: Double
  package var attempts: Double
  package var uncalled: Int
}

import Desk

/// Takes some advisers away on some days without telling anybody beforehand: the forecast doesn't know.
package struct Illness: Sendable {
  /// How likely an adviser is away on a day, 0 to 1.
  package let share: Double
  private var state: UInt64

  /// The same seed gives the same days.
  package init(share: Double, seed: String) {
    self.share = share
    state = seed.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Who is away when, in the order of the roster.
  package mutating func absences(of scenario: Scenario, days: Int) -> [[Absence]] {
    scenario.advisers.map { _ in
      (0..<days).compactMap { number in
        let day = scenario.start.advanced(by: number)
        return draw() < share ? Absence(from: day, to: day) : nil
      }
    }
  }

  /// SplitMix64, by Sebastiano Vigna (public domain): 53 bits of it.
  private mutating func draw() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
  }
}

import Desk
import Foundation

/// Lives through a scenario with a policy. The same files give the same figures to the last bit.
package enum Simulation {
  /// - Parameter ill: the share of advisers who are away on a day without notice.
  package static func run(
    _ scenario: Scenario, _ seed: Seed, _ policy: Policy, ill: Double = 0, told: (Double) -> Void = { _ in }
  ) throws -> (measures: Measures, runs: [Run]) {
    let world = World(scenario, seed, ill: ill)
    switch policy {
    case .points(let points):
      return try run(Simulator(world, seed, rule: points, entersWhenOpen: false), told)
    case .fifo:
      return try run(Simulator(world, seed, rule: FirstIn(byUrgency: false), entersWhenOpen: true), told)
    case .priority:
      return try run(Simulator(world, seed, rule: FirstIn(byUrgency: true), entersWhenOpen: true), told)
    }
  }

  private static func run<Rule: QueueRule>(
    _ simulator: Simulator<Rule>, _ told: (Double) -> Void
  ) throws -> (Measures, [Run]) {
    var simulator = simulator
    try simulator.run(told: told)
    let measuring = Measuring(world: simulator.world, seed: simulator.seed, runs: simulator.runs)
    return (measuring.measures(), simulator.runs)
  }
}

import Desk
import Foundation

/// Measures the requests that were made after warming up.
struct Measuring {
  /// A language needs so many requests to be the worst.
  private static let enough = 50

  private struct Case {
    let arrival: Arrival
    let run: Run
    let wait: Double
    let floor: Double
    let first: Run.Call
  }

  let world: World
  let seed: Seed
  let runs: [Run]

  func measures() -> Measures {
    let from = world.clock.moment(
      LocalTime(minutes: 0), on: world.scenario.start.advanced(by: world.scenario.warmupDays))
    let measured = zip(seed.arrivals, runs).filter { $0.0.created >= from }
    let floor = Floor(world: world)
    let cases = measured.compactMap { arrival, run -> Case? in
      guard let wait = run.wait, let first = run.calls.first else { return nil }
      return Case(
        arrival: arrival, run: run, wait: wait, floor: floor.wait(of: arrival, run) ?? wait, first: first)
    }
    func of(_ urgency: Urgency) -> Measures.Waits { waits(cases.filter { $0.arrival.urgency == urgency }) }
    let languages = Dictionary(grouping: cases) { $0.arrival.language.code }.mapValues(waits)
    let large = languages.values.filter { $0.n >= Self.enough }
    let work = work()
    let rostered = work.reduce(0) { $0 + $1.rostered }
    return Measures(
      all: waits(cases), emergency: of(.now), deadline: of(.soon), normal: of(.normal), by_language: languages,
      worst_p95: large.map(\.p95).max() ?? 0, worst_kept: large.map(\.kept).min() ?? 1,
      in1h: share(cases) { $0.wait <= 60 }, in1d: share(cases) { $0.wait <= 480 },
      first_window: share(cases.filter { $0.arrival.window != nil }) {
        $0.run.firstWindowEnds.map($0.first.at.isNotAfter) ?? true
      },
      in_window: share(cases.filter { $0.arrival.window != nil }, inWindow),
      first_reached: share(cases) {
        $0.first.minutes == $0.arrival.truth.talkMinutes + world.scenario.constants.wrapMinutes
      },
      reached: share(cases, \.run.isReached),
      continuity: share(cases.filter { $0.arrival.previous != nil }) { $0.arrival.previous == adviser($0.first).id },
      special: share(cases.filter { $0.arrival.issue != "other" }) {
        adviser($0.first).specialisms.contains($0.arrival.issue)
      },
      own_lang: share(cases) { $0.first.language == $0.arrival.language },
      gini: Statistics.gini(work.map { $0.busy / $0.rostered }),
      occupancy: rostered > 0 ? work.reduce(0) { $0 + $1.busy } / rostered : 0,
      attempts: Statistics.mean(cases.map { Double($0.run.attempts) }), uncalled: measured.count - cases.count)
  }

  private func adviser(_ call: Run.Call) -> Adviser { world.scenario.advisers[call.adviser] }

  private func inWindow(_ one: Case) -> Bool {
    guard let window = one.arrival.window else { return true }
    let time = world.clock.time(of: one.first.at)
    return window.from <= time && time < window.to
  }

  private func waits(_ cases: [Case]) -> Measures.Waits {
    let desk = cases.map(\.wait).sorted()
    let wall = cases.map { $0.first.at.timeIntervalSince($0.arrival.created) / 60 }.sorted()
    func promised(_ one: Case) -> Double { Double(world.scenario.promises.deskMinutes(one.arrival.urgency)) }
    return .init(
      n: desk.count, mean: Statistics.mean(desk), p50: Statistics.percentile(desk, 0.5),
      p90: Statistics.percentile(desk, 0.9), p95: Statistics.percentile(desk, 0.95),
      p99: Statistics.percentile(desk, 0.99), max: desk.last ?? 0,
      floor_p90: Statistics.percentile(cases.map(\.floor).sorted(), 0.9),
      kept: share(cases) { $0.wait <= promised($0) },
      wall_p50: Statistics.percentile(wall, 0.5), wall_p95: Statistics.percentile(wall, 0.95),
      wall_kept: share(cases) { $0.first.at.timeIntervalSince($0.arrival.created) / 60 <= promised($0) })
  }

  private func share(_ cases: [Case], _ holds: (Case) -> Bool) -> Double {
    cases.isEmpty ? 1 : Double(cases.count(where: holds)) / Double(cases.count)
  }

  /// For each adviser who is rostered at all: minutes of all calls, and minutes rostered on the scenario's days.
  private func work() -> [(busy: Double, rostered: Double)] {
    let until = world.clock.moment(LocalTime(minutes: 0), on: world.scenario.start.advanced(by: world.scenario.days))
    var busy = [Double](repeating: 0, count: world.shifts.count)
    for call in runs.flatMap(\.calls) { busy[call.adviser] += call.minutes }
    return zip(busy, world.shifts).map { minutes, shifts in
      (minutes, shifts.filter { $0.end <= until }.reduce(0) { $0 + $1.duration / 60 })
    }.filter { $0.rostered > 0 }
  }
}

extension Date {
  func isNotAfter(_ other: Date) -> Bool { self <= other }
}

enum Statistics {
  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// Between two values by the straight line, as numpy does by default.
  static func percentile(_ sorted: [Double], _ share: Double) -> Double {
    guard let last = sorted.last else { return 0 }
    let place = share * Double(sorted.count - 1)
    let index = Int(place)
    if index + 1 >= sorted.count { return last }
    return sorted[index] + (sorted[index + 1] - sorted[index]) * (place - Double(index))
  }

  /// 0 when all are equal, 1 when one has everything.
  static func gini(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let total = sorted.reduce(0, +)
    guard total > 0 else { return 0 }
    let weighted = sorted.enumerated().reduce(0) { $0 + Double($1.offset + 1) * $1.element }
    let count = Double(sorted.count)
    return 2 * weighted / (count * total) - (count + 1) / count
  }
}

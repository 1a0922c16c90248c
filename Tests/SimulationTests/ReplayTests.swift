import Desk
import Foundation
import Simulation
import Testing

@Suite struct `A replay of the trail` {
  private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  private static let pl = Languages.stored("pl")

  private static func week(_ part: String) -> WeeklyHours {
    let days: [Weekday] = [.mon, .tue, .wed, .thu, .fri]
    return WeeklyHours(
      Dictionary(uniqueKeysWithValues: days.map { ($0, [DayPart(part)].compactMap { $0 }) }), zone: zone)
  }

  private static let rules = DeskRules(
    name: "Balie", languages: .shipped, openingHours: week("09:00-17:30"), promises: Promises(),
    attempts: AttemptPolicy(zone: zone), phoneRegion: "NL")

  private static func adviser(_ name: String, _ hours: String) -> Adviser {
    Adviser(
      id: AdviserID(name), name: name, role: .adviser, languages: [.init(language: pl, level: .native)],
      specialisms: [], roster: week(hours))
  }

  private static func request(_ id: Int64, _ asked: String, answers: [Bool] = [true]) throws -> PastRequest {
    PastRequest(
      id: id, asked: try Date(asked + ":00+02:00", strategy: .iso8601), language: pl, alsoSpeaks: [],
      area: "employment", urgency: .normal, hours: nil, previous: nil, answers: answers, talkMinutes: 20)
  }

  private func run(_ requests: [PastRequest], _ advisers: [Adviser]) throws -> (measures: Measures, runs: [Run]) {
    let replay = try Replay(requests, advisers: advisers, rules: Self.rules)
    return try Simulation.run(replay.scenario, replay.seed, .points(Points()))
  }

  @Test func `gives the same to the bit, and another roster another wait`() throws {
    // A Wednesday and a Thursday.
    let requests = try (0..<12).map { try Self.request(Int64($0 + 1), "2026-06-1\($0 % 2)T0\(5 + $0 % 4):0\($0 % 6)") }
      .sorted { $0.asked < $1.asked }
    let early = try run(requests, [Self.adviser("a", "09:00-17:30")])
    #expect(early.measures == (try run(requests, [Self.adviser("a", "09:00-17:30")]).measures))
    let late = try run(requests, [Self.adviser("a", "13:00-17:30")])
    #expect(late.measures.all.mean > early.measures.all.mean + 60)
    #expect(early.measures.all.n == 12 && early.measures.uncalled == 0)
  }

  @Test func `is answered at the attempt at which it was`() throws {
    let runs = try run(
      [try Self.request(1, "2026-06-10T08:00", answers: [false, false, true])], [Self.adviser("a", "09:00-17:30")]
    ).runs
    #expect(runs[0].attempts == 3 && runs[0].isReached)
  }

  @Test func `of nothing is a fault that says so`() {
    #expect(throws: ScenarioFault.self) { _ = try Replay([], advisers: [], rules: Self.rules) }
  }
}

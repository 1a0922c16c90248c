import Desk
import Foundation

/// Makes a scenario of what a desk lived through: who asked when, in what language, who answered at which attempt and how
/// long it took. Another roster or policy is then played over the same requests.
package struct Replay: Sendable {
  package let scenario: Scenario
  package let seed: Seed

  /// Where the trail doesn't tell how long a call took: the mean of the reference's calls.
  private static let usualTalk = 25.5

  /// - Parameter advisers: with the changes and absences of those days, where they are known.
  /// - Throws: `ScenarioFault` when there is nothing to replay.
  package init(_ requests: [PastRequest], advisers: [Adviser], rules: DeskRules) throws {
    let clock = WallClock(zone: rules.openingHours.zone)
    guard let first = requests.first, let last = requests.last else {
      throw ScenarioFault("trail", "nobody asked in these days")
    }
    if advisers.isEmpty { throw ScenarioFault("roster", "there are no advisers") }
    var start = clock.day(of: first.asked)
    while start.weekday != .mon { start = start.advanced(by: -1) }
    let days = start.distance(to: clock.day(of: last.asked)) + 1
    let counts = Dictionary(grouping: requests, by: \.language).mapValues { Double($0.count) }
    scenario = Scenario(
      name: "trail \(clock.day(of: first.asked)) – \(clock.day(of: last.asked))", start: start, days: days,
      warmupDays: 0, promises: rules.promises, constants: .init(),
      expectedMix: counts.mapValues { $0 / Double(requests.count) },
      requestsPerWeek: Double(requests.count) / Double(days) * 7, calendar: rules.openingHours,
      advisers: advisers.map { $0.with($0.roster.observing(rules.openingHours.closed)) }.sorted {
        $0.id.name < $1.id.name
      })
    let known = Set(advisers.map(\.id))
    seed = Seed(name: "trail", arrivals: requests.map { Self.arrival($0, known) })
  }

  /// An attempt that was answered then is answered now, the one after all those that weren't.
  private static func arrival(_ request: PastRequest, _ known: Set<AdviserID>) -> Arrival {
    let missed = request.answers.prefix { !$0 }.count
    let draws = (0..<6).map { $0 < missed ? 1.0 : 0.0 }
    return Arrival(
      id: String(request.id), created: request.asked, language: request.language, alsoSpeaks: request.alsoSpeaks,
      issue: request.area, urgency: request.urgency, window: request.hours,
      previous: request.previous.flatMap { known.contains($0) ? $0 : nil },
      truth: Truth(talkMinutes: request.talkMinutes ?? usualTalk, answers: [0.5, 0.5, 0.5], draws: draws))
  }
}

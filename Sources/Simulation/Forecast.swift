import Desk

/// What a desk expects of the coming weeks, from its roster and the last eight weeks; before there are eight, from what it
/// was told to expect.
struct Forecast {
  private static let weeksBack = 8
  private static let weeksAhead = 4
  /// A call, wrapping up, and the attempts that nobody answered.
  private static let minutesPerRequest = 30.0

  private let scenario: Scenario
  private var perDay: [Language: [Int: Int]] = [:]

  init(_ scenario: Scenario) { self.scenario = scenario }

  mutating func note(_ language: Language, on day: Day) { perDay[language, default: [:]][day.number, default: 0] += 1 }

  func need(on day: Day) -> Need {
    let days = Self.weeksAhead * 7
    let staff = scenario.advisers.map { adviser in
      let minutes = (0..<days).reduce(0) { $0 + adviser.roster.parts(on: day.advanced(by: $1)).minutes }
      return (languages: adviser.languages.map(\.language), minutes: Double(minutes))
    }
    return Need(staff: staff, asked: asked(before: day).mapValues { $0 * Double(Self.weeksAhead) })
  }

  /// Minutes a week, per language.
  private func asked(before day: Day) -> [Language: Double] {
    let known = min(scenario.start.distance(to: day), Self.weeksBack * 7)
    let share = Double(known) / Double(Self.weeksBack * 7)
    var asked = scenario.expectedMix.mapValues { $0 * scenario.requestsPerWeek * (1 - share) }
    for (language, counts) in perDay {
      let recent = counts.reduce(0) { $0 + ($1.key >= day.number - known ? $1.value : 0) }
      asked[language, default: 0] += Double(recent) / Double(Self.weeksBack)
    }
    return asked.mapValues { $0 * Self.minutesPerRequest }
  }
}

import Desk
import Foundation

/// A desk and what happens to it: roster, requests, and what would become of each call.
package struct Scenario: Sendable {
  /// Limits of the world, the same for every policy.
  package struct Constants: Sendable {
    package var wrapMinutes = 5.0
    package var unansweredMinutes = 3.0
    package var maxAttempts = 5
    /// An attempt is only begun with so many minutes of the shift left.
    package var minShiftLeft = 10.0
    /// Share of the promise after which a second language counts.
    package var secondLanguageAfter = 0.5
    package var retryAfterDeskMinutes = 120.0

    package init() {}
  }

  package var name: String
  package var start: Day
  package var days: Int
  /// Requests of these days are simulated, not measured.
  package var warmupDays: Int
  package var promises: Promises
  package var constants: Constants
  /// What a forecaster may expect before there is a history.
  package var expectedMix: [Language: Double]
  package var requestsPerWeek: Double
  package var calendar: DeskCalendar
  package var advisers: [Adviser]

  package init(
    name: String, start: Day, days: Int, warmupDays: Int, promises: Promises, constants: Constants,
    expectedMix: [Language: Double], requestsPerWeek: Double, calendar: DeskCalendar, advisers: [Adviser]
  ) {
    self.name = name
    self.start = start
    self.days = days
    self.warmupDays = warmupDays
    self.promises = promises
    self.constants = constants
    self.expectedMix = expectedMix
    self.requestsPerWeek = requestsPerWeek
    self.calendar = calendar
    self.advisers = advisers
  }
}

/// One request to be called back, and what nobody at the desk can know.
package struct Arrival: Sendable {
  package var id: String
  package var created: Date
  package var language: Language
  /// Best first.
  package var alsoSpeaks: [Language]
  package var issue: String
  package var urgency: Urgency
  /// Nil: any hour.
  package var window: DayPart?
  package var previous: AdviserID?
  package var truth: Truth

  package init(
    id: String, created: Date, language: Language, alsoSpeaks: [Language], issue: String, urgency: Urgency,
    window: DayPart?, previous: AdviserID?, truth: Truth
  ) {
    self.id = id
    self.created = created
    self.language = language
    self.alsoSpeaks = alsoSpeaks
    self.issue = issue
    self.urgency = urgency
    self.window = window
    self.previous = previous
    self.truth = truth
  }
}

package struct Truth: Sendable {
  /// If the call is answered.
  package var talkMinutes: Double
  /// Chance of an answer in the morning, afternoon, evening.
  package var answers: [Double]
  /// One draw for each attempt.
  package var draws: [Double]

  package init(talkMinutes: Double, answers: [Double], draws: [Double]) {
    self.talkMinutes = talkMinutes
    self.answers = answers
    self.draws = draws
  }
}

/// The arrivals of one seed.
package struct Seed: Sendable {
  package var name: String
  package var arrivals: [Arrival]

  package init(name: String, arrivals: [Arrival]) {
    self.name = name
    self.arrivals = arrivals
  }
}

/// What is wrong with a scenario, and where.
package struct ScenarioFault: Error, Equatable, CustomStringConvertible {
  package let file: String
  /// From 1; nil where the fault isn't of one line.
  package let line: Int?
  package let reason: String

  package init(_ file: String, line: Int? = nil, _ reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }

  package var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(reason)" }
}

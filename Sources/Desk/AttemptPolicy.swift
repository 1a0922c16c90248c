import Foundation

/// What became of one call.
package enum AttemptResult: String, Sendable, Codable, CaseIterable {
  case reached
  case noAnswer = "no_answer"
  case voicemailLeft = "voicemail_left"
  case voicemailNotAllowed = "voicemail_not_allowed"
  case busy
  case numberInvalid = "number_invalid"
  case wrongPerson = "wrong_person"
  case askedOtherTime = "asked_other_time"
  case languageMismatch = "language_mismatch"
  case callDropped = "call_dropped"
}

extension AttemptResult {
  /// Nobody who could say what it is about was on the line.
  package var isUnanswered: Bool {
    switch self {
    case .noAnswer, .voicemailLeft, .voicemailNotAllowed, .busy, .numberInvalid, .wrongPerson: true
    case .reached, .askedOtherTime, .languageMismatch, .callDropped: false
    }
  }
}

package struct Attempt: Sendable, Equatable, Codable {
  package let at: Date
  package let result: AttemptResult

  package init(at: Date, result: AttemptResult) {
    self.at = at
    self.result = result
  }
}

/// How often somebody was tried: the counts that "not reached" is judged by.
package struct AttemptTally: Sendable, Equatable {
  package let attempts: Int
  package let days: Int
  package let dayParts: Int
}

/// How persistent the desk is before it gives somebody up (`attempts` of the configuration).
package struct AttemptPolicy: Sendable, Equatable {
  /// Unanswered attempts before "not reached" may be said, …
  package var least: Int
  /// … on so many days, …
  package var days: Int
  /// … in so many parts of the day (morning to 12, afternoon to 17, evening).
  package var dayParts: Int
  /// After so many the callback is for the coordinator.
  package var most: Int
  /// Minutes between two attempts.
  package var spacingMinutes: Int
  package var zone: TimeZone

  package init(
    least: Int = 3, days: Int = 2, dayParts: Int = 2, most: Int = 8, spacingMinutes: Int = 120,
    zone: TimeZone
  ) {
    self.least = least
    self.days = days
    self.dayParts = dayParts
    self.most = most
    self.spacingMinutes = spacingMinutes
    self.zone = zone
  }

  /// Of the unanswered ones only.
  package func tally(_ all: [Attempt]) -> AttemptTally {
    let attempts = all.filter(\.result.isUnanswered)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let days = Set(attempts.map { calendar.startOfDay(for: $0.at) })
    let parts = Set(
      attempts.map { attempt in
        switch calendar.component(.hour, from: attempt.at) {
        case ..<12: 0
        case ..<17: 1
        default: 2
        }
      })
    return AttemptTally(attempts: attempts.count, days: days.count, dayParts: parts.count)
  }

  package func mayGiveUp(after attempts: [Attempt]) -> Bool {
    let tally = tally(attempts)
    return tally.attempts >= least && tally.days >= days && tally.dayParts >= dayParts
  }

  /// When somebody who didn't answer is tried again: after the spacing.
  package func restUntil(after attempt: Date) -> Date {
    attempt.addingTimeInterval(Double(spacingMinutes) * 60)
  }
}

/// Why a callback was closed.
package enum Outcome: String, Sendable, Codable, CaseIterable {
  case adviceGiven = "advice_given"
  case adviceAndLetter = "advice_and_letter"
  case referred
  case referredToLawyer = "referred_to_lawyer"
  case notReached = "not_reached"
  case withdrawn
  case noLongerNeeded = "no_longer_needed"
  case outOfScope = "out_of_scope"
  case noFittingOption = "no_fitting_option"
  case conflictOfInterest = "conflict_of_interest"
  case duplicate
  case wrongNumber = "wrong_number"
  case abuseOrSpam = "abuse_or_spam"

  /// Somebody was spoken with about something: then it must be said what it was about.
  package var needsIssue: Bool {
    switch self {
    case .adviceGiven, .adviceAndLetter, .referred, .referredToLawyer, .outOfScope, .noFittingOption,
      .conflictOfInterest:
      true
    case .notReached, .withdrawn, .noLongerNeeded, .duplicate, .wrongNumber, .abuseOrSpam: false
    }
  }
}

import Desk
import Foundation

/// The languages of the desk's own people.
package enum AdviserLanguage: String, Sendable, CaseIterable {
  case english = "en"
  case dutch = "nl"

  /// "nl_NL.UTF-8", "nl-NL,nl;q=0.9": Dutch when it comes first, else English.
  package init(preference: String?) {
    self = preference?.lowercased().hasPrefix("nl") == true ? .dutch : .english
  }

  package var words: AdviserWords {
    switch self {
    case .english: .english
    case .dutch: .dutch
    }
  }
}

/// Every sentence for advisers, a field each without a default: a missing translation doesn't compile.
package struct AdviserWords: Sendable {
  let notFound: String
  let held: @Sendable (_ by: String, _ until: String) -> String
  let offered: @Sendable (_ to: String, _ until: String) -> String
  let notOffered: String
  let notHolder: String
  let nobodyHolds: String
  let staleEpoch: @Sendable (_ since: String) -> String
  let staleVersion: @Sendable (_ since: String) -> String
  /// Who, and when, as a part of the two before.
  let since: @Sendable (_ by: String, _ at: String) -> String
  let closed: String
  let notClosed: String
  let resting: @Sendable (_ until: String) -> String
  let languageUnknown: String
  let numberUnknown: String
  let languageNotSpoken: @Sendable (_ language: String) -> String
  let attemptsTooFew: @Sendable (_ have: AttemptTally, _ need: AttemptPolicy) -> String
  let issueNotSet: String
  let timeNeeded: String
  let changedMeanwhile: String
  let leavesGap: @Sendable (_ language: String, _ day: String, _ part: String, _ more: Int) -> String
  let nothingToTake: String
  let notAvailable: @Sendable (_ presence: String) -> String
  let notAllowed: String
  let invalid: @Sendable (_ field: String) -> String
  let consentMissing: @Sendable (_ partner: String, _ fields: String) -> String
  let nothingToShare: @Sendable (_ field: String) -> String
  let notShared: @Sendable (_ field: String) -> String
  let referredAlready: @Sendable (_ referral: String) -> String
  let partnerSuspended: @Sendable (_ partner: String) -> String
  let partnerNotReachable: @Sendable (_ partner: String) -> String
  let referralEnded: @Sendable (_ state: String) -> String
  let referralStarted: String
  let referralNotCompleted: String

  package let windowOpens: @Sendable (_ at: String) -> String
}

extension AdviserWords {
  /// - Parameter time: writes a moment on the desk's clock.
  package func sentence(_ refusal: Refusal, time: (Date) -> String) -> String {
    switch refusal {
    case .notFound: notFound
    case .held(let adviser, let until): held(adviser.name, time(until))
    case .offered(let adviser, let until): offered(adviser.name, time(until))
    case .notOffered: notOffered
    case .notHolder: notHolder
    case .nobodyHolds: nobodyHolds
    case .staleEpoch(_, let change): staleEpoch(since(change, time))
    case .staleVersion(_, let change): staleVersion(since(change, time))
    case .closed: closed
    case .notClosed: notClosed
    case .resting(let until): resting(time(until))
    case .languageUnknown: languageUnknown
    case .numberUnknown: numberUnknown
    case .languageNotSpoken(let language): languageNotSpoken(language.code)
    case .attemptsTooFew(let have, let need): attemptsTooFew(have, need)
    case .issueNotSet: issueNotSet
    case .timeNeeded: timeNeeded
    case .changedMeanwhile: changedMeanwhile
    case .leavesGap(let gap, let more):
      leavesGap(gap.language.code, gap.day.description, gap.part.text, more)
    case .nothingToTake: nothingToTake
    case .notAvailable(let presence): notAvailable(presence.rawValue)
    case .notAllowed: notAllowed
    case .invalid(let field): invalid(field)
    case .consentMissing(let partner, let fields):
      consentMissing(partner.name, fields.map(\.rawValue).joined(separator: ", "))
    case .nothingToShare(let field): nothingToShare(field.rawValue)
    case .notShared(let field): notShared(field.rawValue)
    case .referredAlready(let referral): referredAlready("\(referral)")
    case .partnerSuspended(let partner): partnerSuspended(partner.name)
    case .partnerNotReachable(let partner): partnerNotReachable(partner.name)
    case .referralEnded(let state): referralEnded(state)
    case .referralStarted: referralStarted
    case .referralNotCompleted: referralNotCompleted
    }
  }

  private func since(_ change: Refusal.Change?, _ time: (Date) -> String) -> String {
    change.map { since($0.by.code.replacing("adviser:", with: ""), time($0.at)) } ?? ""
  }
}

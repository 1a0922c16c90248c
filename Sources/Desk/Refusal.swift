import Foundation

/// The rules say no. Not a fault: a sentence for the person (`Words.RefusalWords`), exit 1, HTTP 404, 409 or 422.
package enum Refusal: Error, Sendable, Equatable {
  /// There is none, or it isn't yours to see.
  case notFound
  /// A colleague has it, until then at least.
  case held(by: AdviserID, until: Date)
  /// It is offered to a colleague, until then.
  case offered(to: AdviserID, until: Date)
  /// It isn't offered to you (any more).
  case notOffered
  /// You don't hold it (any more).
  case notHolder
  /// Nobody holds it, so there is nothing to take over.
  case nobodyHolds
  /// Your claim was overtaken: the epoch you carry is not the present one. The store adds who claimed since.
  case staleEpoch(present: Int, since: Change? = nil)
  /// It was changed since you looked.
  case staleVersion(present: Int, since: Change?)
  case closed
  case notClosed
  /// After an unanswered attempt: not before then.
  case resting(until: Date)
  case languageUnknown
  case numberUnknown
  case languageNotSpoken(Language)
  /// "Not reached" needs this many attempts on so many days and in so many parts of the day.
  case attemptsTooFew(have: AttemptTally, need: AttemptPolicy)
  case issueNotSet
  /// "Asked for another time" needs a time in the future.
  case timeNeeded
  /// The claimed version was changed by somebody else meanwhile.
  case changedMeanwhile
  /// An absence would leave a language without anybody, then and so many times more.
  case leavesGap(Cover.Gap, more: Int)
  case nothingToTake
  case notAvailable(Presence)
  /// An adviser's languages, a role: not allowed.
  case notAllowed
  /// The person didn't agree to share these with that partner, or no longer does.
  case consentMissing(PartnerID, [SharedField])
  /// There is nothing in this field to share.
  case nothingToShare(SharedField)
  /// Something was said for a field that isn't shared.
  case notShared(SharedField)
  /// The person is with that partner already.
  case referredAlready(ID<Referral>)
  case partnerSuspended(PartnerID)
  /// Mail or a secret for its webhooks isn't set up.
  case partnerNotReachable(PartnerID)
  /// It is over, in that state.
  case referralEnded(String)
  /// A partner that began can't decline any more: it failed.
  case referralStarted
  case referralNotCompleted
  /// Something that a person gave isn't what it must be; names the field.
  case invalid(field: String)

  /// Who did what overtook you, and when.
  package struct Change: Sendable, Equatable {
    package let by: Actor
    package let at: Date

    package init(by: Actor, at: Date) {
      self.by = by
      self.at = at
    }
  }
}

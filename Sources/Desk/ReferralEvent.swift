import Foundation

/// One thing that happened to a referral. Its events, applied in order, give its present row. No personal data: what
/// somebody wrote is sealed beside the event.
package enum ReferralEvent: Sendable, Equatable, Codable {
  case requested(Requested)
  /// The partner's words have a reason as a code; a remark is sealed.
  case moved(Referral.State)
  /// The agreed fields were shown to the partner, by its link, its system or its token.
  case shown
  /// Nobody answered in time: asked again, until then.
  case reminded(due: Date)
  /// Nobody answered that either: a colleague has it.
  case overdue
  case followedUp(week: Int, FollowUp.Finding)

  package struct Requested: Sendable, Equatable, Codable {
    package let callback: ID<Callback>
    package let partner: PartnerID
    package let consent: ID<Consent>
    package let fields: [SharedField]
    package let via: Referral.Via
    package let due: Date

    package init(
      callback: ID<Callback>, partner: PartnerID, consent: ID<Consent>, fields: [SharedField], via: Referral.Via,
      due: Date
    ) {
      self.callback = callback
      self.partner = partner
      self.consent = consent
      self.fields = fields
      self.via = via
      self.due = due
    }
  }

  /// The name under which the trail lists it.
  package var kind: String {
    switch self {
    case .requested: "requested"
    case .moved(let state): state.name
    case .shown: "shown"
    case .reminded: "reminded"
    case .overdue: "overdue"
    case .followedUp: "followed_up"
    }
  }
}

/// How it is with the person some weeks after a referral was completed. An exit that isn't looked at again says little
/// (domain.md §4).
package struct FollowUp: Sendable, Equatable {
  package enum Finding: String, Sendable, Codable, CaseIterable { case durable, relapsed, unknown }

  /// Two, six, thirteen and twenty-six weeks after the exit.
  package static let weeks = [2, 6, 13, 26]

  package let week: Int
  /// Nil before it is due; `unknown` from then on, until somebody found out.
  package let finding: Finding?

  package init(week: Int, finding: Finding?) {
    self.week = week
    self.finding = finding
  }
}

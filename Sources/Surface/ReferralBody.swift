import Desk
import Foundation

/// A referral as the outside sees it: never what was shared.
package struct ReferralBody: Described, Equatable {
  package struct Look: Described, Equatable {
    package var week: Int
    /// "not_due" before it is.
    package var state: String

    package static let schema = Schema.Object(
      "FollowUp", "How it was with the person so many weeks after the referral was completed.",
      [
        .always("week", .integer(least: 2)),
        .always("state", .choice(FollowUp.Finding.allCases.map(\.rawValue) + ["not_due"])),
      ])
  }

  package var id: Int64
  package var callback: Int64
  package var partner: String
  package var state: String
  package var fields: [SharedField]
  package var via: Referral.Via
  package var requestedAt: Date
  /// Since when it is in this state.
  package var since: Date
  /// When the partner says yes or no at the latest.
  package var due: Date
  package var reminders: Int
  package var overdue: Bool
  package var reason: Referral.Reason?
  package var exit: Referral.Exit?
  package var followUps: [Look]
  package var version: Int

  package static let schema = Schema.Object(
    "Referral", "A person handed to a partner. Never what was shared.",
    [
      .always("id", .integer()), .always("callback", .integer()), .always("partner", .text()),
      .always("state", .choice(Referral.State.names)), .always("fields", .list(.one(of: SharedField.self))),
      .always("via", .one(of: Referral.Via.self)), .always("requestedAt", .time),
      .always("since", .time, "Since when it is in this state."),
      .always("due", .time, "When the partner says yes or no at the latest."),
      .always("reminders", .integer(least: 0)), .always("overdue", .flag, "A colleague was told that nobody answers."),
      .always("reason", .orNull(.one(of: Referral.Reason.self))),
      .always("exit", .orNull(.one(of: Referral.Exit.self))),
      .always("followUps", .list(Look.shape)), .always("version", .integer(least: 1)),
    ])

  package init(_ referral: Referral, now: Date) {
    id = referral.id.rawValue
    callback = referral.requested.callback.rawValue
    partner = referral.requested.partner.name
    state = referral.state.name
    fields = referral.requested.fields
    via = referral.requested.via
    requestedAt = referral.requestedAt
    since = referral.since
    due = referral.due
    reminders = referral.reminders
    overdue = referral.isOverdue && referral.isUnanswered
    reason = referral.state.reason
    exit = referral.state.exit
    followUps = referral.followUps(now: now).map { Look(week: $0.week, state: $0.finding?.rawValue ?? "not_due") }
    version = referral.version
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(callback, forKey: .callback)
    try container.encode(partner, forKey: .partner)
    try container.encode(state, forKey: .state)
    try container.encode(fields, forKey: .fields)
    try container.encode(via, forKey: .via)
    try container.encode(requestedAt, forKey: .requestedAt)
    try container.encode(since, forKey: .since)
    try container.encode(due, forKey: .due)
    try container.encode(reminders, forKey: .reminders)
    try container.encode(overdue, forKey: .overdue)
    try container.encode(reason, forKey: .reason)
    try container.encode(exit, forKey: .exit)
    try container.encode(followUps, forKey: .followUps)
    try container.encode(version, forKey: .version)
  }
}

/// What was shared, for the partner it was shared with.
package struct SharedBody: Described {
  package var referral: ReferralBody
  package var shared: [String: String]

  package static let schema = Schema.Object(
    "Shared", "What a person agreed to share with this partner.",
    [.always("referral", ReferralBody.shape), .always("shared", .map(.text()), "By field.")])

  package init(referral: ReferralBody, facts: SharedFacts) {
    self.referral = referral
    shared = Dictionary(facts.facts.map { ($0.field.rawValue, $0.text) }, uniquingKeysWith: { first, _ in first })
  }
}

/// What a partner wrote beside its answers.
package struct RemarksBody: Described {
  package var referral: ReferralBody
  package var remarks: [String]

  package static let schema = Schema.Object(
    "Remarks", "What a partner wrote beside its answers.",
    [.always("referral", ReferralBody.shape), .always("remarks", .list(.text()))])

  package init(referral: ReferralBody, remarks: [String]) {
    self.referral = referral
    self.remarks = remarks
  }
}

/// What a person agreed to share.
package struct ConsentBody: Described {
  package var id: Int64
  package var partner: String
  package var fields: [SharedField]
  package var wording: String
  package var language: String
  package var way: Consent.Way
  package var feedback: Consent.Feedback?
  package var by: String
  package var at: Date
  package var withdrawnAt: Date?

  package static let schema = Schema.Object(
    "Consent", "What a person agreed to share, and with whom.",
    [
      .always("id", .integer()), .always("partner", .text()), .always("fields", .list(.one(of: SharedField.self))),
      .always("wording", .text(), "The version of the words."), .always("language", .text()),
      .always("way", .one(of: Consent.Way.self)), .always("feedback", .orNull(.one(of: Consent.Feedback.self))),
      .always("by", .text()), .always("at", .time), .always("withdrawnAt", .orNull(.time)),
    ])

  package init(_ consent: Consent) {
    id = consent.id.rawValue
    partner = consent.given.partner.name
    fields = consent.given.fields
    wording = consent.given.wording
    language = consent.given.language.code
    way = consent.given.way
    feedback = consent.given.feedback
    by = consent.by.code
    at = consent.at
    withdrawnAt = consent.withdrawnAt
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(partner, forKey: .partner)
    try container.encode(fields, forKey: .fields)
    try container.encode(wording, forKey: .wording)
    try container.encode(language, forKey: .language)
    try container.encode(way, forKey: .way)
    try container.encode(feedback, forKey: .feedback)
    try container.encode(by, forKey: .by)
    try container.encode(at, forKey: .at)
    try container.encode(withdrawnAt, forKey: .withdrawnAt)
  }
}

/// What to read out to a person before sharing, in their language.
package struct WordingBody: Described {
  package var language: String
  /// The version to write down with the yes.
  package var version: String
  package var text: String

  package static let schema = Schema.Object(
    "ConsentWording", "What to read out to a person before anything is shared.",
    [
      .always("language", .text()), .always("version", .text(), "To write down with the yes."),
      .always("text", .text()),
    ])

  package init(language: String, version: String, text: String) {
    self.language = language
    self.version = version
    self.text = text
  }
}

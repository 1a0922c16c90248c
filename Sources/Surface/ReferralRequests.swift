import Desk
import Foundation

/// A person handed to a partner.
package struct ReferRequest: Described {
  package var partner: String
  /// Nil: what the consent reaches.
  package var share: [SharedField]?
  /// Words for fields that the desk doesn't keep, by field.
  package var say: [String: String]?
  /// The summary.
  package var note: String?
  package var consent: ConsentRequest?

  package static let schema = Schema.Object(
    "ReferRequest", "A person to be handed to a partner.",
    [
      .always("partner", .text()),
      .maybe("share", .list(.one(of: SharedField.self)), "All that was agreed when left out."),
      .maybe("say", .map(.text(most: 4000)), "Words for fields that the desk doesn't keep, by field."),
      .maybe("note", .text(most: 4000), "The summary."),
      .maybe("consent", ConsentRequest.shape, "A yes to write down now; when left out, one from before counts."),
    ])

  package init(
    partner: String, share: [SharedField]?, say: [String: String]?, note: String?, consent: ConsentRequest?
  ) {
    self.partner = partner
    self.share = share
    self.say = say
    self.note = note
    self.consent = consent
  }

  /// - Throws: `Refusal.invalid` for a field that isn't one, or too long a text.
  package func said() throws(Refusal) -> [SharedField: String] {
    var said: [SharedField: String] = [:]
    for (name, text) in say ?? [:] {
      guard let field = SharedField(rawValue: name), text.count <= 4000 else { throw .invalid(field: "say") }
      said[field] = text
    }
    if let note {
      guard note.count <= 4000 else { throw .invalid(field: "note") }
      said[.summary] = note
    }
    return said
  }
}

/// How a person said yes.
package struct ConsentRequest: Described {
  /// With `POST callbacks/{id}/consents`.
  package var partner: String?
  package var share: [SharedField]?
  package var wording: String
  package var language: String?
  package var way: Consent.Way?
  package var circumstances: String?

  package static let schema = Schema.Object(
    "ConsentRequest", "How a person said yes.",
    [
      .maybe("partner", .text(), "Needed but within a referral."),
      .maybe("share", .list(.one(of: SharedField.self)), "Needed but within a referral."),
      .always("wording", .text(least: 1, most: 64), "The version of the words."),
      .maybe("language", .text(), "The callback's when left out."), .maybe("way", .one(of: Consent.Way.self)),
      .maybe("circumstances", .text(most: 2000), "Who else was there, whose phone it was. Kept sealed."),
    ])

  package init(
    partner: String? = nil, share: [SharedField]? = nil, wording: String, language: String?, way: Consent.Way?,
    circumstances: String?
  ) {
    self.partner = partner
    self.share = share
    self.wording = wording
    self.language = language
    self.way = way
    self.circumstances = circumstances
  }
}

package struct WithdrawRequest: Described {
  package var partner: String

  package static let schema = Schema.Object(
    "WithdrawRequest", "With whom nothing may be shared any more.", [.always("partner", .text())])

  package init(partner: String) { self.partner = partner }
}

/// What a partner answered, or a colleague for it.
package struct ReferralStateRequest: Described {
  package var state: String
  /// A code, or a sentence.
  package var reason: String?
  package var exit: String?
  package var remark: String?

  package static let schema = Schema.Object(
    "ReferralStateRequest", "What a partner answered.",
    [
      .always("state", .choice(Referral.State.names.filter { $0 != "requested" })),
      .maybe("reason", .text(most: 2000), "With declined and failed: a code, or a sentence, which is kept sealed."),
      .maybe("exit", .one(of: Referral.Exit.self), "With completed; unknown when left out."),
      .maybe("remark", .text(most: 2000), "Kept sealed."),
    ])

  package init(state: String, reason: String?, exit: String?, remark: String?) {
    self.state = state
    self.reason = reason
    self.exit = exit
    self.remark = remark
  }
}

package struct FollowUpRequest: Described {
  package var week: Int
  package var state: FollowUp.Finding

  package static let schema = Schema.Object(
    "FollowUpRequest", "How it is with the person so many weeks later.",
    [.always("week", .integer(least: 2), "2, 6, 13 or 26."), .always("state", .one(of: FollowUp.Finding.self))])

  package init(week: Int, state: FollowUp.Finding) {
    self.week = week
    self.state = state
  }
}

package struct SuspendRequest: Described {
  package var suspended: Bool

  package static let schema = Schema.Object(
    "SuspendRequest", "Whether people may be referred to it.", [.always("suspended", .flag)])

  package init(suspended: Bool) { self.suspended = suspended }
}

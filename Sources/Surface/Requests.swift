import Desk
import Foundation

package struct AttemptRequest: Described {
  package var result: AttemptResult
  /// When the person asked to be called.
  package var at: Date?

  package static let schema = Schema.Object(
    "AttemptRequest", "What became of a call.",
    [.always("result", .one(of: AttemptResult.self)), .maybe("at", .time, "When the person asked to be called.")])

  package init(result: AttemptResult, at: Date?) {
    self.result = result
    self.at = at
  }
}

package struct NoteRequest: Described {
  package var text: String

  package static let schema = Schema.Object(
    "NoteRequest", "A note on a callback.", [.always("text", .words(least: 1, most: 8000))])

  package init(text: String) { self.text = text }
}

package struct CloseRequest: Described {
  package var outcome: Outcome
  package var issue: String?
  package var note: String?

  package static let schema = Schema.Object(
    "CloseRequest", "What became of it.",
    [
      .always("outcome", .one(of: Outcome.self)), .maybe("issue", .issue, "Such as employment.wages."),
      .maybe("note", .words(most: 8000)),
    ])

  package init(outcome: Outcome, issue: String?, note: String?) {
    self.outcome = outcome
    self.issue = issue
    self.note = note
  }
}

/// What a colleague corrects; what isn't named stays.
package struct EditRequest: Described {
  package var language: String?
  package var number: String?
  package var alsoSpeaks: [String]?
  package var issue: String?
  /// What else it is about, each once.
  package var alsoIssues: [String]?
  /// An empty list: any time.
  package var windows: [CallWindow]?
  package var name: String?
  package var region: String?
  package var employer: String?

  package static let schema = Schema.Object(
    "EditRequest", "What is corrected; what isn't named stays.",
    [
      .maybe("language", .language), .maybe("number", .text()), .maybe("alsoSpeaks", .list(.language, most: 12)),
      .maybe("issue", .issue), .maybe("alsoIssues", .list(.issue, most: 12), "What else it is about."),
      .maybe("windows", .list(CallWindow.shape, most: 14), "Empty: any time."),
      .maybe("name", .words(most: 100)), .maybe("region", .words(most: 100)), .maybe("employer", .words(most: 100)),
    ])

  package init(
    language: String? = nil, number: String? = nil, alsoSpeaks: [String]? = nil, issue: String? = nil,
    alsoIssues: [String]? = nil, windows: [CallWindow]? = nil, name: String? = nil, region: String? = nil,
    employer: String? = nil
  ) {
    self.language = language
    self.number = number
    self.alsoSpeaks = alsoSpeaks
    self.issue = issue
    self.alsoIssues = alsoIssues
    self.windows = windows
    self.name = name
    self.region = region
    self.employer = employer
  }
}

/// Why a colleague does it; for the trail, sealed.
package struct ReasonRequest: Described {
  package var reason: String

  package static let schema = Schema.Object(
    "ReasonRequest", "Why.", [.always("reason", .words(least: 1, most: 1000))])

  package init(reason: String) { self.reason = reason }
}

package struct UrgencyRequest: Described {
  package var urgency: Urgency
  package var reason: String

  package static let schema = Schema.Object(
    "UrgencyRequest", "How soon, and why.",
    [.always("urgency", .one(of: Urgency.self)), .always("reason", .words(least: 1, most: 1000))])

  package init(urgency: Urgency, reason: String) {
    self.urgency = urgency
    self.reason = reason
  }
}

package struct AssignRequest: Described {
  package var adviser: String

  package static let schema = Schema.Object("AssignRequest", "Whose it is to be.", [.always("adviser", .adviser)])

  package init(adviser: String) { self.adviser = adviser }
}

package struct PresenceRequest: Described {
  package var presence: Presence

  package static let schema = Schema.Object(
    "PresenceRequest", "What you say of your presence.", [.always("presence", .one(of: Presence.self))])

  package init(presence: Presence) { self.presence = presence }
}

/// A callback taken by phone or at the counter.
package struct AddRequest: Described {
  /// Phone or counter; a partner says none.
  package var channel: Channel?
  package var language: String
  package var number: String
  package var name: String?
  package var issue: String?
  package var urgency: Urgency?
  package var message: String?
  package var windows: [CallWindow]?
  package var region: String?
  /// What the person agreed that the partner who refers is told, and to which words.
  package var feedback: Consent.Feedback?
  package var consentWording: String?
  package var consentLanguage: String?

  package static let schema = Schema.Object(
    "AddRequest", "A callback taken by phone or at the counter, or of a person whom a partner refers.",
    [
      .maybe("channel", .choice([Channel.phone, .counter].map(\.rawValue)), "Needed, but of partners."),
      .always("language", .language, "Such as pl."),
      .always("number", .text(least: 1), "As it is dialled here, or with +."),
      .maybe("name", .words(most: 100)), .maybe("issue", .issue), .maybe("urgency", .one(of: Urgency.self)),
      .maybe("message", .words(most: 8000)), .maybe("windows", .list(CallWindow.shape, most: 14)),
      .maybe("region", .words(most: 100)),
      .maybe("feedback", .one(of: Consent.Feedback.self), "What the person agreed that the partner is told."),
      .maybe("consentWording", .text(most: 64), "The version of the words the person agreed to."),
      .maybe("consentLanguage", .language, "The language they were in; the callback's when it isn't said."),
    ])

  package init(
    channel: Channel, language: String, number: String, name: String? = nil, issue: String? = nil,
    urgency: Urgency? = nil, message: String? = nil, windows: [CallWindow]? = nil, region: String? = nil
  ) {
    self.channel = channel
    self.language = language
    self.number = number
    self.name = name
    self.issue = issue
    self.urgency = urgency
    self.message = message
    self.windows = windows
    self.region = region
  }
}

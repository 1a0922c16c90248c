import Desk
import Foundation

package struct AttemptRequest: Codable, Sendable {
  package var result: AttemptResult
  /// When the person asked to be called.
  package var at: Date?

  package init(result: AttemptResult, at: Date?) {
    self.result = result
    self.at = at
  }
}

package struct NoteRequest: Codable, Sendable {
  package var text: String

  package init(text: String) { self.text = text }
}

package struct CloseRequest: Codable, Sendable {
  package var outcome: Outcome
  package var issue: String?
  package var note: String?

  package init(outcome: Outcome, issue: String?, note: String?) {
    self.outcome = outcome
    self.issue = issue
    self.note = note
  }
}

/// What a colleague corrects; what isn't named stays.
package struct EditRequest: Codable, Sendable {
  package var language: String?
  package var number: String?

  package init(language: String?, number: String?) {
    self.language = language
    self.number = number
  }
}

package struct PresenceRequest: Codable, Sendable {
  package var presence: Presence

  package init(presence: Presence) { self.presence = presence }
}

/// A callback taken by phone or at the counter.
package struct AddRequest: Codable, Sendable {
  package var channel: Channel
  package var language: String
  package var number: String
  package var name: String?
  package var issue: String?
  package var urgency: Urgency?
  package var message: String?
  package var windows: [CallWindow]?
  package var region: String?

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

/// Over the admin socket: for a colleague, a role or a partner; one of the three.
package struct TokenRequest: Codable, Sendable {
  package var adviser: String?
  package var role: Adviser.Role?
  package var partner: String?

  package init(adviser: String? = nil, role: Adviser.Role? = nil, partner: String? = nil) {
    self.adviser = adviser
    self.role = role
    self.partner = partner
  }
}

package struct TokenBody: Codable, Sendable {
  package var token: String

  package init(token: String) { self.token = token }
}

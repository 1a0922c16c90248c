import Desk
import Foundation

/// A callback as the outside sees it: never personal data.
package struct CallbackBody: Described, Equatable {
  package var id: Int64
  package var reference: String
  package var state: String
  package var language: String?
  package var alsoSpeaks: [String]
  package var issue: String
  package var alsoIssues: [String]
  package var urgency: Urgency
  package var channel: Channel
  package var receivedAt: Date
  package var waitingSince: Date
  package var due: Date?
  package var windows: [CallWindow]
  package var offeredTo: String?
  package var offerUntil: Date?
  package var holder: String?
  package var leaseUntil: Date?
  package var epoch: Int?
  package var attempts: Int
  package var nextAttemptAt: Date?
  package var referredBy: String?
  package var outcome: String?
  package var version: Int

  package init(_ callback: Callback, rules: DeskRules) {
    id = callback.id.rawValue
    reference = callback.received.reference.text
    state = callback.state.name
    language = callback.language?.code
    alsoSpeaks = callback.received.alsoSpeaks.map(\.code)
    issue = callback.issue.code
    alsoIssues = callback.alsoIssues.map(\.code)
    urgency = callback.received.urgency
    channel = callback.received.channel
    receivedAt = callback.receivedAt
    waitingSince = callback.waitingSince
    due = rules.due(callback)
    windows = callback.received.windows
    attempts = callback.attempts.count
    referredBy = callback.received.referredBy
    version = callback.version
    switch callback.state {
    case .needsLanguage, .needsNumber, .waiting: break
    case .offered(let adviser, let until):
      offeredTo = adviser.name
      offerUntil = until
    case .claimed(let adviser, let until):
      holder = adviser.name
      leaseUntil = until
      epoch = callback.epoch
    case .resting(let until): nextAttemptAt = until
    case .closed(let outcome, _): self.outcome = outcome.rawValue
    }
  }

  package static let schema = Schema.Object(
    "Callback", "A request to be called back. Never personal data.",
    [
      .always("id", .integer()), .always("reference", .text(), "What the client can say on the phone."),
      .always("state", .choice(Callback.State.names)), .always("language", .orNull(.text())),
      .always("alsoSpeaks", .list(.text())), .always("issue", .text()),
      .always("alsoIssues", .list(.text()), "What else it is about."), .always("urgency", .one(of: Urgency.self)),
      .always("channel", .one(of: Channel.self)), .always("receivedAt", .time),
      .always("waitingSince", .time, "The first message; survives release, rest and reopening."),
      .always("due", .orNull(.time), "By when the first attempt is promised."),
      .always("windows", .list(CallWindow.shape)), .always("offeredTo", .orNull(.text())),
      .always("offerUntil", .orNull(.time)), .always("holder", .orNull(.text())), .always("leaseUntil", .orNull(.time)),
      .always("epoch", .orNull(.integer(least: 0)), "Of the present claim: goes with every write, as Claim-Epoch."),
      .always("attempts", .integer(least: 0)), .always("nextAttemptAt", .orNull(.time)),
      .always("referredBy", .orNull(.text())), .always("outcome", .orNull(.one(of: Outcome.self))),
      .always("version", .integer(least: 1), "Of every change: goes with an edit, as If-Match."),
    ])

  /// Every field, null where there is none: others read them without asking first.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(reference, forKey: .reference)
    try container.encode(state, forKey: .state)
    try container.encode(language, forKey: .language)
    try container.encode(alsoSpeaks, forKey: .alsoSpeaks)
    try container.encode(issue, forKey: .issue)
    try container.encode(alsoIssues, forKey: .alsoIssues)
    try container.encode(urgency, forKey: .urgency)
    try container.encode(channel, forKey: .channel)
    try container.encode(receivedAt, forKey: .receivedAt)
    try container.encode(waitingSince, forKey: .waitingSince)
    try container.encode(due, forKey: .due)
    try container.encode(windows, forKey: .windows)
    try container.encode(offeredTo, forKey: .offeredTo)
    try container.encode(offerUntil, forKey: .offerUntil)
    try container.encode(holder, forKey: .holder)
    try container.encode(leaseUntil, forKey: .leaseUntil)
    try container.encode(epoch, forKey: .epoch)
    try container.encode(attempts, forKey: .attempts)
    try container.encode(nextAttemptAt, forKey: .nextAttemptAt)
    try container.encode(referredBy, forKey: .referredBy)
    try container.encode(outcome, forKey: .outcome)
    try container.encode(version, forKey: .version)
  }
}

/// Who a callback is about, for its holder: the answer to `reveal`, and to nothing else.
package struct ClientBody: Described {
  package struct Line: Described {
    package var at: Date
    package var kind: String
    package var text: String?

    package static let schema = Schema.Object(
      "Message", "What the person wrote or sent.",
      [.always("at", .time), .always("kind", .text()), .maybe("text", .text())])

    package init(at: Date, kind: String, text: String?) {
      self.at = at
      self.kind = kind
      self.text = text
    }
  }

  package var callback: CallbackBody
  package var name: String?
  package var phone: String?
  /// False: as the gateway gave it, in no numbering plan.
  package var phoneIsValid: Bool
  package var region: String?
  package var employer: String?
  package var cautions: [Caution]
  package var messages: [Line]
  package var notes: [String]

  package static let schema = Schema.Object(
    "Client", "Who a callback is about, for its holder.",
    [
      .always("callback", CallbackBody.shape), .maybe("name", .text()), .maybe("phone", .text()),
      .always("phoneIsValid", .flag, "False: as the gateway gave it, in no numbering plan."),
      .maybe("region", .text()), .maybe("employer", .text()),
      .always("cautions", .list(.one(of: Caution.self)), "What to mind when calling: read this before the number."),
      .always("messages", .list(Line.shape)),
      .always("notes", .list(.text())),
    ])

  package init(callback: CallbackBody, client: Client, messages: [Line], notes: [String]) {
    self.callback = callback
    name = client.name
    phone = client.phone
    phoneIsValid = client.phoneIsValid
    region = client.region
    employer = client.employer
    cautions = client.cautions ?? []
    self.messages = messages
    self.notes = notes
  }
}

import Foundation

/// One thing that happened to a callback. The events of a callback, applied in order, give its present row;
/// `balie check` does that for all of them. No personal data: what somebody wrote is sealed beside the event.
package enum CallbackEvent: Sendable, Equatable, Codable {
  case received(Received)
  /// The person sent another message; one that rested is callable again, a closed one opened again.
  case heard
  case languageAsked
  case languageKnown(Language, because: [String])
  case numberAsked
  case numberKnown
  case claimed(by: AdviserID, epoch: Int, until: Date)
  /// From a colleague whose claim ran out or who was off shift; why is sealed.
  case takenOver(by: AdviserID, from: AdviserID, epoch: Int, until: Date)
  /// By a coordinator.
  case assigned(to: AdviserID, epoch: Int, until: Date)
  case offered(to: AdviserID, until: Date)
  /// The reason is sealed.
  case declined(by: AdviserID)
  case offerLapsed(of: AdviserID)
  case offerWithdrawn
  case released
  /// Number, name and text were shown to the holder.
  case revealed(until: Date)
  case attempted(AttemptResult, at: Date, then: AfterAttempt)
  /// The rest after an unanswered attempt is over.
  case rested
  /// A note; its text is sealed.
  case noted
  /// `list`: the version of the list of issues; nil in trails from before lists had one.
  case closed(Outcome, issue: IssueCode, list: String? = nil)
  case reopened
  /// By a person; why is sealed.
  case urgencySet(Urgency)
  case edited(Edit)
  /// By the desk's reading of a message; raises the urgency, never lowers it.
  case suggested(Suggestion)

  /// What a colleague corrected besides language and number; nil where it stayed.
  package struct Edit: Sendable, Equatable, Codable {
    package var issue: IssueCode?
    /// What else it is about.
    package var alsoIssues: [IssueCode]?
    package var windows: [CallWindow]?
    package var alsoSpeaks: [Language]?
    /// Which of the person's data: "name", "region", "employer". What they were is sealed beside the event.
    package var personal: [String]

    package init(
      issue: IssueCode? = nil, alsoIssues: [IssueCode]? = nil, windows: [CallWindow]? = nil,
      alsoSpeaks: [Language]? = nil, personal: [String] = []
    ) {
      self.issue = issue
      self.alsoIssues = alsoIssues
      self.windows = windows
      self.alsoSpeaks = alsoSpeaks
      self.personal = personal
    }
  }
  case consented(ID<Consent>, Consent.Given)
  case consentWithdrawn(ID<Consent>)
  /// Who referred the person here was told this, and no more.
  case told(PartnerID, Consent.Feedback)

  package struct Received: Sendable, Equatable, Codable {
    package var reference: Reference
    package var person: ID<Person>
    package var channel: Channel
    package var account: AccountName
    /// When the first message says it, and which words and rule said so.
    package var language: Language?
    package var because: [String]
    package var alsoSpeaks: [Language]
    package var issue: IssueCode
    package var urgency: Urgency
    package var windows: [CallWindow]
    package var referredBy: String?
    package var hasNumber: Bool
    /// The person's first message; the clock runs from here.
    package var waitingSince: Date

    package init(
      reference: Reference, person: ID<Person>, channel: Channel, account: AccountName,
      language: Language? = nil, because: [String] = [], alsoSpeaks: [Language] = [], issue: IssueCode = .unknown,
      urgency: Urgency = .normal,
      windows: [CallWindow] = [], referredBy: String? = nil, hasNumber: Bool, waitingSince: Date
    ) {
      self.reference = reference
      self.person = person
      self.channel = channel
      self.account = account
      self.language = language
      self.because = because
      self.alsoSpeaks = alsoSpeaks
      self.issue = issue
      self.urgency = urgency
      self.windows = windows
      self.referredBy = referredBy
      self.hasNumber = hasNumber
      self.waitingSince = waitingSince
    }
  }

  /// Where an attempt leaves the callback.
  package enum AfterAttempt: Sendable, Equatable, Codable {
    case holds(until: Date)
    case rests(until: Date)
    case needsNumber
    case needsLanguage
  }

  /// The name under which the trail lists it.
  package var kind: String {
    switch self {
    case .received: "received"
    case .heard: "heard"
    case .languageAsked: "language_asked"
    case .languageKnown: "language_known"
    case .numberAsked: "number_asked"
    case .numberKnown: "number_known"
    case .claimed: "claimed"
    case .takenOver: "taken_over"
    case .assigned: "assigned"
    case .offered: "offered"
    case .declined: "declined"
    case .offerLapsed: "offer_lapsed"
    case .offerWithdrawn: "offer_withdrawn"
    case .released: "released"
    case .revealed: "revealed"
    case .attempted: "attempted"
    case .rested: "rested"
    case .noted: "noted"
    case .closed: "closed"
    case .reopened: "reopened"
    case .urgencySet: "urgency_set"
    case .edited: "edited"
    case .consented: "consented"
    case .consentWithdrawn: "consent_withdrawn"
    case .told: "told"
    case .suggested: "suggested"
    }
  }
}

/// Who did it.
package enum Actor: Sendable, Equatable, Codable {
  case client
  case adviser(AdviserID)
  case partner(PartnerID)
  case desk

  /// As the trail writes it.
  package var code: String {
    switch self {
    case .client: "client"
    case .adviser(let id): "adviser:\(id)"
    case .partner(let id): "partner:\(id)"
    case .desk: "desk"
    }
  }

  package init?(code: String) {
    switch code {
    case "client": self = .client
    case "desk": self = .desk
    case _ where code.hasPrefix("adviser:"): self = .adviser(AdviserID(String(code.dropFirst(8))))
    case _ where code.hasPrefix("partner:"): self = .partner(PartnerID(String(code.dropFirst(8))))
    default: return nil
    }
  }
}

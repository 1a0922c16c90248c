import Foundation

/// A request to be called back. Every step is in this file and goes through `record`, which applies the event to
/// the callback and keeps it for the trail: there is no other way to change one.
package struct Callback: Sendable, Equatable {
  package enum State: Sendable, Equatable {
    /// The person is there, the language not yet: the conversation asks.
    case needsLanguage(asked: Date)
    /// Nobody can phone yet.
    case needsNumber(asked: Date)
    case waiting
    /// Reserved for one adviser until then.
    case offered(to: AdviserID, until: Date)
    case claimed(by: AdviserID, until: Date)
    /// After an unanswered attempt.
    case resting(until: Date)
    case closed(Outcome, at: Date)
  }

  package let id: ID<Callback>
  /// What came at the door, as corrected since.
  package private(set) var received: CallbackEvent.Received
  package let receivedAt: Date
  package private(set) var state: State
  package private(set) var language: Language?
  package private(set) var hasNumber: Bool
  package private(set) var issue: IssueCode
  /// What else it is about.
  package private(set) var alsoIssues: [IssueCode]
  /// Raised by every claim; a write that carries an older one is refused. 0 before the first claim.
  package private(set) var epoch: Int
  package private(set) var attempts: [Attempt]
  /// Who claimed it last.
  package private(set) var previousAdviser: AdviserID?
  /// Who was offered it since it last came into the queue, and didn't take it.
  package private(set) var passedBy: [AdviserID]
  /// Raised by every event; what the store compares when it saves.
  package private(set) var version: Int
  /// What happened since it was loaded.
  package private(set) var unsaved: [Recorded] = []

  /// An event as the trail keeps it. `secret` is what a person wrote: sealed by the store.
  package struct Recorded: Sendable, Equatable {
    package let event: CallbackEvent
    package let at: Date
    package let actor: Actor
    package let secret: String?

    package init(event: CallbackEvent, at: Date, actor: Actor, secret: String? = nil) {
      self.event = event
      self.at = at
      self.actor = actor
      self.secret = secret
    }
  }

  /// How long a claim holds without a sign of life.
  package static let lease: TimeInterval = 90 * 60

  /// Nobody is called later than a quarter of a year after asking; a time beyond is a slip of the pen.
  package static let longestRest: TimeInterval = 92 * 24 * 3600

  /// The place in the queue: the first message's, whatever happens afterwards.
  package var waitingSince: Date { received.waitingSince }

  package var holder: AdviserID? {
    switch state {
    case .claimed(let adviser, _): adviser
    case .needsLanguage, .needsNumber, .waiting, .offered, .resting, .closed: nil
    }
  }
}

// MARK: - At the door

extension Callback {
  /// Somebody asks to be called back.
  package static func receive(
    _ id: ID<Callback>, _ received: CallbackEvent.Received, by actor: Actor = .client, now: Date
  ) -> Callback {
    var callback = Callback(id: id, received, at: now)
    callback.unsaved = [Recorded(event: .received(received), at: now, actor: actor)]
    return callback
  }

  private init(id: ID<Callback>, _ received: CallbackEvent.Received, at: Date) {
    var lasting = received
    // What the first message said of the language is in the trail; what is known now is `language`.
    lasting.language = nil
    lasting.because = []
    self.id = id
    self.received = lasting
    receivedAt = at
    state = .needsLanguage(asked: at)
    hasNumber = received.hasNumber
    issue = received.issue
    alsoIssues = []
    epoch = 0
    attempts = []
    passedBy = []
    version = 1
    language = received.language
    if language != nil { queue(at: at) }
  }

  /// Another message of the same person. A rest ends, a closed callback opens again, with its place.
  package mutating func hear(now: Date) { record(.heard, by: .client, at: now) }

  /// What a message seems to say. Nothing is recorded when it says nothing.
  package mutating func suggest(_ suggestion: Suggestion, now: Date) {
    guard !suggestion.isEmpty else { return }
    record(.suggested(suggestion), by: .desk, at: now)
  }

  package mutating func askLanguage(now: Date) { record(.languageAsked, by: .desk, at: now) }

  package mutating func know(
    _ language: Language, because: [String], by actor: Actor, now: Date
  ) throws(Refusal) {
    if case .closed = state { throw .closed }
    guard language != self.language || isWithoutLanguage else { return }
    record(.languageKnown(language, because: because), by: actor, at: now)
  }

  package mutating func askNumber(now: Date) { record(.numberAsked, by: .desk, at: now) }

  /// - Parameter old: what it replaces; kept in the trail, sealed.
  package mutating func knowNumber(instead old: String? = nil, by actor: Actor, now: Date) {
    record(.numberKnown, by: actor, at: now, secret: old.map { "earlier number: " + $0 })
  }

  package var isWithoutLanguage: Bool {
    if case .needsLanguage = state { true } else { false }
  }
}

// MARK: - At the desk

extension Callback {
  /// One winner. Claiming what one already holds changes nothing, so that a repeated call is harmless.
  package mutating func claim(by adviser: Adviser, now: Date) throws(Refusal) {
    switch state {
    case .needsLanguage: throw .languageUnknown
    case .needsNumber: throw .numberUnknown
    case .closed: throw .closed
    case .claimed(let holder, let until):
      if holder == adviser.id { return }
      throw .held(by: holder, until: until)
    case .offered(let other, let until) where other != adviser.id && until > now:
      throw .offered(to: other, until: until)
    case .resting(let until) where until > now: throw .resting(until: until)
    case .waiting, .offered, .resting: break
    }
    try isSpoken(by: adviser)
    record(
      .claimed(by: adviser.id, epoch: epoch + 1, until: now + Self.lease),
      by: .adviser(adviser.id), at: now)
  }

  /// Back to the queue, with its place. A coordinator may release for a colleague.
  package mutating func release(by adviser: Adviser, epoch: Int?, now: Date) throws(Refusal) {
    if adviser.role == .coordinator && holder != nil {
      try isPresent(epoch)
    } else {
      try holds(adviser.id, epoch)
    }
    record(.released, by: .adviser(adviser.id), at: now)
  }

  /// From a colleague whose claim ran out or who is off shift: everybody else keeps what she holds.
  /// - Parameter holderIsOff: neither on her roster's hours nor, by her own word, at work.
  package mutating func takeOver(by adviser: Adviser, holderIsOff: Bool, reason: String, now: Date) throws(Refusal) {
    switch state {
    case .closed: throw .closed
    case .needsLanguage, .needsNumber, .waiting, .offered, .resting: throw .nobodyHolds
    case .claimed(adviser.id, _): return
    case .claimed(let holder, let until):
      guard until <= now || holderIsOff else { throw .held(by: holder, until: until) }
      try isSpoken(by: adviser)
      record(
        .takenOver(by: adviser.id, from: holder, epoch: epoch + 1, until: now + Self.lease),
        by: .adviser(adviser.id), at: now, secret: reason)
    }
  }

  /// A coordinator says whose it is, over a rest and over another holder.
  package mutating func assign(to adviser: Adviser, by actor: Actor, now: Date) throws(Refusal) {
    switch state {
    case .closed: throw .closed
    case .needsLanguage: throw .languageUnknown
    case .needsNumber: throw .numberUnknown
    case .claimed(adviser.id, _): return
    case .waiting, .offered, .resting, .claimed: break
    }
    try isSpoken(by: adviser)
    record(.assigned(to: adviser.id, epoch: epoch + 1, until: now + Self.lease), by: actor, at: now)
  }

  /// Back from closed, with its place, its attempts and its history.
  package mutating func reopen(by actor: Actor, now: Date) throws(Refusal) {
    guard case .closed = state else { throw .notClosed }
    record(.reopened, by: actor, at: now)
  }

  /// A person may lower it too; only a machine may not.
  package mutating func set(_ urgency: Urgency, reason: String, by actor: Actor, now: Date) throws(Refusal) {
    if case .closed = state { throw .closed }
    record(.urgencySet(urgency), by: actor, at: now, secret: reason)
  }

  /// - Parameter old: what of the person's data it replaces, a line each; kept in the trail, sealed.
  package mutating func edit(_ edit: CallbackEvent.Edit, instead old: String?, by actor: Actor, now: Date) {
    record(.edited(edit), by: actor, at: now, secret: old)
  }

  /// The trace that must be kept before number, name or text is shown.
  package mutating func reveal(by adviser: AdviserID, epoch: Int?, now: Date) throws(Refusal) {
    try holds(adviser, epoch)
    record(.revealed(until: now + Self.lease), by: .adviser(adviser), at: now)
  }

  /// - Parameter tryAgain: when the person asked to be called; needed with `askedOtherTime`.
  package mutating func attempt(
    _ result: AttemptResult, tryAgain: Date? = nil, by adviser: AdviserID, epoch: Int?,
    policy: AttemptPolicy, now: Date
  ) throws(Refusal) {
    try holds(adviser, epoch)
    if let tryAgain, tryAgain > now + Self.longestRest { throw .invalid(field: "at") }
    let then: CallbackEvent.AfterAttempt
    switch result {
    case .reached, .callDropped: then = .holds(until: now + Self.lease)
    case .noAnswer, .voicemailLeft, .voicemailNotAllowed, .busy, .wrongPerson:
      then = .rests(until: max(policy.restUntil(after: now), tryAgain ?? now))
    case .askedOtherTime:
      guard let tryAgain, tryAgain > now else { throw .timeNeeded }
      then = .rests(until: tryAgain)
    case .numberInvalid: then = .needsNumber
    case .languageMismatch: then = .needsLanguage
    }
    record(.attempted(result, at: now, then: then), by: .adviser(adviser), at: now)
  }

  package mutating func note(_ text: String, by adviser: AdviserID, epoch: Int?, now: Date) throws(Refusal) {
    try holds(adviser, epoch)
    record(.noted, by: .adviser(adviser), at: now, secret: text)
  }

  package mutating func close(
    _ outcome: Outcome, issue said: IssueCode?, list: String? = nil, by adviser: AdviserID, epoch: Int?,
    policy: AttemptPolicy, now: Date
  ) throws(Refusal) {
    try holds(adviser, epoch)
    let issue = said ?? self.issue
    if outcome.needsIssue && issue == .unknown { throw .issueNotSet }
    if outcome == .notReached && !policy.mayGiveUp(after: attempts) {
      throw .attemptsTooFew(have: policy.tally(attempts), need: policy)
    }
    record(.closed(outcome, issue: issue, list: list), by: .adviser(adviser), at: now)
  }

  /// The rest is over: back in the queue with its place.
  package mutating func rest(now: Date) {
    guard case .resting(let until) = state, until <= now else { return }
    record(.rested, by: .desk, at: now)
  }

  /// Does this colleague hold it now?
  package func isHeld(by adviser: AdviserID, epoch: Int?) throws(Refusal) { try holds(adviser, epoch) }

  private func holds(_ adviser: AdviserID, _ carried: Int?) throws(Refusal) {
    switch state {
    case .closed: throw .closed
    case .claimed(adviser, _): break
    case .claimed(let other, let until): throw .held(by: other, until: until)
    case .needsLanguage, .needsNumber, .waiting, .offered, .resting: throw .notHolder
    }
    try isPresent(carried)
  }

  private func isSpoken(by adviser: Adviser) throws(Refusal) {
    guard let language else { throw .languageUnknown }
    if !adviser.canSpeak(with: self) { throw .languageNotSpoken(language) }
  }

  private func isPresent(_ carried: Int?) throws(Refusal) {
    if let carried, carried != epoch { throw .staleEpoch(present: epoch) }
  }
}

// MARK: - Offers

extension Callback {
  /// Reserves it for the best adviser there is.
  package mutating func offer(to adviser: AdviserID, until: Date, now: Date) throws(Refusal) {
    guard case .waiting = state else { throw .changedMeanwhile }
    record(.offered(to: adviser, until: until), by: .desk, at: now)
  }

  /// - Parameter reason: kept, sealed, beside the event.
  package mutating func decline(by adviser: AdviserID, reason: String, now: Date) throws(Refusal) {
    guard case .offered(adviser, _) = state else { throw .notOffered }
    record(.declined(by: adviser), by: .adviser(adviser), at: now, secret: reason)
  }

  /// The time is over, and nobody said a word.
  package mutating func lapse(now: Date) {
    guard case .offered(let adviser, let until) = state, until <= now else { return }
    record(.offerLapsed(of: adviser), by: .desk, at: now)
  }

  /// The adviser went away, or took another one.
  package mutating func withdrawOffer(now: Date) {
    guard case .offered = state else { return }
    record(.offerWithdrawn, by: .desk, at: now)
  }
}

// MARK: - What an event does

extension Callback {
  /// The callback that a trail tells of, from its first event on. Nil when the first isn't `received`.
  package static func replay(_ id: ID<Callback>, _ trail: [Recorded]) -> Callback? {
    guard let first = trail.first, case .received(let received) = first.event else { return nil }
    var callback = Callback(id: id, received, at: first.at)
    for recorded in trail.dropFirst() { callback.apply(recorded.event, at: recorded.at) }
    return callback
  }

  mutating func record(_ event: CallbackEvent, by actor: Actor, at now: Date, secret: String? = nil) {
    apply(event, at: now)
    unsaved.append(Recorded(event: event, at: now, actor: actor, secret: secret))
  }

  private mutating func apply(_ event: CallbackEvent, at now: Date) {
    version += 1
    switch event {
    case .received: break
    case .heard, .reopened: hearAgain(at: now)
    case .languageAsked: if isWithoutLanguage { state = .needsLanguage(asked: now) }
    case .languageKnown(let language, _):
      self.language = language
      if isWithoutLanguage { queue(at: now) }
    case .numberAsked: if case .needsNumber = state { state = .needsNumber(asked: now) }
    case .numberKnown:
      hasNumber = true
      if case .needsNumber = state { state = .waiting }
    case .claimed(let adviser, let epoch, let until), .takenOver(let adviser, _, let epoch, let until),
      .assigned(let adviser, let epoch, let until):
      self.epoch = epoch
      previousAdviser = adviser
      passedBy = []
      state = .claimed(by: adviser, until: until)
    case .offered(let adviser, let until): state = .offered(to: adviser, until: until)
    case .declined(let adviser), .offerLapsed(let adviser):
      passedBy.append(adviser)
      state = .waiting
    case .released, .rested, .offerWithdrawn: state = .waiting
    case .revealed(let until): renew(until)
    case .attempted(let result, let at, let then): follow(then, after: Attempt(at: at, result: result))
    case .noted: renew(now + Self.lease)
    case .urgencySet(let urgency): received.urgency = urgency
    case .suggested(let suggestion): received.urgency = max(received.urgency, suggestion.urgency ?? .normal)
    case .edited(let edit):
      issue = edit.issue ?? issue
      alsoIssues = edit.alsoIssues ?? alsoIssues
      received.windows = edit.windows ?? received.windows
      received.alsoSpeaks = edit.alsoSpeaks ?? received.alsoSpeaks
    case .closed(let outcome, let issue, _):
      self.issue = issue
      state = .closed(outcome, at: now)
    case .consented, .consentWithdrawn, .told: break
    }
  }

  private mutating func hearAgain(at now: Date) {
    switch state {
    case .resting: state = .waiting
    case .closed:
      if language == nil { state = .needsLanguage(asked: now) } else { queue(at: now) }
    case .needsLanguage, .needsNumber, .waiting, .offered, .claimed: break
    }
  }

  private mutating func queue(at now: Date) {
    state = hasNumber ? .waiting : .needsNumber(asked: now)
  }

  private mutating func renew(_ until: Date) {
    if case .claimed(let adviser, _) = state { state = .claimed(by: adviser, until: until) }
  }

  private mutating func follow(_ then: CallbackEvent.AfterAttempt, after attempt: Attempt) {
    attempts.append(attempt)
    switch then {
    case .holds(let until): renew(until)
    case .rests(let until): state = .resting(until: until)
    case .needsNumber:
      hasNumber = false
      state = .needsNumber(asked: attempt.at)
    case .needsLanguage: state = .needsLanguage(asked: attempt.at)
    }
  }
}

// MARK: - From the store

extension Callback {
  /// A row as the store kept it.
  package init(
    id: ID<Callback>, received: CallbackEvent.Received, receivedAt: Date, state: State,
    language: Language?, hasNumber: Bool, issue: IssueCode, alsoIssues: [IssueCode], epoch: Int, attempts: [Attempt],
    previousAdviser: AdviserID?, passedBy: [AdviserID], version: Int
  ) {
    self.id = id
    self.received = received
    self.receivedAt = receivedAt
    self.state = state
    self.language = language
    self.hasNumber = hasNumber
    self.issue = issue
    self.alsoIssues = alsoIssues
    self.epoch = epoch
    self.attempts = attempts
    self.previousAdviser = previousAdviser
    self.passedBy = passedBy
    self.version = version
  }

  /// The same callback with nothing left to save.
  package var saved: Callback {
    var copy = self
    copy.unsaved = []
    return copy
  }
}

import Foundation

/// A person handed to a partner, from the request until it is known what became of it. Every step is in this file and goes
/// through `record`.
package struct Referral: Sendable, Equatable {
  package enum Via: String, Sendable, Codable, CaseIterable { case mail, webhook, phone }

  /// contract.md. `declined` is a no before the start, `failed` one after it (domain.md §8).
  package enum State: Sendable, Equatable, Codable {
    case requested, received, accepted
    case declined(Reason)
    case inProgress
    case completed(Exit)
    case failed(Reason)
    /// The desk took it back: consent was withdrawn.
    case revoked
    /// A colleague gave up waiting.
    case expired
  }

  /// Why a partner said no, as a code: a sentence may say who the person is.
  package enum Reason: String, Sendable, Codable, CaseIterable {
    case noCapacity = "no_capacity"
    case outOfArea = "out_of_area"
    case notEligible = "not_eligible"
    case wrongOrganisation = "wrong_organisation"
    case clientDeclined = "client_declined"
    case notReached = "not_reached"
    case conflictOfInterest = "conflict_of_interest"
    case other
  }

  /// Where a completed referral led (contract.md).
  package enum Exit: String, Sendable, Codable, CaseIterable {
    case workWithHousing = "work_with_housing"
    case workWithoutHousing = "work_without_housing"
    case ownHousing = "own_housing"
    case countryOfOrigin = "country_of_origin"
    case otherShelter = "other_shelter"
    case care
    case dropOut = "drop_out"
    case unknown
  }

  package let id: ID<Referral>
  package let requested: ReferralEvent.Requested
  package let requestedAt: Date
  package private(set) var state: State
  /// Since when it is in that state.
  package private(set) var since: Date
  /// When the partner should have said yes or no.
  package private(set) var due: Date
  package private(set) var reminders: Int
  /// A colleague was told that nobody answers.
  package private(set) var isOverdue: Bool
  package private(set) var findings: [Int: FollowUp.Finding]
  package private(set) var version: Int
  package private(set) var unsaved: [Recorded] = []

  /// An event as the trail keeps it; `secret` is what a person wrote.
  package struct Recorded: Sendable, Equatable {
    package let event: ReferralEvent
    package let at: Date
    package let actor: Actor
    package let secret: String?

    package init(event: ReferralEvent, at: Date, actor: Actor, secret: String? = nil) {
      self.event = event
      self.at = at
      self.actor = actor
      self.secret = secret
    }
  }

  /// Mails that ask again before a colleague is told.
  package static let mostReminders = 1
}

// MARK: - Steps

extension Referral {
  /// Asks a partner to take a person on.
  /// - Throws: `.consentMissing` with the fields that the consent doesn't reach, `.partnerSuspended`.
  package static func request(
    _ id: ID<Referral>, to partner: Partner, with facts: SharedFacts, under consent: Consent, by actor: Actor,
    now: Date,
    due: Date
  ) throws(Refusal) -> Referral {
    if partner.isSuspended { throw .partnerSuspended(partner.id) }
    let lacking = consent.given.partner == partner.id ? consent.lacking(facts.fields) : facts.fields
    guard lacking.isEmpty, consent.isActive else { throw .consentMissing(partner.id, lacking) }
    let requested = ReferralEvent.Requested(
      callback: consent.callback, partner: partner.id, consent: consent.id, fields: facts.fields,
      via: partner.delivery.via, due: due)
    var referral = Referral(id, begun: requested, at: now)
    referral.unsaved = [Recorded(event: .requested(requested), at: now, actor: actor)]
    return referral
  }

  private init(_ id: ID<Referral>, begun requested: ReferralEvent.Requested, at: Date) {
    self.id = id
    self.requested = requested
    requestedAt = at
    state = .requested
    since = at
    due = requested.due
    reminders = 0
    isOverdue = false
    findings = [:]
    version = 1
  }

  /// What the partner answers, or a colleague for it after a call. What is behind the present state changes nothing:
  /// answers come late and twice.
  /// - Parameter remark: the partner's words beside the code; sealed.
  /// - Throws: `.referralEnded` after the end; `.notHolder` never.
  package mutating func move(to next: State, remark: String? = nil, by actor: Actor, now: Date) throws(Refusal) {
    if next == state { return }
    if state.hasEnded { throw .referralEnded(state.name) }
    switch next {
    case .requested: throw .invalid(field: "state")
    case .revoked:
      if case .partner = actor { throw .notAllowed }
    case .expired:
      if case .partner = actor { throw .notAllowed }
    case .received, .accepted, .inProgress: if next.rank <= state.rank { return }
    case .declined: if state == .inProgress { throw .referralStarted }
    case .completed, .failed: break
    }
    record(.moved(next), by: actor, at: now, secret: remark)
  }

  /// The partner saw the agreed fields: so it has the referral.
  package mutating func show(to actor: Actor, now: Date) throws(Refusal) {
    if state.hasEnded { throw .referralEnded(state.name) }
    record(.shown, by: actor, at: now)
    if state == .requested { record(.moved(.received), by: actor, at: now) }
  }

  /// Asked again when nobody said yes or no in time; after that a colleague is told.
  /// - Parameter canAsk: is there a way to the partner?
  /// - Returns: what is to be done about it; nil when it isn't time.
  package mutating func remind(now: Date, next: Date, canAsk: Bool) -> Reminder? {
    guard isUnanswered, !isOverdue, due <= now else { return nil }
    if canAsk, reminders < Self.mostReminders {
      record(.reminded(due: next), by: .desk, at: now)
      return .askAgain
    }
    record(.overdue, by: .desk, at: now)
    return .tellColleague
  }

  package enum Reminder: Sendable { case askAgain, tellColleague }

  /// What was found out after so many weeks. A relapse is for the callback to open again.
  package mutating func followUp(week: Int, _ finding: FollowUp.Finding, by actor: Actor, now: Date) throws(Refusal) {
    guard case .completed = state else { throw .referralNotCompleted }
    guard FollowUp.weeks.contains(week) else { throw .invalid(field: "week") }
    record(.followedUp(week: week, finding), by: actor, at: now)
  }

  /// Nobody said yes or no yet.
  package var isUnanswered: Bool { state == .requested || state == .received }

  /// The four looks after a completed referral.
  package func followUps(now: Date) -> [FollowUp] {
    guard case .completed = state else { return [] }
    return FollowUp.weeks.map { week in
      let isDue = now >= since + Double(week) * 7 * 86_400
      return FollowUp(week: week, finding: findings[week] ?? (isDue ? .unknown : nil))
    }
  }
}

// MARK: - What an event does

extension Referral {
  /// The referral that a trail tells of. Nil when the first event isn't `requested`.
  package static func replay(_ id: ID<Referral>, _ trail: [Recorded]) -> Referral? {
    guard let first = trail.first, case .requested(let requested) = first.event else { return nil }
    var referral = Referral(id, begun: requested, at: first.at)
    for recorded in trail.dropFirst() { referral.apply(recorded.event, at: recorded.at) }
    return referral
  }

  private mutating func record(_ event: ReferralEvent, by actor: Actor, at now: Date, secret: String? = nil) {
    apply(event, at: now)
    unsaved.append(Recorded(event: event, at: now, actor: actor, secret: secret))
  }

  private mutating func apply(_ event: ReferralEvent, at now: Date) {
    version += 1
    switch event {
    case .requested, .shown: break
    case .moved(let next):
      state = next
      since = now
    case .reminded(let due):
      self.due = due
      reminders += 1
    case .overdue: isOverdue = true
    case .followedUp(let week, let finding): findings[week] = finding
    }
  }

  /// A row as the store kept it.
  package init(
    id: ID<Referral>, requested: ReferralEvent.Requested, requestedAt: Date, state: State, since: Date, due: Date,
    reminders: Int, isOverdue: Bool, findings: [Int: FollowUp.Finding], version: Int
  ) {
    self.id = id
    self.requested = requested
    self.requestedAt = requestedAt
    self.state = state
    self.since = since
    self.due = due
    self.reminders = reminders
    self.isOverdue = isOverdue
    self.findings = findings
    self.version = version
  }

  /// The same referral with nothing left to save.
  package var saved: Referral {
    var copy = self
    copy.unsaved = []
    return copy
  }
}

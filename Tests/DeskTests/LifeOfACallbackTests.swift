import Desk
import Foundation
import Testing

/// Where a callback can stand, from ilinca's side.
private enum Place: CaseIterable {
  case needsLanguage, needsNumber, waiting, hers, pavels, resting, restIsOver, closed

  /// A callback standing there at eleven o'clock.
  func callback() throws -> Callback {
    var callback = try Invented.callback(
      language: self == .needsLanguage ? nil : Invented.pl, hasNumber: self != .needsNumber)
    let now = Invented.morning
    switch self {
    case .needsLanguage, .needsNumber, .waiting: break
    case .hers: try callback.claim(by: Invented.ilinca, now: now)
    case .pavels: try callback.claim(by: Invented.pavel, now: now)
    case .resting, .restIsOver:
      let called = self == .resting ? now : now - 2 * 3600
      try callback.claim(by: Invented.ilinca, now: called)
      try callback.attempt(
        .noAnswer, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy, now: called)
    case .closed:
      try callback.claim(by: Invented.ilinca, now: now)
      try callback.close(
        .withdrawn, issue: nil, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy, now: now)
    }
    return callback
  }
}

private enum Step: CaseIterable {
  case claim, takeOver, takeOverFromOneWhoIsOff, assign, release, releaseByCoordinator, reveal, attempt, note, close,
    reopen, urgency

  /// Those that a holder takes under her claim.
  static let ofTheHolder: [Step] = [.release, .releaseByCoordinator, .reveal, .attempt, .note, .close]

  func take(_ callback: inout Callback, epoch: Int? = nil, now: Date = elevenOClock) throws {
    let me = Invented.ilinca.id
    let policy = Invented.policy
    switch self {
    case .claim: try callback.claim(by: Invented.ilinca, now: now)
    case .takeOver: try callback.takeOver(by: Invented.ilinca, holderIsOff: false, reason: "ill", now: now)
    case .takeOverFromOneWhoIsOff:
      try callback.takeOver(by: Invented.ilinca, holderIsOff: true, reason: "ill", now: now)
    case .assign: try callback.assign(to: Invented.ilinca, by: .desk, now: now)
    case .reopen: try callback.reopen(by: .client, now: now)
    case .urgency: try callback.set(.now, reason: "no bed", by: .adviser(me), now: now)
    case .release: try callback.release(by: Invented.ilinca, epoch: epoch, now: now)
    case .releaseByCoordinator: try callback.release(by: Invented.marit, epoch: epoch, now: now)
    case .reveal: try callback.reveal(by: me, epoch: epoch, now: now)
    case .attempt: try callback.attempt(.busy, by: me, epoch: epoch, policy: policy, now: now)
    case .note: try callback.note("called twice", by: me, epoch: epoch, now: now)
    case .close: try callback.close(.duplicate, issue: nil, by: me, epoch: epoch, policy: policy, now: now)
    }
  }

  /// Why the step is refused there; nil where it is taken.
  func refusal(at place: Place) -> Refusal? {
    let pavelsUntil = Invented.morning + Callback.lease
    switch (self, place) {
    case (.reopen, .closed): return nil
    case (.reopen, _): return .notClosed
    case (_, .closed): return .closed
    case (.claim, .needsLanguage), (.assign, .needsLanguage): return .languageUnknown
    case (.claim, .needsNumber), (.assign, .needsNumber): return .numberUnknown
    case (.claim, .resting): return .resting(until: Invented.morning + 2 * 3600)
    case (.urgency, _), (.assign, _), (_, .hers): return nil
    case (.takeOverFromOneWhoIsOff, .pavels), (.releaseByCoordinator, .pavels): return nil
    case (.claim, .waiting), (.claim, .restIsOver): return nil
    case (_, .pavels): return .held(by: Invented.pavel.id, until: pavelsUntil)
    case (.takeOver, _), (.takeOverFromOneWhoIsOff, _): return .nobodyHolds
    case (_, .needsLanguage), (_, .needsNumber), (_, .waiting), (_, .resting), (_, .restIsOver):
      return .notHolder
    }
  }
}

private let elevenOClock = Invented.morning + 3600

@Suite struct `A step` {
  @Test(arguments: Place.allCases, Step.allCases)
  fileprivate func `is taken or refused by where the callback stands`(place: Place, step: Step) throws {
    let before = try place.callback()
    var callback = before
    if let refusal = step.refusal(at: place) {
      #expect(throws: refusal) { try step.take(&callback) }
      #expect(callback == before)
    } else {
      try step.take(&callback)
    }
  }

  @Test(arguments: Step.ofTheHolder)
  fileprivate func `that carries an overtaken epoch is refused`(step: Step) throws {
    var callback = try Place.hers.callback()
    try callback.release(by: Invented.ilinca, epoch: 1, now: Invented.morning)
    try callback.claim(by: Invented.ilinca, now: Invented.morning)
    let before = callback
    #expect(throws: Refusal.staleEpoch(present: 2)) { try step.take(&callback, epoch: 1) }
    #expect(callback == before)
    try step.take(&callback, epoch: 2)
  }
}

@Suite struct `Claiming` {
  @Test func `is refused when a colleague was first, and says who and until when`() throws {
    var callback = try Invented.callback()
    try callback.claim(by: Invented.pavel, now: elevenOClock)
    #expect(throws: Refusal.held(by: Invented.pavel.id, until: elevenOClock + 90 * 60)) {
      try callback.claim(by: Invented.ilinca, now: elevenOClock + 1)
    }
  }

  @Test func `again what one holds changes nothing`() throws {
    var callback = try Place.hers.callback()
    let before = callback
    try callback.claim(by: Invented.ilinca, now: elevenOClock)
    #expect(callback == before)
  }

  @Test func `is refused to one who doesn't speak the language`() throws {
    var callback = try Invented.callback(language: Invented.el)
    #expect(throws: Refusal.languageNotSpoken(Invented.el)) {
      try callback.claim(by: Invented.ilinca, now: elevenOClock)
    }
  }

  @Test func `raises the epoch every time`() throws {
    var callback = try Invented.callback()
    for round in 1...3 {
      try callback.claim(by: Invented.ilinca, now: elevenOClock)
      #expect(callback.epoch == round)
      try callback.release(by: Invented.ilinca, epoch: round, now: elevenOClock)
      #expect(callback.epoch == round)
    }
  }

  /// The colleague may be on the phone still; whoever wants it says so, and why.
  @Test func `takes nothing when a lease has run out, but taking over does`() throws {
    var callback = try Place.pavels.callback()
    let late = Invented.morning + Callback.lease + 3600
    #expect(throws: Refusal.held(by: Invented.pavel.id, until: Invented.morning + Callback.lease)) {
      try callback.claim(by: Invented.ilinca, now: late)
    }
    try callback.takeOver(by: Invented.ilinca, holderIsOff: false, reason: "nobody called", now: late)
    #expect(callback.holder == Invented.ilinca.id && callback.epoch == 2)
    #expect(callback.unsaved.last?.secret == "nobody called")
    #expect(throws: Refusal.held(by: Invented.ilinca.id, until: late + Callback.lease)) {
      try callback.note("late", by: Invented.pavel.id, epoch: 1, now: late)
    }
  }

  @Test func `is for those who speak it, however one comes to hold it`() throws {
    var callback = try Invented.callback()
    let marit = Invented.adviser("marit", speaks: [Invented.el: .native])
    #expect(throws: Refusal.languageNotSpoken(Invented.pl)) {
      try callback.assign(to: marit, by: .desk, now: elevenOClock)
    }
    try callback.claim(by: Invented.pavel, now: elevenOClock)
    #expect(throws: Refusal.languageNotSpoken(Invented.pl)) {
      try callback.takeOver(by: marit, holderIsOff: true, reason: "x", now: elevenOClock)
    }
  }
}

@Suite struct `Whoever is off` {
  /// Wednesday; her roster is 9:00 to 17:30 on weekdays.
  @Test(arguments: [
    ("2026-06-10T10:00:00+02:00", nil, false), ("2026-06-10T20:00:00+02:00", nil, true),
    ("2026-06-10T20:00:00+02:00", Presence.busy, false), ("2026-06-10T20:00:00+02:00", .away, true),
    ("2026-06-10T10:00:00+02:00", .away, false),
  ])
  func `is neither on her roster's hours nor at work by her own word`(at: String, said: Presence?, isOff: Bool) {
    let now = Invented.at(at)
    let word = said.map { PresenceSaid($0, at: now - 60) }
    #expect(Invented.ilinca.isOff(said: word, now: now) == isOff)
  }
}

@Suite struct `The place in the queue` {
  @Test func `is the first message's, through release, rest, reopening and a wrong number`() throws {
    var callback = try Invented.callback()
    let me = Invented.ilinca.id
    var now = elevenOClock
    func isKept() -> Bool { callback.waitingSince == Invented.morning }

    try callback.claim(by: Invented.ilinca, now: now)
    try callback.release(by: Invented.ilinca, epoch: 1, now: now)
    #expect(callback.state == .waiting && isKept())

    try callback.claim(by: Invented.ilinca, now: now)
    try callback.attempt(.noAnswer, by: me, epoch: 2, policy: Invented.policy, now: now)
    now += 2 * 3600
    callback.rest(now: now)
    #expect(callback.state == .waiting && isKept())

    try callback.claim(by: Invented.ilinca, now: now)
    try callback.attempt(.numberInvalid, by: me, epoch: 3, policy: Invented.policy, now: now)
    #expect(callback.state == .needsNumber(asked: now) && !callback.hasNumber)
    callback.knowNumber(by: .client, now: now)
    #expect(callback.state == .waiting && isKept())

    try callback.claim(by: Invented.ilinca, now: now)
    try callback.close(.withdrawn, issue: nil, by: me, epoch: 4, policy: Invented.policy, now: now)
    callback.hear(now: now + 7 * 24 * 3600)
    #expect(callback.state == .waiting && isKept())
  }
}

@Suite struct `A rest` {
  @Test func `isn't over a second too early`() throws {
    var callback = try Place.resting.callback()
    callback.rest(now: Invented.morning + 2 * 3600 - 1)
    #expect(callback.state == .resting(until: Invented.morning + 2 * 3600))
    callback.rest(now: Invented.morning + 2 * 3600)
    #expect(callback.state == .waiting)
  }

  @Test func `ends when the person writes`() throws {
    var callback = try Place.resting.callback()
    callback.hear(now: Invented.morning + 60)
    #expect(callback.state == .waiting)
  }
}

@Suite struct `Another message` {
  @Test(arguments: [Place.needsLanguage, .needsNumber, .waiting, .hers, .pavels])
  fileprivate func `leaves the state alone`(place: Place) throws {
    var callback = try place.callback()
    let state = callback.state
    callback.hear(now: elevenOClock)
    #expect(callback.state == state)
  }
}

@Suite struct `An attempt` {
  @Test(arguments: [
    (AttemptResult.reached, Callback.State.claimed(by: Invented.ilinca.id, until: elevenOClock + 5400)),
    (.callDropped, .claimed(by: Invented.ilinca.id, until: elevenOClock + 5400)),
    (.noAnswer, .resting(until: elevenOClock + 7200)),
    (.voicemailLeft, .resting(until: elevenOClock + 7200)),
    (.voicemailNotAllowed, .resting(until: elevenOClock + 7200)),
    (.busy, .resting(until: elevenOClock + 7200)),
    (.wrongPerson, .resting(until: elevenOClock + 7200)),
    (.numberInvalid, .needsNumber(asked: elevenOClock)),
    (.languageMismatch, .needsLanguage(asked: elevenOClock)),
  ])
  func `leads where its result says`(result: AttemptResult, state: Callback.State) throws {
    var callback = try Place.hers.callback()
    try callback.attempt(
      result, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy, now: elevenOClock)
    #expect(callback.state == state)
    #expect(callback.attempts == [Attempt(at: elevenOClock, result: result)])
  }

  @Test func `for another time needs that time, in the future`() throws {
    var callback = try Place.hers.callback()
    for time in [nil, elevenOClock, elevenOClock - 1] {
      #expect(throws: Refusal.timeNeeded) {
        try callback.attempt(
          .askedOtherTime, tryAgain: time, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy,
          now: elevenOClock)
      }
    }
    try callback.attempt(
      .askedOtherTime, tryAgain: elevenOClock + 60, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy,
      now: elevenOClock)
    #expect(callback.state == .resting(until: elevenOClock + 60))
  }

  @Test func `never brings the next one nearer than the spacing`() throws {
    var callback = try Place.hers.callback()
    try callback.attempt(
      .noAnswer, tryAgain: elevenOClock + 60, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy,
      now: elevenOClock)
    #expect(callback.state == .resting(until: elevenOClock + 7200))
  }
}

@Suite struct `Closing` {
  @Test(arguments: Outcome.allCases)
  func `needs the issue once somebody was spoken with`(outcome: Outcome) throws {
    var callback = try Place.hers.callback()
    let spokenWith: Set<Outcome> = [
      .adviceGiven, .adviceAndLetter, .referred, .referredToLawyer, .outOfScope, .noFittingOption,
      .conflictOfInterest,
    ]
    func close(_ issue: IssueCode?) throws {
      try callback.close(
        outcome, issue: issue, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy, now: elevenOClock)
    }
    if spokenWith.contains(outcome) {
      #expect(throws: Refusal.issueNotSet) { try close(nil) }
      #expect(throws: Refusal.issueNotSet) { try close(.unknown) }
      try close(IssueCode("employment.wages"))
      #expect(callback.issue.code == "employment.wages")
      #expect(callback.state == .closed(outcome, at: elevenOClock))
    } else if outcome == .notReached {
      #expect(
        throws: Refusal.attemptsTooFew(have: Invented.policy.tally([]), need: Invented.policy)
      ) { try close(nil) }
    } else {
      try close(nil)
      #expect(callback.state == .closed(outcome, at: elevenOClock))
    }
  }
}

@Suite struct `The language` {
  @Test func `can be said again without a new event, and changed`() throws {
    var callback = try Invented.callback()
    let before = callback
    try callback.know(Invented.pl, because: ["again"], by: .client, now: elevenOClock)
    #expect(callback == before)
    try callback.know(Invented.bg, because: ["changed"], by: .client, now: elevenOClock)
    #expect(callback.language == Invented.bg && callback.state == .waiting)
  }

  @Test func `is not changed on a closed callback`() throws {
    var callback = try Place.closed.callback()
    #expect(throws: Refusal.closed) {
      try callback.know(Invented.bg, because: [], by: .client, now: elevenOClock)
    }
  }

  @Test func `asks for the number where there is none`() throws {
    let callback = try Place.needsNumber.callback()
    #expect(callback.state == .needsNumber(asked: Invented.morning))
  }

  @Test func `that was the wrong one is asked anew, and may be the same after all`() throws {
    var callback = try Place.hers.callback()
    try callback.attempt(
      .languageMismatch, by: Invented.ilinca.id, epoch: 1, policy: Invented.policy, now: elevenOClock)
    try callback.know(Invented.pl, because: ["said again"], by: .client, now: elevenOClock)
    #expect(callback.state == .waiting)
  }
}

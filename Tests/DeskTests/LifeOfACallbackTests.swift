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
  case claim, release, releaseByCoordinator, reveal, attempt, note, close

  func take(_ callback: inout Callback, epoch: Int? = nil, now: Date = elevenOClock) throws {
    let me = Invented.ilinca.id
    let policy = Invented.policy
    switch self {
    case .claim: try callback.claim(by: Invented.ilinca, now: now)
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
    case (_, .closed): return .closed
    case (.claim, .needsLanguage): return .languageUnknown
    case (.claim, .needsNumber): return .numberUnknown
    case (.claim, .resting): return .resting(until: Invented.morning + 2 * 3600)
    case (.claim, .waiting), (.claim, .restIsOver), (_, .hers), (.releaseByCoordinator, .pavels): return nil
    case (_, .pavels): return .held(by: Invented.pavel.id, until: pavelsUntil)
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

  @Test(arguments: Step.allCases.filter { $0 != .claim })
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

  @Test func `takes over nothing when a lease has run out`() throws {
    var callback = try Place.pavels.callback()
    let late = Invented.morning + Callback.lease + 3600
    #expect(throws: Refusal.held(by: Invented.pavel.id, until: Invented.morning + Callback.lease)) {
      try callback.claim(by: Invented.ilinca, now: late)
    }
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

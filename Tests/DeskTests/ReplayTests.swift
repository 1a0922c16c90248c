import Desk
import Foundation
import Testing

/// Random numbers that are the same in every run (SplitMix64).
private struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite struct `The trail of a callback` {
  @Test(arguments: 1...200)
  func `tells its state at every moment of any history`(seed: Int) throws {
    var random = Seeded(state: UInt64(seed))
    var now = Invented.morning
    var callback = try Invented.callback(
      language: Bool.random(using: &random) ? Invented.pl : nil, hasNumber: Bool.random(using: &random))
    for _ in 0..<60 {
      now += Double.random(in: 0...7200, using: &random).rounded()
      let epoch = callback.epoch
      let isTaken = takeAnyStep(&callback, now, &random)
      #expect(Callback.replay(callback.id, callback.unsaved) == callback.saved)
      #expect(callback.version == callback.unsaved.count)
      #expect(callback.waitingSince == Invented.morning)
      #expect(callback.epoch >= epoch && (isTaken || callback.epoch == epoch))
      #expect(hasAllItNeeds(callback))
    }
  }

  /// - Returns: whether it was taken.
  private func takeAnyStep(_ callback: inout Callback, _ now: Date, _ random: inout Seeded) -> Bool {
    let adviser = Bool.random(using: &random) ? Invented.ilinca : Invented.pavel
    let language = Bool.random(using: &random) ? Invented.pl : Invented.bg
    let epoch = [nil, callback.epoch, callback.epoch - 1].randomElement(using: &random) ?? nil
    let result = AttemptResult.allCases.randomElement(using: &random) ?? .busy
    let outcome = Outcome.allCases.randomElement(using: &random) ?? .duplicate
    let policy = Invented.policy
    do {
      switch Int.random(in: 0..<23, using: &random) {
      case 0: callback.hear(now: now)
      case 1: callback.askLanguage(now: now)
      case 2: try callback.know(language, because: ["said so"], by: .client, now: now)
      case 3: callback.askNumber(now: now)
      case 4: callback.knowNumber(by: .client, now: now)
      case 5, 6: try callback.claim(by: adviser, now: now)
      case 7: try callback.release(by: adviser, epoch: epoch, now: now)
      case 8: try callback.reveal(by: adviser.id, epoch: epoch, now: now)
      case 9:
        try callback.attempt(
          result, tryAgain: now + 60, by: adviser.id, epoch: epoch, policy: policy, now: now)
      case 10: try callback.note("a note", by: adviser.id, epoch: epoch, now: now)
      case 11:
        try callback.close(
          outcome, issue: IssueCode("debt"), by: adviser.id, epoch: epoch, policy: policy, now: now)
      case 12: try callback.takeOver(by: adviser, holderIsOff: Bool.random(using: &random), reason: "x", now: now)
      case 13: try callback.assign(to: adviser, by: .desk, now: now)
      case 14: try callback.reopen(by: .desk, now: now)
      case 15: try callback.set(.soon, reason: "x", by: .desk, now: now)
      case 16:
        let windows = [try Invented.window([.mon], "09:00", "12:00")]
        callback.edit(
          .init(issue: IssueCode("debt"), windows: windows, alsoSpeaks: [language], personal: ["region"]),
          instead: "earlier region: x", by: .desk, now: now)
      case 17, 18: try callback.offer(to: adviser.id, until: now + 120, now: now)
      case 19: try callback.decline(by: adviser.id, reason: "in a meeting", now: now)
      case 20: callback.lapse(now: now)
      case 21: callback.withdrawOffer(now: now)
      default: callback.rest(now: now)
      }
      return true
    } catch {
      return false
    }
  }

  private func hasAllItNeeds(_ callback: Callback) -> Bool {
    switch callback.state {
    case .needsLanguage, .closed: true
    case .needsNumber: callback.language != nil && !callback.hasNumber
    case .waiting, .offered, .claimed, .resting: callback.language != nil && callback.hasNumber
    }
  }

  @Test func `without a beginning tells nothing`() throws {
    let events = try Invented.callback().unsaved
    #expect(Callback.replay(1, []) == nil)
    #expect(Callback.replay(1, Array(events.dropFirst())) == nil)
  }

  @Test func `never holds what an adviser wrote`() throws {
    var callback = try Invented.callback()
    try callback.claim(by: Invented.ilinca, now: Invented.morning)
    try callback.note("lives at Havenstraat 3", by: Invented.ilinca.id, epoch: 1, now: Invented.morning)
    let last = try #require(callback.unsaved.last)
    #expect(last.secret == "lives at Havenstraat 3")
    #expect(!String(decoding: try JSONEncoder().encode(last.event), as: UTF8.self).contains("Havenstraat"))
  }

  @Test(arguments: [Actor.client, .desk, .adviser(AdviserID("ilinca")), .partner(PartnerID("hvo"))])
  func `reads back who did it`(actor: Actor) {
    #expect(Actor(code: actor.code) == actor)
    #expect(Actor(code: "robot") == nil)
  }
}

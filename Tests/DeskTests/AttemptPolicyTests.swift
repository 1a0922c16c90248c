import Desk
import Foundation
import Testing

@Suite struct `Giving somebody up` {
  private func attempts(_ times: [String]) -> [Attempt] {
    times.map { Attempt(at: Invented.at($0), result: .noAnswer) }
  }

  @Test(arguments: [
    ([], false),
    (["2026-06-10T10:00:00+02:00", "2026-06-11T15:00:00+02:00"], false),
    (["2026-06-10T10:00:00+02:00", "2026-06-10T15:00:00+02:00", "2026-06-10T18:00:00+02:00"], false),
    (["2026-06-10T10:00:00+02:00", "2026-06-11T10:00:00+02:00", "2026-06-12T11:59:59+02:00"], false),
    (["2026-06-10T10:00:00+02:00", "2026-06-11T10:00:00+02:00", "2026-06-12T12:00:00+02:00"], true),
    (["2026-06-10T16:59:59+02:00", "2026-06-11T12:00:00+02:00", "2026-06-12T12:30:00+02:00"], false),
    (["2026-06-10T17:00:00+02:00", "2026-06-11T12:00:00+02:00", "2026-06-12T12:30:00+02:00"], true),
    // Midnight in Amsterdam parts two days, though in UTC they are one.
    (["2026-06-10T23:30:00+02:00", "2026-06-10T23:40:00+02:00", "2026-06-11T00:10:00+02:00"], true),
    (["2026-06-10T00:10:00+02:00", "2026-06-10T12:10:00+02:00", "2026-06-10T23:40:00+02:00"], false),
  ])
  func `takes three attempts on two days in two parts of the day`(times: [String], isEnough: Bool) {
    #expect(Invented.policy.mayGiveUp(after: attempts(times)) == isEnough)
  }

  @Test(arguments: [
    // 23 hours long, and 25.
    (["2026-03-29T00:30:00+01:00", "2026-03-29T13:00:00+02:00", "2026-03-29T23:30:00+02:00"], 1, 3),
    (["2026-10-25T00:30:00+02:00", "2026-10-25T13:00:00+01:00", "2026-10-25T23:30:00+01:00"], 1, 3),
    // The hour that comes twice is one part of one day.
    (["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"], 1, 1),
    (["2026-03-28T23:59:59+01:00", "2026-03-29T00:00:00+01:00"], 2, 2),
  ])
  func `counts a day on which the clock changes as one`(times: [String], days: Int, parts: Int) {
    let tally = Invented.policy.tally(attempts(times))
    #expect(tally.days == days && tally.dayParts == parts && tally.attempts == times.count)
  }

  @Test func `is as strict as the coordinator says`() {
    var policy = Invented.policy
    policy.least = 1
    policy.days = 1
    policy.dayParts = 1
    #expect(policy.mayGiveUp(after: attempts(["2026-06-10T10:00:00+02:00"])))
  }

  @Test func `rests two whole hours over a night in which the clock changes`() {
    let called = Invented.at("2026-03-29T01:30:00+01:00")
    #expect(Invented.policy.restUntil(after: called) == Invented.at("2026-03-29T04:30:00+02:00"))
  }
}

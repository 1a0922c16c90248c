import Desk
import Foundation
import Testing

@Suite struct `The desk` {
  let now = Invented.morning

  @Test(arguments: [
    (Urgency.now, "2026-06-10T11:00:00+02:00"), (.soon, "2026-06-10T14:00:00+02:00"),
    (.normal, "2026-06-11T09:30:00+02:00"),
  ])
  func `promises the first attempt by urgency, in desk minutes`(urgency: Urgency, due: String) throws {
    let rules = DeskRules(
      name: "Balie", languages: .shipped,
      openingHours: Invented.hours([.mon, .tue, .wed, .thu, .fri], "09:00-17:30"),
      promises: Promises(), attempts: Invented.policy, phoneRegion: "NL")
    #expect(rules.due(try Invented.callback(urgency: urgency)) == Invented.at(due))
    #expect(!rules.isOverdue(questionAskedAt: now, now: now + 119 * 60))
    #expect(rules.isOverdue(questionAskedAt: now, now: now + 120 * 60))
    #expect(!rules.isOverdue(questionAskedAt: now + 7 * 3600, now: now + 20 * 3600))
  }
}

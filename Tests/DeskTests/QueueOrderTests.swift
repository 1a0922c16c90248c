import Desk
import Foundation
import Testing

@Suite struct `The order of the queue` {
  let now = Invented.morning

  @Test func `is danger first, then who asked first, then the number`() throws {
    let later = try Invented.callback(1, since: now + 60)
    let first = try Invented.callback(3, since: now)
    let same = try Invented.callback(2, since: now)
    let soon = try Invented.callback(4, urgency: .soon, since: now + 30)
    let danger = try Invented.callback(5, urgency: .now, since: now + 120)
    let ordered = [later, first, same, soon, danger].sorted { QueueOrder.comesFirst($0, before: $1) }
    #expect(ordered.map(\.id) == [5, 2, 3, 4, 1])
  }

  @Test func `holds only who is waiting, in a language she speaks, within the window`() throws {
    let evening = try Invented.window([.wed], "18:00", "20:00")
    #expect(QueueOrder.canTake(try Invented.callback(), Invented.ilinca, now: now))
    #expect(!QueueOrder.canTake(try Invented.callback(language: Invented.el), Invented.ilinca, now: now))
    #expect(!QueueOrder.canTake(try Invented.callback(language: nil), Invented.ilinca, now: now))
    #expect(!QueueOrder.canTake(try Invented.callback(hasNumber: false), Invented.ilinca, now: now))
    let windowed = try Invented.callback(windows: [evening])
    #expect(!QueueOrder.canTake(windowed, Invented.ilinca, now: now))
    #expect(QueueOrder.canTake(windowed, Invented.ilinca, now: now + 8 * 3600))
    var held = try Invented.callback()
    try held.claim(by: Invented.pavel, now: now)
    #expect(!QueueOrder.canTake(held, Invented.ilinca, now: now))
    #expect(
      QueueOrder.terms(windowed, for: Invented.ilinca, now: now + 90)
        == [.speaks(Invented.pl, .fluent), .windowOpens(now + 8 * 3600), .askedFirst(minutesAgo: 1)])
    #expect(
      QueueOrder.terms(windowed, for: Invented.ilinca, now: now + 8 * 3600)
        == [.speaks(Invented.pl, .fluent), .windowOpen, .askedFirst(minutesAgo: 480)])
  }

  @Test func `says danger, and never a negative wait`() throws {
    let danger = try Invented.callback(urgency: .now, since: now + 600)
    #expect(
      QueueOrder.terms(danger, for: Invented.ilinca, now: now)
        == [.speaks(Invented.pl, .fluent), .danger, .askedFirst(minutesAgo: 0)])
  }

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

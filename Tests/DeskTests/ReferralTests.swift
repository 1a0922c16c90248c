import Desk
import Foundation
import Testing

@Suite struct `A referral` {
  static let now = Invented.morning
  static let due = Invented.at("2026-06-12T17:00:00+02:00")
  static let fairwork = Actor.partner(PartnerID("fairwork"))
  static let ilinca = Actor.adviser(Invented.ilinca.id)

  private func referral(to partner: Partner = InventedPartners.fairwork, under consent: Consent? = nil) throws
    -> Referral
  {
    try Referral.request(
      7, to: partner, with: InventedPartners.facts, under: consent ?? InventedPartners.consent(), by: Self.ilinca,
      now: Self.now, due: Self.due)
  }

  @Test func `goes nowhere without consent for each field`() throws {
    let narrow = InventedPartners.consent(fields: [.name])
    #expect(throws: Refusal.consentMissing(PartnerID("fairwork"), [.phone])) { try referral(under: narrow) }
    var withdrawn = InventedPartners.consent()
    withdrawn.withdraw(now: Self.now)
    #expect(throws: Refusal.consentMissing(PartnerID("fairwork"), [.name, .phone])) { try referral(under: withdrawn) }
    let others = InventedPartners.consent(partner: "barka")
    #expect(throws: Refusal.consentMissing(PartnerID("fairwork"), [.name, .phone])) { try referral(under: others) }
  }

  @Test func `goes to no suspended partner`() throws {
    var partner = InventedPartners.fairwork
    partner.isSuspended = true
    #expect(throws: Refusal.partnerSuspended(partner.id)) { try referral(to: partner) }
  }

  @Test(arguments: [
    ["received", "accepted", "in_progress", "completed"], ["accepted", "completed"], ["completed"], ["declined"],
    ["received", "declined"], ["accepted", "declined"], ["in_progress", "failed"], ["expired"],
    ["accepted", "revoked"],
  ])
  func `goes its way`(path: [String]) throws {
    var referral = try referral()
    for name in path {
      let actor = ["expired", "revoked"].contains(name) ? Self.ilinca : Self.fairwork
      try referral.move(to: try state(name), by: actor, now: Self.now)
      #expect(referral.state.name == name)
    }
    #expect(referral.state.hasEnded == !["accepted", "received", "in_progress"].contains(path[path.count - 1]))
  }

  @Test func `takes an answer that comes late or twice for what it is`() throws {
    var referral = try referral()
    try referral.move(to: .accepted, by: Self.fairwork, now: Self.now)
    let version = referral.version
    try referral.move(to: .accepted, by: Self.fairwork, now: Self.now)
    try referral.move(to: .received, by: Self.fairwork, now: Self.now)
    #expect(referral.version == version && referral.state == .accepted)
    try referral.move(to: .completed(.care), by: Self.fairwork, now: Self.now)
    try referral.move(to: .completed(.care), by: Self.fairwork, now: Self.now)
    #expect(throws: Refusal.referralEnded("completed")) {
      try referral.move(to: .failed(.notReached), by: Self.fairwork, now: Self.now)
    }
    #expect(throws: Refusal.referralEnded("completed")) { try referral.show(to: Self.fairwork, now: Self.now) }
  }

  @Test func `can't be declined once it was begun, and is revoked or given up by the desk alone`() throws {
    var referral = try referral()
    #expect(throws: Refusal.notAllowed) { try referral.move(to: .revoked, by: Self.fairwork, now: Self.now) }
    #expect(throws: Refusal.notAllowed) { try referral.move(to: .expired, by: Self.fairwork, now: Self.now) }
    try referral.move(to: .inProgress, by: Self.fairwork, now: Self.now)
    #expect(throws: Refusal.referralStarted) {
      try referral.move(to: .declined(.noCapacity), by: Self.fairwork, now: Self.now)
    }
  }

  @Test func `was received by whoever saw it`() throws {
    var referral = try referral()
    try referral.show(to: Self.fairwork, now: Self.now)
    #expect(referral.state == .received)
    #expect(referral.unsaved.map(\.event.kind) == ["requested", "shown", "received"])
  }

  @Test func `is asked after once, and then given to a colleague once`() throws {
    var referral = try referral()
    let next = Self.due + 86_400
    #expect(referral.remind(now: Self.due - 1, next: next, canAsk: true) == nil)
    #expect(referral.remind(now: Self.due, next: next, canAsk: true) == .askAgain)
    #expect(referral.due == next)
    #expect(referral.remind(now: Self.due, next: next, canAsk: true) == nil)
    #expect(referral.remind(now: next, next: next + 86_400, canAsk: true) == .tellColleague)
    #expect(referral.remind(now: next + 86_400, next: next, canAsk: true) == nil)
    #expect(referral.isOverdue)
  }

  @Test func `that was answered isn't asked after`() throws {
    var referral = try referral()
    try referral.move(to: .accepted, by: Self.fairwork, now: Self.now)
    #expect(referral.remind(now: Self.due, next: Self.due, canAsk: true) == nil)
  }

  @Test func `by phone is a colleague's at once`() throws {
    let police = InventedPartners.partner("police", .phone(number: "0900-8844"))
    var referral = try referral(to: police, under: InventedPartners.consent(partner: "police"))
    #expect(referral.remind(now: Self.due, next: Self.due, canAsk: false) == .tellColleague)
  }

  @Test func `that was completed is looked at after 2, 6, 13 and 26 weeks, and unknown until somebody looked`() throws {
    var referral = try referral()
    #expect(referral.followUps(now: Self.now).isEmpty)
    #expect(throws: Refusal.referralNotCompleted) {
      try referral.followUp(week: 2, .durable, by: Self.ilinca, now: Self.now)
    }
    try referral.move(to: .completed(.workWithHousing), by: Self.fairwork, now: Self.now)
    let weeks = { (number: Int) in Self.now + Double(number) * 7 * 86_400 }
    #expect(referral.followUps(now: weeks(7)).map(\.finding) == [.unknown, .unknown, nil, nil])
    try referral.followUp(week: 6, .relapsed, by: Self.ilinca, now: weeks(7))
    #expect(throws: Refusal.invalid(field: "week")) {
      try referral.followUp(week: 7, .durable, by: Self.ilinca, now: weeks(7))
    }
    #expect(referral.followUps(now: weeks(14)).map(\.finding) == [.unknown, .relapsed, .unknown, nil])
  }

  @Test func `is told whole by its trail`() throws {
    var referral = try referral()
    try referral.show(to: Self.fairwork, now: Self.now)
    _ = referral.remind(now: Self.due, next: Self.due + 86_400, canAsk: true)
    try referral.move(to: .accepted, by: Self.fairwork, now: Self.due)
    try referral.move(to: .completed(.care), by: Self.fairwork, now: Self.due)
    try referral.followUp(week: 2, .durable, by: Self.ilinca, now: Self.due)
    #expect(Referral.replay(7, referral.unsaved)?.saved == referral.saved)
  }

  private func state(_ name: String) throws -> Referral.State {
    try Referral.State(name, reason: .noCapacity, exit: .unknown)
  }
}

@Suite struct `Working days` {
  private let days = WorkingDays(zone: Invented.amsterdam)

  @Test(arguments: [
    ("2026-06-10T10:00:00+02:00", 1, "2026-06-11T17:00:00+02:00"),
    ("2026-06-12T10:00:00+02:00", 1, "2026-06-15T17:00:00+02:00"),
    ("2026-06-13T23:59:00+02:00", 1, "2026-06-15T17:00:00+02:00"),
    ("2026-06-10T10:00:00+02:00", 5, "2026-06-17T17:00:00+02:00"),
    ("2026-12-24T10:00:00+01:00", 1, "2026-12-28T17:00:00+01:00"),
    ("2026-03-27T10:00:00+01:00", 1, "2026-03-30T17:00:00+02:00"),
  ])
  func `end at five, and leave weekends out`(from: String, count: Int, end: String) {
    #expect(days.end(of: count, after: Invented.at(from)) == Invented.at(end))
  }
}

enum InventedPartners {
  static let fairwork = partner("fairwork", .mail(address: "intake@partner.invalid"))

  static func partner(_ id: String, _ delivery: Partner.Delivery) -> Partner {
    Partner(
      id: PartnerID(id), name: id.capitalized, does: "helps", referWhen: "in need", mind: "", hours: "",
      needs: [.name, .phone], delivery: delivery, answersWithin: 2, refersHere: false, feedbackAddress: nil,
      source: "invented", verifiedOn: "2026-06-01", isSuspended: false)
  }

  static let facts = SharedFacts([.init(field: .phone, text: "+31612345678"), .init(field: .name, text: "Jan")])

  static func consent(partner: String = "fairwork", fields: [SharedField] = [.phone, .name]) -> Consent {
    Consent(
      id: 3, callback: 1,
      given: .init(
        partner: PartnerID(partner), fields: fields, wording: "pl-1", language: Invented.pl, way: .spoken),
      by: .adviser(Invented.ilinca.id), at: Invented.morning)
  }
}

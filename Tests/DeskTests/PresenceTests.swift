import Desk
import Foundation
import Testing

@Suite struct `An adviser's presence` {
  @Test(
    arguments: [
      (nil, "2026-06-10T10:00:00+02:00", Presence.available),
      (nil, "2026-06-10T20:00:00+02:00", .away),
      // Said in a shift: until that shift ends.
      (PresenceSaid(.away, at: Invented.at("2026-06-10T10:00:00+02:00")), "2026-06-10T17:29:59+02:00", .away),
      (PresenceSaid(.busy, at: Invented.at("2026-06-10T10:00:00+02:00")), "2026-06-10T17:30:00+02:00", .away),
      (
        PresenceSaid(.away, at: Invented.at("2026-06-10T10:00:00+02:00")), "2026-06-11T09:00:00+02:00",
        .available
      ),
      // Said after it: working late, until the next shift begins.
      (
        PresenceSaid(.available, at: Invented.at("2026-06-10T20:00:00+02:00")), "2026-06-11T08:59:59+02:00",
        .available
      ),
      (
        PresenceSaid(.away, at: Invented.at("2026-06-10T20:00:00+02:00")), "2026-06-11T09:00:00+02:00",
        .available
      ),
      // On a Friday evening, over the weekend.
      (
        PresenceSaid(.available, at: Invented.at("2026-06-12T18:00:00+02:00")), "2026-06-14T12:00:00+02:00",
        .available
      ),
      (
        PresenceSaid(.busy, at: Invented.at("2026-06-12T18:00:00+02:00")), "2026-06-15T09:00:00+02:00",
        .available
      ),
      // Said as the shift began.
      (PresenceSaid(.busy, at: Invented.at("2026-06-10T09:00:00+02:00")), "2026-06-10T11:00:00+02:00", .busy),
      // A clock that went back.
      (
        PresenceSaid(.busy, at: Invented.at("2026-06-10T11:00:00+02:00")), "2026-06-10T10:00:00+02:00",
        .available
      ),
    ] as [(PresenceSaid?, String, Presence)])
  func `holds until the next shift begins or ends`(said: PresenceSaid?, moment: String, presence: Presence) {
    #expect(Invented.ilinca.presence(said: said, now: Invented.at(moment)) == presence)
  }

  @Test func `without a roster is what she said`() {
    let marit = Invented.adviser("marit", speaks: [:], roster: Invented.hours([]))
    #expect(marit.presence(said: nil, now: Invented.morning) == .away)
    #expect(
      marit.presence(said: .init(.available, at: Invented.morning), now: Invented.morning + 1) == .available)
  }
}

@Suite struct `What an adviser may see` {
  @Test func `is what she speaks, what she holds, and for a coordinator everything`() throws {
    var greek = try Invented.callback(language: Invented.el)
    let unknown = try Invented.callback(language: nil)
    #expect(!Invented.ilinca.maySee(greek) && !Invented.ilinca.maySee(unknown))
    #expect(Invented.marit.maySee(greek) && Invented.marit.maySee(unknown))
    #expect(Invented.ilinca.maySee(try Invented.callback()))
    let eleni = Invented.adviser("eleni", speaks: [Invented.el: .native])
    try greek.claim(by: eleni, now: Invented.morning)
    try greek.know(Invented.pl, because: ["changed"], by: .client, now: Invented.morning)
    #expect(eleni.maySee(greek))
  }
}

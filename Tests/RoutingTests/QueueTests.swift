import Desk
import Foundation
import Routing
import Storage
import Testing

@Suite struct `The queue of an adviser` {
  private static let ilinca = RoutingDesk.adviser("ilinca", RoutingDesk.ro, RoutingDesk.pl, specialisms: ["tax"])

  /// The clock stands at ten: open now, and later.
  private static let windows = ["09:00-12:00", "12:00-17:00", "17:00-20:00"].compactMap { hours in
    let times = hours.split(separator: "-").compactMap { LocalTime(String($0)) }
    return CallWindow(days: RoutingDesk.week, from: times[0], to: times[1], zone: "Europe/Amsterdam")
  }

  private func fill(_ desk: RoutingDesk, _ count: Int) async throws {
    try await desk.store.write { writer in
      var chance = Chance(7)
      for _ in 0..<count {
        let windows = chance.pick([[], [], [Self.windows[0]], [Self.windows[1]], [Self.windows[1], Self.windows[2]]])
        try RoutingDesk.insert(
          chance.pick([RoutingDesk.pl, RoutingDesk.ro, RoutingDesk.en]),
          also: chance.pick([[], [], [RoutingDesk.pl], [RoutingDesk.en, RoutingDesk.ro]]),
          urgency: chance.pick([.now, .soon, .normal, .normal, .normal]), windows: windows,
          issue: chance.pick([.unknown, IssueCode("tax") ?? .unknown]),
          since: writer.now - chance.number(to: 4 * 86_400),
          in: writer)
      }
    }
  }

  /// By hand: everything that is open, each with its points.
  private func byHand(_ open: [Callback], _ now: Date) -> [ID<Callback>] {
    let desk = DeskMinutes(RoutingDesk.rules.openingHours, from: now - 9 * 86_400, to: now + 86_400)
    let ilinca = Candidate(Self.ilinca, need: .none)
    let points = RoutingDesk.rules.points
    let ranked = open.compactMap { callback -> Ranked? in
      guard case .waiting = callback.state, callback.received.windows.allow(now), let language = callback.language
      else { return nil }
      let queued = Queued(
        id: callback.id.rawValue, language: language, alsoSpeaks: callback.received.alsoSpeaks,
        urgency: callback.received.urgency, issue: callback.issue.code, hasWindow: !callback.received.windows.isEmpty,
        asked: desk.position(of: callback.waitingSince),
        since: callback.waitingSince.timeIntervalSince1970)
      guard let tongue = ilinca.tongue(for: queued), let rank = points.rank(queued, ilinca, at: desk.position(of: now))
      else { return nil }
      let waited = desk.position(of: now) - queued.asked
      let promised = Double(points.promises.deskMinutes(queued.urgency))
      if tongue.language != language, queued.urgency != .now, waited < promised / 2 { return nil }
      return Ranked(queued: queued, rank: rank, place: queued.since)
    }
    return ranked.sorted { $0.comesFirst(before: $1) }.map { ID($0.queued.id) }
  }

  @Test(arguments: [1, 7, 60])
  func `is everybody whom she may call now, by points`(limit: Int) async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    try await fill(desk, 400)
    for hours in [0, 3, 8] {
      desk.clock.move(by: TimeInterval(hours * 3600))
      let open = try await desk.store.read { try Callbacks.open(after: nil, limit: 1000, in: $0) }
      let right = byHand(open, desk.clock.now)
      let found = try await desk.matcher.queue(for: Self.ilinca, language: nil, limit: limit).callbacks
      #expect(right.count > 60)
      #expect(found.map(\.id) == Array(right.prefix(limit)), "\(hours) hours later")
    }
  }

  /// Somebody is claimed between the pages, others come, time passes: nobody else is shown twice or passed over.
  @Test func `goes on after a place though rows change in between`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    try await fill(desk, 200)
    let all = try await desk.matcher.queue(for: Self.ilinca, language: nil, limit: 500).callbacks
    var seen: [ID<Callback>] = []
    var place: QueuePlace?
    repeat {
      let page = try await desk.matcher.queue(for: Self.ilinca, language: nil, after: place, limit: 7)
      place = page.next.flatMap { QueuePlace($0.description) }
      #expect(place == page.next)
      seen += page.callbacks.map(\.id)
      desk.clock.move(by: 60)
      guard let last = page.callbacks.last else { continue }
      _ = try await desk.store.change(last.id) { try $0.claim(by: Self.ilinca, now: $1.now) }
      try await desk.receive(urgency: .now, since: 3600)
    } while place != nil
    #expect(seen.filter { $0.rawValue <= 200 } == all.map(\.id))
  }

  @Test func `is what next claims from, the best first`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    let asked = try await desk.receive(since: 7200)
    let soon = try await desk.receive(urgency: .soon)
    let danger = try await desk.receive(urgency: .now)
    let matcher = try desk.matcher
    let colleague = try await desk.colleague(Self.ilinca)
    var taken: [ID<Callback>] = []
    for _ in 0..<3 { taken.append(try await matcher.next(for: colleague).id) }
    // Two hours of eight, of which one and a little in the desk's hours: 12; a deadline starts with 40.
    #expect(taken == [danger, soon, asked])
    await #expect(throws: Refusal.nothingToTake) { try await matcher.next(for: colleague) }
  }

  @Test func `holds who has a second language she speaks, once half of the promise is over`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    let id = try await desk.receive(RoutingDesk.en, also: [RoutingDesk.ro])
    let matcher = try desk.matcher
    #expect(try await matcher.queue(for: Self.ilinca, language: nil, limit: 9).callbacks.isEmpty)
    desk.clock.move(by: 240 * 60)
    #expect(try await matcher.queue(for: Self.ilinca, language: nil, limit: 9).callbacks.map(\.id) == [id])
    let taken = try await matcher.next(for: try await desk.colleague(Self.ilinca))
    #expect(taken.holder == Self.ilinca.id)
  }

  @Test func `knows who spoke with her before`() async throws {
    let desk = try await RoutingDesk([Self.ilinca])
    let before = try await desk.receive()
    let epoch = try await desk.store.change(before) { callback, writer in
      try callback.claim(by: Self.ilinca, now: writer.now)
      try callback.release(by: Self.ilinca, epoch: nil, now: writer.now)
      return callback.epoch
    }.value
    try await desk.receive(since: 20 * 60)
    let why = try await desk.matcher.why(before, for: Self.ilinca)
    #expect(epoch == 1 && why.ahead == 0)
    #expect(why.sum?.terms.map(\.term) == [.spokeBefore])
    #expect(why.runnerUp?.terms.map { $0.points.rounded() } == [4])
  }
}

import Desk
import Foundation
import Simulation
import Testing

/// What was done, seen by somebody who knows roster and requests and nothing of how it was decided.
private struct Witness {
  struct Call {
    let request: Int
    let call: Run.Call
    /// When the person could be called, and wasn't yet.
    let since: Date
  }

  let desk: RandomDesk
  let runs: [Run]
  let calls: [Call]

  init(_ number: UInt64) throws {
    desk = RandomDesk(number)
    runs = try Simulation.run(desk.scenario, desk.seed, .points(Points())).runs
    let arrivals = desk.seed.arrivals
    calls = runs.enumerated().flatMap { request, run in
      run.calls.map { Call(request: request, call: $0, since: arrivals[request].created) }
    }
  }

  func arrival(_ call: Call) -> Arrival { desk.seed.arrivals[call.request] }
  func adviser(_ call: Call) -> Adviser { desk.scenario.advisers[call.call.adviser] }

  func isOpen(_ arrival: Arrival, _ moment: Date) -> Bool {
    guard desk.scenario.calendar.contains(moment) else { return false }
    let clock = WallClock(zone: RandomDesk.zone)
    guard let window = arrival.window else { return true }
    return clock.interval(window, on: clock.day(of: moment)).map { $0.start <= moment && moment < $0.end } ?? false
  }

  /// Not called yet at that moment, and asked by then.
  func awaitsFirstCall(_ request: Int, at moment: Date) -> Bool {
    desk.seed.arrivals[request].created <= moment && (runs[request].calls.first.map { $0.at > moment } ?? true)
  }

  /// May this adviser speak with the person at that moment: in their language, or in a second one once half of the promise
  /// is over, in danger at once.
  func maySpeak(_ adviser: Adviser, _ arrival: Arrival, _ run: Run, at moment: Date) -> Bool {
    if adviser.level(in: arrival.language) != nil { return true }
    guard arrival.alsoSpeaks.contains(where: { adviser.level(in: $0) != nil }) else { return false }
    guard arrival.urgency != .now, let start = run.clockStart else { return arrival.urgency == .now }
    let half = desk.scenario.promises.deskMinutes(arrival.urgency) / 2
    return Int(desk.scenario.calendar.minutes(from: start, to: moment)) >= half
  }

  func isFree(_ adviser: Int, at moment: Date) -> Bool {
    guard let shift = desk.scenario.advisers[adviser].roster.interval(at: moment),
      shift.end.timeIntervalSince(moment) >= desk.scenario.constants.minShiftLeft * 60
    else { return false }
    return !calls.contains {
      $0.call.adviser == adviser && $0.call.at <= moment && moment < $0.call.at + $0.call.minutes * 60
    }
  }
}

@Suite struct `Whoever is simulated` {
  @Test(arguments: 0..<6 as Range<UInt64>)
  func `is called inside the window and the desk's hours, by somebody who is in and speaks the language`(number: UInt64)
    throws
  {
    let witness = try Witness(number)
    #expect(witness.calls.count > 200)
    for call in witness.calls {
      let (arrival, adviser) = (witness.arrival(call), witness.adviser(call))
      #expect(witness.isOpen(arrival, call.call.at))
      #expect(adviser.roster.contains(call.call.at))
      #expect(adviser.level(in: call.call.language) != nil)
      #expect(call.call.language == arrival.language || arrival.alsoSpeaks.contains(call.call.language))
      #expect(witness.maySpeak(adviser, arrival, witness.runs[call.request], at: call.call.at))
      #expect(arrival.created <= call.call.at)
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `doesn't wait while somebody who could call is free`(number: UInt64) throws {
    let witness = try Witness(number)
    var random = Chance(number &+ 99)
    let begin = witness.desk.seed.arrivals[0].created
    for _ in 0..<1500 {
      let moment = begin + random.number(to: 13 * 86_400)
      for adviser in witness.desk.scenario.advisers.indices where witness.isFree(adviser, at: moment) {
        let idle = witness.desk.seed.arrivals.enumerated().first { request, arrival in
          witness.awaitsFirstCall(request, at: moment) && witness.isOpen(arrival, moment)
            && witness.maySpeak(
              witness.desk.scenario.advisers[adviser], arrival, witness.runs[request], at: moment - 60)
        }
        #expect(idle == nil, "\(moment): \(adviser) is free, \(idle?.element.id ?? "") waits")
      }
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `comes next when in danger`(number: UInt64) throws {
    let witness = try Witness(number)
    for call in witness.calls where witness.arrival(call).urgency != .now {
      let passed = witness.desk.seed.arrivals.enumerated().first { request, arrival in
        arrival.urgency == .now && witness.awaitsFirstCall(request, at: call.call.at)
          && witness.adviser(call).level(in: arrival.language) != nil
      }
      #expect(passed == nil)
    }
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `isn't overtaken by who asked a promise later`(number: UInt64) throws {
    let witness = try Witness(number)
    let calendar = witness.desk.scenario.calendar
    for call in witness.calls {
      let arrival = witness.arrival(call)
      guard arrival.urgency == .normal, witness.runs[call.request].calls.first?.at == call.call.at else { continue }
      for (request, other) in witness.desk.seed.arrivals.enumerated()
      where other.urgency == .normal && witness.awaitsFirstCall(request, at: call.call.at)
        && witness.isOpen(other, call.call.at) && witness.adviser(call).level(in: other.language) != nil
        && other.created < arrival.created
      {
        #expect(calendar.minutes(from: other.created, to: arrival.created) <= 480)
      }
    }
  }

  /// 29 March 2026 has an hour less and 31 October 2027 one more; 6 April 2026 is Easter Monday.
  @Test(arguments: [(0, 300), (1, 420)] as [(UInt64, Double)])
  func `is called on the nights on which the clock changes, and on no holiday`(number: UInt64, minutes: Double) throws {
    let clock = WallClock(zone: RandomDesk.zone)
    let night = try #require(Day(number == 0 ? "2026-03-29" : "2027-10-31"))
    let easter = try #require(Day("2026-04-06"))
    var atNight = 0
    for variant in [number, number + 2, number + 4] {
      let witness = try Witness(variant)
      let calendar = witness.desk.scenario.calendar
      #expect(calendar.intervals(on: night).map { $0.duration / 60 } == [minutes])
      let days = witness.calls.map { clock.day(of: $0.call.at) }
      atNight += days.count { $0 == night }
      #expect(!days.contains(easter))
      // Whoever is called then was called in the order of desk minutes, which count each real minute once.
      for call in witness.calls where clock.day(of: call.call.at) == night {
        let since = calendar.intervals(on: night).map { call.call.at.timeIntervalSince($0.start) / 60 }
        #expect(since.allSatisfy { (0...minutes).contains($0) })
      }
    }
    #expect(atNight > 5)
  }

  @Test func `is treated the same each time`() throws {
    let desk = RandomDesk(5)
    let one = try Simulation.run(desk.scenario, desk.seed, .points(Points())).measures
    #expect(try Simulation.run(desk.scenario, desk.seed, .points(Points())).measures == one)
    #expect(try Simulation.run(desk.scenario, desk.seed, .fifo).measures != one)
  }
}

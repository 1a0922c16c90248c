import Desk
import Foundation
import Storage

extension Matcher {
  /// Lets offers lapse, takes back those that can't be taken any more, and offers what waits to who is free: the best pair
  /// first. What is offered to whom is a row, so a desk that was killed goes on where it was.
  /// - Returns: when something is due next although nothing is committed.
  package func step() async throws -> Date? {
    try await refreshNeed()
    guard rules.offerSeconds > 0 else { return try await store.read { nextMidnight(after: $0.now) } }
    if try await store.read({ try !ending(in: $0).isEmpty || !pairs(in: $0).isEmpty }) {
      try await store.write { writer in
        for end in try ending(in: writer) { try finish(end, in: writer) }
        for pair in try pairs(in: writer) { try offer(pair, in: writer) }
      }
    }
    return try await store.read { try nextDue(in: $0) }
  }

  /// An adviser doesn't take what she was offered.
  /// - Parameter reason: for the trail, sealed.
  package func decline(_ id: ID<Callback>, by adviser: Adviser, reason: String) async throws -> Callback {
    try await store.change(id) { callback, writer in
      guard adviser.maySee(callback) else { throw Refusal.notFound }
      try callback.decline(by: adviser.id, reason: reason, now: writer.now)
    }.callback
  }

  // MARK: - How an offer ends

  private enum End {
    case lapses(Callback)
    case isWithdrawn(Callback)
  }

  private func ending(in reader: Reader) throws -> [End] {
    let offered = try Callbacks.offered(in: reader)
    if offered.isEmpty { return [] }
    let busy = try Callbacks.holders(in: reader)
    let takers = try takers(in: reader).filter { !busy.contains($0.id) }
    return offered.compactMap { callback in
      guard case .offered(let adviser, let until) = callback.state else { return nil }
      if until <= reader.now { return .lapses(callback) }
      let speaks = takers.first { $0.id == adviser }.map { $0.canSpeak(with: callback) } ?? false
      return speaks && callback.received.windows.allow(reader.now) ? nil : .isWithdrawn(callback)
    }
  }

  /// Who lets an offer lapse isn't at her desk: she gets no other until she says that she is.
  private func finish(_ end: End, in writer: Writer) throws {
    switch end {
    case .lapses(let callback):
      if case .offered(let adviser, _) = callback.state { try Advisers.say(.away, adviser, in: writer) }
      _ = try Callbacks.change(callback.id, in: writer) { callback, writer in callback.lapse(now: writer.now) }
    case .isWithdrawn(let callback):
      _ = try Callbacks.change(callback.id, in: writer) { callback, writer in callback.withdrawOffer(now: writer.now) }
    }
  }

  // MARK: - Who is offered what

  private struct Pair {
    let callback: ID<Callback>
    let adviser: AdviserID
  }

  /// Only inside the desk's hours: a promise counts no others.
  private func pairs(in reader: Reader) throws -> [Pair] {
    guard rules.openingHours.contains(reader.now) else { return [] }
    let busy = try Callbacks.holders(in: reader).union(offeredNow(in: reader))
    let free = try takers(in: reader).filter { !busy.contains($0.id) }
    if free.isEmpty { return [] }
    let view = try QueueView(try need(in: reader), rules, in: reader)
    return try Assignment.pairs(free: Array(free.indices)) { index, taken in
      try view.best(1, for: free[index], offering: true, without: taken).first
    }.map { Pair(callback: ID($0.entry.queued.id), adviser: free[$0.adviser].id) }
  }

  private func offeredNow(in reader: Reader) throws -> [AdviserID] {
    try Callbacks.offered(in: reader).compactMap {
      if case .offered(let adviser, _) = $0.state { adviser } else { nil }
    }
  }

  /// Those who said that they are available, in the order of being so longest. Who is only rostered isn't offered anything:
  /// nobody knows whether her terminal is on.
  private func takers(in reader: Reader) throws -> [Adviser] {
    try Advisers.all(in: reader)
      .filter { $0.said?.presence == .available && $0.presence(now: reader.now) == .available }
      .sorted { ($0.said?.at ?? reader.now, $0.adviser.id.name) < ($1.said?.at ?? reader.now, $1.adviser.id.name) }
      .map(\.adviser)
  }

  private func offer(_ pair: Pair, in writer: Writer) throws {
    let until = writer.now + Double(rules.offerSeconds)
    _ = try Callbacks.change(pair.callback, in: writer) { callback, writer in
      try callback.offer(to: pair.adviser, until: until, now: writer.now)
    }
  }

  // MARK: - When something is due

  private func nextDue(in reader: Reader) throws -> Date? {
    let lapse = try Callbacks.offered(in: reader).compactMap {
      if case .offered(_, let until) = $0.state { until } else { nil }
    }.min()
    let takers = try takers(in: reader)
    let opening = try WaitingLane.nextOpening(Array(Set(takers.flatMap { $0.languages.map(\.language) })), in: reader)
    let shifts = takers.compactMap { $0.onShiftUntil(reader.now) ?? $0.nextShift(after: reader.now) }.min()
    let desk = rules.openingHours.interval(at: reader.now)?.end ?? rules.openingHours.next(after: reader.now)?.start
    return [lapse, opening, shifts, desk, nextMidnight(after: reader.now)].compactMap { $0 }.min()
  }

  private func nextMidnight(after now: Date) -> Date {
    let clock = WallClock(zone: rules.openingHours.zone)
    return clock.moment(LocalTime(minutes: 0), on: clock.day(of: now).advanced(by: 1))
  }
}

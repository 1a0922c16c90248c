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
    let due = try await store.read { reader in
      try ending(in: reader).isEmpty && pairs(in: reader).isEmpty ? try nextDue(in: reader) : nil
    }
    if let due { return due }
    return try await store.write { writer in
      for end in try ending(in: writer) { try finish(end, in: writer) }
      for pair in try pairs(in: writer) { try offer(pair, in: writer) }
      // This commit calls the next step, which says when it wants to be called again.
      return nil
    }
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
    try Callbacks.offersInDoubt(in: reader).compactMap { callback in
      guard case .offered(let id, let until) = callback.state else { return nil }
      let colleague = try Advisers.find(id, in: reader)
      let isThere = colleague?.said?.presence == .available && colleague?.presence(now: reader.now) == .available
      let canTake = try isThere && !Callbacks.holds(id, in: reader)
      guard canTake, let adviser = colleague?.adviser, adviser.canSpeak(with: callback),
        callback.received.windows.allow(reader.now)
      else { return .isWithdrawn(callback) }
      return until <= reader.now ? .lapses(callback) : nil
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
    let adviser: Adviser
  }

  /// Only inside the desk's hours: a promise counts no others. Who is only rostered isn't offered anything: nobody knows
  /// whether her terminal is on. So it goes by who said that she is available.
  private func pairs(in reader: Reader) throws -> [Pair] {
    guard rules.openingHours.contains(reader.now) else { return [] }
    let free = try Advisers.free(speaking: WaitingLane.languages(in: reader), in: reader)
      .filter { $0.presence(now: reader.now) == .available }.map(\.adviser)
    if free.isEmpty { return [] }
    let view = try QueueView(try need(in: reader), rules, open, in: reader)
    return try Assignment.pairs(free: Array(free.indices)) { index, taken in
      try view.best(1, for: free[index], offering: true, without: taken).first
    }.map { Pair(callback: ID($0.entry.queued.id), adviser: free[$0.adviser]) }
  }

  /// No longer than the window is open and her shift lasts.
  private func offer(_ pair: Pair, in writer: Writer) throws {
    _ = try Callbacks.change(pair.callback, in: writer) { callback, writer in
      let ends = [pair.adviser.onShiftUntil(writer.now), callback.received.windows.openUntil(writer.now)]
      let until = ends.compactMap { $0 }.reduce(writer.now + Double(rules.offerSeconds), min)
      try callback.offer(to: pair.adviser.id, until: until, now: writer.now)
    }
  }

  // MARK: - When something is due

  private func nextDue(in reader: Reader) throws -> Date? {
    let waiting = try WaitingLane.languages(in: reader)
    let shifts =
      try waiting.isEmpty
      ? []
      : Advisers.saidAvailable(in: reader)
        .filter { $0.presence(now: reader.now) != .available }.compactMap { $0.adviser.nextShift(after: reader.now) }
    let desk = rules.openingHours.interval(at: reader.now)?.end ?? rules.openingHours.next(after: reader.now)?.start
    let moments = [
      try Callbacks.nextLapse(in: reader), try WaitingLane.nextOpening(waiting, in: reader), shifts.min(),
      try nextSecondLanguage(in: reader), desk, nextMidnight(after: reader.now),
    ]
    return moments.compactMap { $0 }.min()
  }

  /// When somebody's second language begins to count.
  private func nextSecondLanguage(in reader: Reader) throws -> Date? {
    let hours = rules.openingHours
    let fortnight = DeskMinutes(hours, from: reader.now - 14 * 86_400, to: reader.now + 60)
    return try [Urgency.soon, .normal].compactMap { urgency in
      let half = rules.promises.deskMinutes(urgency) / 2
      // Who asked before this moment has waited for half of the promise.
      let since = fortnight.moment(at: fortnight.position(of: reader.now) - Double(half)) ?? reader.now
      return try Callbacks.nextForSecondLanguage(urgency, after: since, in: reader)
        .flatMap { hours.moment(after: half, from: $0) }
    }.filter { $0 > reader.now }.min()
  }

  private func nextMidnight(after now: Date) -> Date {
    let clock = WallClock(zone: rules.openingHours.zone)
    return clock.moment(LocalTime(minutes: 0), on: clock.day(of: now).advanced(by: 1))
  }
}

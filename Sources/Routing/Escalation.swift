import Desk
import Foundation
import Storage

/// What happens when nobody who speaks the language takes a callback up: after half of the promise the second language
/// (`WaitingLane`); when nobody of either will be in before its end, an interpreter, whom the coordinator finds; when the
/// promise is over, the coordinator again. Never silence.
extension Matcher {
  /// - Returns: when to look again.
  package func escalate() async throws -> Date {
    try await store.write { writer in
      let advisers = try Staffing(rules, in: writer).advisers
      for urgency in Urgency.allCases {
        let promised = Double(rules.promises.deskMinutes(urgency))
        for callback in try uncalled(urgency, for: urgency == .now ? 0 : promised / 2, .interpreterNeeded, in: writer)
        where !isSpoken(callback, advisers, now: writer.now) {
          let moments = moments(for: callback, now: writer.now).map { DeskMoment.text($0, rules.openingHours.zone) }
          let subject = ([callback.language?.code ?? ""] + moments).joined(separator: ", ")
          try put(.interpreterNeeded, subject, callback, in: writer)
        }
        for callback in try uncalled(urgency, for: promised, .promiseOver, in: writer) {
          try put(.promiseOver, callback.language?.code ?? "", callback, in: writer)
        }
      }
      return writer.now + 60
    }
  }

  /// Those for whom so many desk minutes are over.
  private func uncalled(_ urgency: Urgency, for minutes: Double, _ kind: Inbox.Kind, in writer: Writer) throws
    -> [Callback]
  {
    try Callbacks.uncalled(urgency, since: writer.now - minutes * 60, notIn: kind, in: writer)
      .filter { rules.openingHours.minutes(from: $0.waitingSince, to: writer.now) >= minutes }
  }

  /// Somebody who speaks one of the person's languages is in before the promise is over, or now.
  private func isSpoken(_ callback: Callback, _ advisers: [Adviser], now: Date) -> Bool {
    let due = max(rules.due(callback) ?? now, now)
    return advisers.contains { adviser in
      adviser.canSpeak(with: callback) && (adviser.roster.open(from: now).map { $0.start <= due } ?? false)
    }
  }

  /// The next three at which the desk is open and the person can be called.
  private func moments(for callback: Callback, now: Date) -> [Date] {
    let hours = rules.openingHours
    let open = hours.intervals(from: now, to: now + 28 * 86_400).map { max($0.start, now)..<$0.end }
    let windows = callback.received.windows
    if windows.isEmpty { return open.prefix(3).map(\.lowerBound) }
    return open.flatMap { open in
      windows.compactMap { $0.hours }.flatMap { $0.intervals(from: open.lowerBound, to: open.upperBound) }
        .map { max($0.start, open.lowerBound) }
    }.sorted().prefix(3).map { $0 }
  }

  private func put(_ kind: Inbox.Kind, _ subject: String, _ callback: Callback, in writer: Writer) throws {
    try Inbox.put(
      kind, subject: subject, callback: callback.id, channel: callback.received.channel,
      account: callback.received.account, in: writer)
  }
}

/// A moment on the desk's clock, as codes are written: "2026-11-25 09:00".
private enum DeskMoment {
  static func text(_ moment: Date, _ zone: TimeZone) -> String {
    let clock = WallClock(zone: zone)
    return "\(clock.day(of: moment)) \(clock.time(of: moment))"
  }
}

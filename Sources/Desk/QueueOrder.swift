import Foundation

/// Whom first. First form of the routing rule: danger first, then who asked first, among those an adviser can
/// speak with and may call now.
package struct QueueOrder: Sendable {
  /// Why a callback stands where it stands, for one adviser. Values; `Words.WhyWords` makes the sentence.
  package enum Term: Sendable, Equatable {
    case speaks(Language, Adviser.Level)
    case danger
    case askedFirst(minutesAgo: Int)
    case windowOpen
    case windowOpens(Date)
  }

  package static func comesFirst(_ one: Callback, before other: Callback) -> Bool {
    let danger = (one.received.urgency == .now, other.received.urgency == .now)
    if danger.0 != danger.1 { return danger.0 }
    return (one.waitingSince, one.id.rawValue) < (other.waitingSince, other.id.rawValue)
  }

  /// Waiting, in a language she speaks, inside the person's window.
  package static func canTake(_ callback: Callback, _ adviser: Adviser, now: Date) -> Bool {
    guard case .waiting = callback.state, let language = callback.language else { return false }
    return adviser.level(in: language) != nil && callback.received.windows.allow(now)
  }

  package static func terms(_ callback: Callback, for adviser: Adviser, now: Date) -> [Term] {
    var terms: [Term] = []
    if let language = callback.language, let level = adviser.level(in: language) {
      terms.append(.speaks(language, level))
    }
    if callback.received.urgency == .now { terms.append(.danger) }
    if !callback.received.windows.isEmpty {
      if callback.received.windows.allow(now) {
        terms.append(.windowOpen)
      } else if let opening = callback.received.windows.nextOpening(after: now) {
        terms.append(.windowOpens(opening))
      }
    }
    terms.append(.askedFirst(minutesAgo: max(0, Int(now.timeIntervalSince(callback.waitingSince) / 60))))
    return terms
  }
}

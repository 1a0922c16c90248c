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

  package static func comesFirst(_ one: Callback, before other: Callback) -> Bool { Place(one) < Place(other) }

  /// Where a callback stands in the order; a cursor of the queue.
  package struct Place: Sendable, Comparable, CustomStringConvertible {
    package let isDanger: Bool
    package let since: Date
    package let id: ID<Callback>

    package init(isDanger: Bool, since: Date, id: ID<Callback>) {
      self.isDanger = isDanger
      self.since = since
      self.id = id
    }

    package init(_ callback: Callback) {
      self.init(isDanger: callback.received.urgency == .now, since: callback.waitingSince, id: callback.id)
    }

    /// "0-1764000000000-142".
    package init?(_ text: String) {
      let parts = text.split(separator: "-").map { Int64($0) }
      guard parts.count == 3, let danger = parts[0], let since = parts[1], let id = parts[2] else { return nil }
      self.init(isDanger: danger == 1, since: Date(timeIntervalSince1970: Double(since) / 1000), id: ID(id))
    }

    package var description: String {
      "\(isDanger ? 1 : 0)-\(Int64((since.timeIntervalSince1970 * 1000).rounded()))-\(id)"
    }

    package static func < (left: Place, right: Place) -> Bool {
      if left.isDanger != right.isDanger { return left.isDanger }
      return (left.since, left.id.rawValue) < (right.since, right.id.rawValue)
    }
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

import Foundation

/// Hours that return every week, on the wall clock of a zone named by its IANA name: a desk's opening hours, an
/// adviser's usual week, a client's call window.
package struct WeeklyHours: Hours, Equatable {
  package let parts: [Weekday: [DayPart]]
  package let zone: TimeZone

  /// `parts` that touch or overlap on one day are taken together.
  package init(_ parts: [Weekday: [DayPart]], zone: TimeZone) {
    self.parts = parts.mapValues(\.merged).filter { !$0.value.isEmpty }
    self.zone = zone
  }

  package var reach: Int { 14 }

  package func intervals(on day: Day) -> [DateInterval] {
    (parts[day.weekday] ?? []).compactMap { WallClock(zone: zone).interval($0, on: day) }
  }
}

extension [DayPart] {
  /// In order; those that touch or overlap taken together.
  package var merged: [DayPart] {
    sorted { $0.from < $1.from }.reduce(into: []) { merged, part in
      guard let last = merged.last, part.from <= last.to,
        let joined = DayPart(from: last.from, to: Swift.max(last.to, part.to))
      else { return merged.append(part) }
      merged[merged.count - 1] = joined
    }
  }

  /// What is left of these without `other`.
  package func without(_ other: DayPart) -> [DayPart] {
    flatMap { part in
      [
        DayPart(from: part.from, to: Swift.min(part.to, other.from)),
        DayPart(from: Swift.max(part.from, other.to), to: part.to),
      ].compactMap { $0 }
    }
  }

  /// Two that share a time, if any.
  package var overlap: (DayPart, DayPart)? {
    let ordered = sorted { $0.from < $1.from }
    return zip(ordered, ordered.dropFirst()).first { $0.to > $1.from }
  }

  package var minutes: Int { reduce(0) { $0 + $1.to.minutes - $1.from.minutes } }
}

/// One line of a roster as a file has it.
package struct RosterLine: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    /// Every week.
    case week(Weekday, DayPart)
    /// The hours of one day, instead of the usual ones; nil: not in.
    case change(Day, DayPart?)
    /// Beside the usual ones.
    case extra(Day, DayPart)
    /// Of the usual ones, these not.
    case off(Day, DayPart)
    case absence(Absence)
  }

  package let adviser: AdviserID
  package let kind: Kind
  /// Where it stands in the file, from 1.
  package let line: Int

  package init(_ adviser: AdviserID, _ kind: Kind, line: Int) {
    self.adviser = adviser
    self.kind = kind
    self.line = line
  }
}

/// All that is wrong with a file of rosters, each with its line.
package struct RosterFaults: Error, Equatable, Sendable, CustomStringConvertible {
  package struct Fault: Sendable, Equatable, Comparable {
    package let line: Int
    package let reason: String

    package init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
    }

    package static func < (left: Fault, right: Fault) -> Bool {
      (left.line, left.reason) < (right.line, right.reason)
    }
  }

  package let faults: [Fault]

  package init(_ faults: [Fault]) { self.faults = faults.sorted() }

  package var description: String { faults.map { "\($0.line): \($0.reason)" }.joined(separator: "\n") }
}

import Foundation

/// One callback as a report sees it. Nothing of the person.
package struct Waited: Sendable, Equatable {
  /// Nil while nobody knows it.
  package let language: Language?
  package let urgency: Urgency
  package let asked: Date
  package let firstCalled: Date?
  /// Closed without anybody having called: withdrawn, a duplicate, abuse.
  package let isClosedUncalled: Bool

  package init(language: Language?, urgency: Urgency, asked: Date, firstCalled: Date?, isClosedUncalled: Bool) {
    self.language = language
    self.urgency = urgency
    self.asked = asked
    self.firstCalled = firstCalled
    self.isClosedUncalled = isClosedUncalled
  }
}

/// How long people waited for the first call, and which promises were kept: each in desk minutes and on the wall clock.
/// Who still waits counts for as long as that has been.
package struct WaitingReport: Sendable, Equatable {
  /// Which language and urgency a cell is of; nil: all.
  package struct Place: Hashable, Sendable {
    package let language: String?
    package let urgency: Urgency?

    package init(language: String?, urgency: Urgency?) {
      self.language = language
      self.urgency = urgency
    }
  }

  /// Minutes; nil when so few were called that it can't be told yet.
  package struct Minutes: Sendable, Equatable {
    package var median: Double?
    package var p90: Double?
  }

  package struct Verdicts: Sendable, Equatable {
    package var kept = 0
    package var broken = 0

    /// Nil when none is decided.
    package var share: Double? { kept + broken == 0 ? nil : Double(kept) / Double(kept + broken) }
  }

  package struct Cell: Sendable, Equatable {
    package var requests: Int
    package var called: Int
    package var stillWaiting: Int
    package var closedUncalled: Int
    package var desk: Minutes
    package var wall: Minutes
    package var deskPromises: Verdicts
    package var wallPromises: Verdicts
    /// What "kept" means: on the wall clock in danger, in desk minutes otherwise.
    package var promises: Verdicts
  }

  /// The code under which those stand whose language nobody knows.
  package static let unknown = "und"

  /// Every cell with at least one request.
  package let cells: [Place: Cell]

  /// - Parameter opening: the desk's hours, laid out over all the waits.
  package init(_ waits: [Waited], promises: Promises, opening: DeskMinutes, now: Date) {
    var groups: [Place: [Measured]] = [:]
    for wait in waits {
      let measured = Measured(wait, promises, opening, now)
      let code = wait.language?.code ?? Self.unknown
      for language in [nil, code] {
        for urgency in [nil, wait.urgency] {
          groups[Place(language: language, urgency: urgency), default: []].append(measured)
        }
      }
    }
    cells = groups.mapValues(Self.cell)
  }

  /// A wait, or so much of one as is over.
  private struct Measured {
    let isCalled: Bool
    let isClosedUncalled: Bool
    let desk: Double
    let wall: Double
    let promised: Double
    let urgency: Urgency

    init(_ wait: Waited, _ promises: Promises, _ opening: DeskMinutes, _ now: Date) {
      let until = max(wait.firstCalled ?? now, wait.asked)
      isCalled = wait.firstCalled != nil
      isClosedUncalled = wait.isClosedUncalled
      desk = opening.position(of: until) - opening.position(of: wait.asked)
      wall = until.timeIntervalSince(wait.asked) / 60
      promised = Double(promises.deskMinutes(wait.urgency))
      urgency = wait.urgency
    }

    /// Nil while it isn't decided.
    func isKept(_ minutes: Double) -> Bool? { minutes > promised ? false : isCalled ? true : nil }
  }

  private static func cell(_ all: [Measured]) -> Cell {
    let waits = all.filter { !$0.isClosedUncalled }
    return Cell(
      requests: all.count, called: waits.count(where: \.isCalled), stillWaiting: waits.count { !$0.isCalled },
      closedUncalled: all.count - waits.count, desk: minutes(waits, \.desk), wall: minutes(waits, \.wall),
      deskPromises: promises(waits) { $0.isKept($0.desk) }, wallPromises: promises(waits) { $0.isKept($0.wall) },
      promises: promises(waits) { $0.isKept($0.urgency == .now ? $0.wall : $0.desk) })
  }

  private static func promises(_ waits: [Measured], _ isKept: (Measured) -> Bool?) -> Verdicts {
    let verdicts = waits.compactMap(isKept)
    return Verdicts(kept: verdicts.count { $0 }, broken: verdicts.count { !$0 })
  }

  private static func minutes(_ waits: [Measured], _ length: (Measured) -> Double) -> Minutes {
    let lengths = waits.map { (minutes: length($0), isOver: $0.isCalled) }
    return Minutes(median: Self.quantile(0.5, of: lengths), p90: Self.quantile(0.9, of: lengths))
  }

  /// By the product-limit estimator (Kaplan and Meier 1958): a wait that isn't over says only that it is longer than so much.
  static func quantile(_ share: Double, of lengths: [(minutes: Double, isOver: Bool)]) -> Double? {
    // At the same minute a call comes before a wait that goes on.
    let ordered = lengths.sorted { ($0.minutes, $0.isOver ? 0 : 1) < ($1.minutes, $1.isOver ? 0 : 1) }
    var survive = 1.0
    for (place, length) in ordered.enumerated() where length.isOver {
      survive *= 1 - 1 / Double(ordered.count - place)
      if survive <= 1 - share + 1e-9 { return length.minutes }
    }
    return nil
  }
}

/// Whom first: points for a callback and an adviser (`routing.points` of the configuration). What counts most is how much
/// of the promise is used up since the person asked. For one adviser and two normal callbacks all other terms together
/// differ by at most `window + previous + specialism + secondLanguage + 2 * scarcity`, with the shipped values 100: a
/// normal callback is only overtaken by a normal one that asked at most one promise later.
package struct Points: Sendable, Equatable {
  /// For a whole promise waited.
  package var promise = 100.0
  /// What a callback in danger starts with; it comes before any other all the same.
  package var now = 1000.0
  package var soon = 40.0
  package var window = 20.0
  package var previous = 15.0
  package var specialism = 10.0
  /// Taken off.
  package var secondLanguage = 15.0
  package var scarcity = 20.0
  package var promises = Promises()

  package init() {}

  /// Why a pair has its points.
  package enum Term: Sendable, Equatable {
    /// Desk minutes since the person asked, of those promised.
    case asked(minutes: Double, promised: Int)
    case urgency(Urgency)
    case windowOpen
    case spokeBefore
    case specialist(issue: String)
    case secondLanguage(Language)
    /// Her language is needed more than her others, or less when negative.
    case scarcity(Language)
  }

  /// Nil when she speaks none of the person's languages.
  package func score(_ queued: Queued, _ candidate: Candidate, at position: Double) -> Double? {
    var total = 0.0
    let speaks = visit(queued, candidate, at: position) { total += $1 }
    return speaks ? total : nil
  }

  /// The terms that count for something.
  package func terms(_ queued: Queued, _ candidate: Candidate, at position: Double) -> [(term: Term, points: Double)] {
    var terms: [(Term, Double)] = []
    _ = visit(queued, candidate, at: position) { if $1 != 0 { terms.append(($0, $1)) } }
    return terms
  }

  /// What a callback of the same kind that asked later can have at most: the same, and every bonus of its own.
  /// - Parameter anyTongue: it may be for another of her languages.
  package func most(_ queued: Queued, _ candidate: Candidate, at position: Double, anyTongue: Bool) -> Double? {
    var total = (candidate.mayKnow ? max(0, previous) : 0) + (candidate.mayBeSpecialist ? max(0, specialism) : 0)
    let speaks = visit(queued, candidate, at: position) { term, points in
      switch term {
      case .asked, .urgency, .windowOpen: total += points
      case .secondLanguage, .scarcity: if !anyTongue { total += points }
      case .spokeBefore, .specialist: break
      }
    }
    if anyTongue { total += scarcity * (candidate.tongues.map(\.scarcity).max() ?? 0) }
    return speaks ? total : nil
  }

  @inline(__always)
  private func visit(
    _ queued: Queued, _ candidate: Candidate, at position: Double, _ each: (Term, Double) -> Void
  ) -> Bool {
    guard let tongue = candidate.tongue(for: queued) else { return false }
    let minutes = max(0, position - queued.asked)
    let promised = promises.deskMinutes(queued.urgency)
    each(.asked(minutes: minutes, promised: promised), promise * minutes / Double(promised))
    switch queued.urgency {
    case .now: each(.urgency(.now), now)
    case .soon: each(.urgency(.soon), soon)
    case .normal: break
    }
    if queued.hasWindow { each(.windowOpen, window) }
    if let before = queued.previous, before == candidate.id { each(.spokeBefore, previous) }
    if candidate.isSpecialist(in: queued.issue) { each(.specialist(issue: queued.issue), specialism) }
    if tongue.language != queued.language { each(.secondLanguage(tongue.language), -secondLanguage) }
    each(.scarcity(tongue.language), scarcity * tongue.scarcity)
    return true
  }
}

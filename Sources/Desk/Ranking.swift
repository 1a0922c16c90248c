/// Callbacks of one language, urgency and window, in the order in which they asked. All gain points equally fast, so that
/// the first of them says what the others can have at most.
package protocol Lane {
  /// Those in it may be for several of an adviser's languages: they are there for a second language.
  var anyTongue: Bool { get }
  /// The next one; nil at the end.
  mutating func next() throws -> Queued?
}

/// A callback with what it is worth for one adviser.
package struct Ranked: Sendable {
  package let queued: Queued
  package let rank: Rank
  /// Of two with equal points the earlier one.
  package let place: Double

  package init(queued: Queued, rank: Rank, place: Double) {
    self.queued = queued
    self.rank = rank
    self.place = place
  }

  package var standing: Standing { Standing(rank: rank, place: place, id: queued.id) }

  package func comesFirst(before other: Ranked) -> Bool { standing.comesFirst(before: other.standing) }
}

/// Where a callback stands for an adviser: by points, then by who asked first, then by number.
package struct Standing: Sendable, Equatable {
  package let rank: Rank
  package let place: Double
  package let id: Int64

  package init(rank: Rank, place: Double, id: Int64) {
    self.rank = rank
    self.place = place
    self.id = id
  }

  package func comesFirst(before other: Standing) -> Bool {
    if rank != other.rank { return rank > other.rank }
    return (place, id) < (other.place, other.id)
  }
}

/// The best callbacks for one adviser, out of many lanes, looking at few more than are asked for.
package struct Ranking<Rule: QueueRule> {
  let rule: Rule
  let candidate: Candidate
  let position: Double

  package init(_ rule: Rule, for candidate: Candidate, at position: Double) {
    self.rule = rule
    self.candidate = candidate
    self.position = position
  }

  /// - Parameter standing: only those behind it.
  package func best<Each: Lane>(_ count: Int, of lanes: [Each], after standing: Standing? = nil) throws -> [Ranked] {
    var heads: [(lane: Each, head: Queued, ceiling: Rank)] = []
    for var lane in lanes {
      guard let head = try lane.next(),
        let ceiling = rule.ceiling(head, candidate, at: position, anyTongue: lane.anyTongue)
      else { continue }
      heads.append((lane, head, ceiling))
    }
    heads.sort { $0.ceiling > $1.ceiling }
    var found: [Ranked] = []
    for (lane, head, ceiling) in heads {
      if found.count == count, let last = found.last, ceiling < last.rank { break }
      var lane = lane
      var present: Queued? = head
      while let queued = present {
        if found.count == count, let last = found.last,
          let most = rule.ceiling(queued, candidate, at: position, anyTongue: lane.anyTongue),
          !Standing(rank: most, place: rule.place(queued), id: queued.id).comesFirst(before: last.standing)
        {
          break
        }
        if let rank = rule.rank(queued, candidate, at: position) {
          let ranked = Ranked(queued: queued, rank: rank, place: rule.place(queued))
          if standing?.comesFirst(before: ranked.standing) ?? true { insert(ranked, into: &found, most: count) }
        }
        present = try lane.next()
      }
    }
    return found
  }

  private func insert(_ entry: Ranked, into found: inout [Ranked], most: Int) {
    // A callback stands in a lane for each language that would do.
    if found.contains(where: { $0.queued.id == entry.queued.id }) { return }
    let index = found.firstIndex { entry.comesFirst(before: $0) } ?? found.count
    if index >= most { return }
    found.insert(entry, at: index)
    if found.count > most { found.removeLast() }
  }
}

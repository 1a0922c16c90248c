/// Who takes what, when several are free: the best pair first, until nobody who is free could take any of what waits.
package enum Assignment {
  /// Someone free, with what is best for her.
  package struct Choice: Sendable {
    package let adviser: Int
    package let entry: Ranked

    package init(adviser: Int, entry: Ranked) {
      self.adviser = adviser
      self.entry = entry
    }
  }

  /// - Parameters:
  ///   - free: in the order that decides between equals: idle longest first, then lowest id.
  ///   - best: what is best for one of `free`, without what was taken.
  /// - Returns: pairs, best first.
  package static func pairs(
    free: [Int], best: (_ adviser: Int, _ taken: Set<Int64>) throws -> Ranked?
  ) rethrows -> [Choice] {
    var taken: Set<Int64> = []
    var open: [Choice] = try free.compactMap { adviser in
      try best(adviser, taken).map { Choice(adviser: adviser, entry: $0) }
    }
    var pairs: [Choice] = []
    while var first = open.first {
      for choice in open.dropFirst() where choice.entry.comesFirst(before: first.entry) { first = choice }
      pairs.append(first)
      taken.insert(first.entry.queued.id)
      open = try open.compactMap { choice in
        if choice.adviser == first.adviser { return nil }
        if choice.entry.queued.id != first.entry.queued.id { return choice }
        return try best(choice.adviser, taken).map { Choice(adviser: choice.adviser, entry: $0) }
      }
    }
    return pairs
  }
}

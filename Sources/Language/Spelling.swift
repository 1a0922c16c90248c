/// How many slips of the pen lie between two words: a letter left out, put in, changed, or two swapped.
enum Spelling {
  /// - Parameter most: more than that is given as `most + 1`.
  static func distance(_ one: [UInt32], _ other: [UInt32], most: Int) -> Int {
    guard !one.isEmpty, !other.isEmpty else { return max(one.count, other.count) }
    var before = Array(repeating: 0, count: other.count + 1)
    var last = Array(0...other.count)
    var row = before
    for i in 1...one.count {
      row[0] = i
      var nearest = i
      for j in 1...other.count {
        var least = min(last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, one[i - 1] == other[j - 2], one[i - 2] == other[j - 1] {
          least = min(least, before[j - 2] + 1)
        }
        row[j] = least
        nearest = min(nearest, least)
      }
      if nearest > most { return most + 1 }
      (before, last, row) = (last, row, before)
    }
    return min(last[other.count], most + 1)
  }
}

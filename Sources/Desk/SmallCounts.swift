/// Which cells of a table may not be shown, so that no figure tells of single people: those of fewer than five, and as many
/// others that none of them follows from a sum.
package enum SmallCounts {
  package static let least = 5

  /// - Parameter counts: a row each, the sums as the first row and column.
  /// - Returns: the cells to hide.
  package static func hidden(_ counts: [[Int]]) -> [[Bool]] {
    var hidden = counts.map { $0.map { $0 > 0 && $0 < least } }
    var changed = true
    while changed {
      changed = false
      for row in counts.indices {
        if let column = alone(counts[row], hidden[row]) {
          hidden[row][column] = true
          changed = true
        }
      }
      for column in counts.first?.indices ?? 0..<0 {
        if let row = alone(counts.map { $0[column] }, hidden.map { $0[column] }) {
          hidden[row][column] = true
          changed = true
        }
      }
    }
    return hidden
  }

  /// In a line in which exactly one cell is hidden, the one to hide with it: the smallest, a sum last of all.
  private static func alone(_ counts: [Int], _ hidden: [Bool]) -> Int? {
    guard hidden.count(where: { $0 }) == 1 else { return nil }
    return counts.indices.filter { counts[$0] > 0 && !hidden[$0] }
      .min { ($0 == 0 ? 1 : 0, counts[$0]) < ($1 == 0 ? 1 : 0, counts[$1]) }
  }
}

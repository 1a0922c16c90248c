/// Rows for a terminal. Every cell and title passes through `Visible`, so a table can be given text
/// from outside as it came.
package struct Table: Sendable {
  package enum Alignment: Sendable { case left, right }

  package struct Column: Sendable {
    let title: String
    let alignment: Alignment
    let least: Int
    let most: Int
    let elastic: Bool

    /// - Parameters:
    ///   - least, most: terminal columns; the column is as wide as its widest cell between these.
    ///   - elastic: gives up columns first when the table is too wide.
    package init(
      _ title: String, _ alignment: Alignment = .left, least: Int = 1, most: Int = 60,
      elastic: Bool = false
    ) {
      self.title = title
      self.alignment = alignment
      self.least = max(1, least)
      self.most = max(max(1, least), most)
      self.elastic = elastic
    }
  }

  /// Between two columns.
  static let gap = 2

  private let columns: [Column]
  private var rows: [[String]]

  package init(_ columns: [Column], rows: [[String]] = []) {
    self.columns = columns
    self.rows = rows
  }

  /// A row shorter than the header ends in empty cells; cells beyond the header aren't shown.
  package mutating func append(_ row: [String]) {
    rows.append(row)
  }

  /// The header and a line for each row, none wider than `columns`, without blanks at the end.
  package func lines(columns most: Int = 80) -> [String] {
    let widths = fitted(into: most)
    let header = self.columns.map(\.title)
    return ([header] + rows).map { line(of: $0, widths: widths, most: most) }
  }

  private func line(of row: [String], widths: [Int], most: Int) -> String {
    var line = ""
    var used = 0
    for (index, column) in columns.enumerated() where used < most {
      let gap = index == 0 ? 0 : min(Self.gap, most - used)
      let width = min(widths[index], most - used - gap)
      let cell = Visible(index < row.count ? row[index] : "", columns: width)
      let blank = String(repeating: " ", count: width - cell.columns)
      line += String(repeating: " ", count: gap)
      line += column.alignment == .left ? cell.text + blank : blank + cell.text
      used += gap + width
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  /// As wide as the cells ask; then the elastic columns shrink, then the widest of the others, each
  /// down to its `least`. What is still too wide is cut at the edge.
  private func fitted(into most: Int) -> [Int] {
    var widths = columns.indices.map(natural)
    var excess = widths.reduce(0, +) + Self.gap * max(0, columns.count - 1) - most
    for elastic in [true, false] {
      while excess > 0 {
        let shrinkable = columns.indices.filter {
          columns[$0].elastic == elastic && widths[$0] > columns[$0].least
        }
        guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { break }
        widths[widest] -= 1
        excess -= 1
      }
    }
    return widths
  }

  private func natural(_ index: Int) -> Int {
    let column = columns[index]
    let cells = rows.map { index < $0.count ? $0[index] : "" } + [column.title]
    let widest = cells.map { Visible($0, columns: column.most).columns }.max() ?? 0
    return min(max(widest, column.least), column.most)
  }
}

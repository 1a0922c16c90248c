import Desk

/// A table as RFC 4180 has it: commas, quotes, a header line. A semicolon instead of the comma is taken too: spreadsheets
/// with Dutch settings write it.
package struct CSVTable: Sendable {
  package struct Row: Sendable {
    package let line: Int
    /// By column; empty where the row is short.
    package let fields: [String: String]

    package subscript(column: String) -> String { fields[column] ?? "" }
  }

  package let columns: [String]
  package let rows: [Row]

  /// - Throws: `RosterFaults`.
  package init(_ text: String, columns known: [String]) throws(RosterFaults) {
    let clean = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let header = clean.prefix { !$0.isNewline }
    let records = try Self.records(clean, separator: header.contains(";") && !header.contains(",") ? ";" : ",")
    guard let first = records.first else { throw RosterFaults([.init(line: 1, reason: "holds nothing")]) }
    let columns = first.fields.map(Self.trimmed)
    for column in columns where !known.contains(column) {
      throw RosterFaults([.init(line: 1, reason: "\(column) is no column; they are \(known.joined(separator: ", "))")])
    }
    for column in columns where columns.filter({ $0 == column }).count > 1 {
      throw RosterFaults([.init(line: 1, reason: "\(column) is there twice")])
    }
    self.columns = columns
    var faults: [RosterFaults.Fault] = []
    rows = records.dropFirst().compactMap { record in
      if record.fields.allSatisfy({ Self.trimmed($0).isEmpty }) { return nil }
      if record.fields.count > columns.count {
        faults.append(.init(line: record.line, reason: "\(record.fields.count) fields, \(columns.count) expected"))
      }
      return Row(
        line: record.line,
        fields: Dictionary(zip(columns, record.fields.map(Self.trimmed)), uniquingKeysWith: { first, _ in first }))
    }
    if !faults.isEmpty { throw RosterFaults(faults) }
  }

  private static func trimmed(_ text: String) -> String {
    var part = Substring(text)
    while part.first?.isWhitespace == true { part = part.dropFirst() }
    while part.last?.isWhitespace == true { part = part.dropLast() }
    return String(part)
  }

  private static func records(_ text: String, separator: Character) throws(RosterFaults) -> [(
    line: Int, fields: [String]
  )] {
    var records: [(line: Int, fields: [String])] = []
    var (line, begun) = (1, 1)
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var rest = text[...]
    func hasContent() -> Bool { !fields.isEmpty || !field.isEmpty }
    while let character = rest.popFirst() {
      if isQuoted {
        if character == "\"" {
          if rest.first == "\"" { field.append(rest.removeFirst()) } else { isQuoted = false }
        } else {
          if character.isNewline { line += 1 }
          field.append(character)
        }
      } else if character == "\"" && field.isEmpty {
        isQuoted = true
      } else if character == separator {
        fields.append(field)
        field = ""
      } else if character.isNewline {
        if hasContent() { records.append((begun, fields + [field])) }
        (fields, field) = ([], "")
        line += 1
        begun = line
      } else {
        field.append(character)
      }
    }
    if isQuoted { throw RosterFaults([.init(line: begun, reason: "a quotation mark is never closed")]) }
    if hasContent() { records.append((begun, fields + [field])) }
    return records
  }

  /// One line of such a file.
  package static func line(_ fields: [String]) -> String {
    fields.map { field in
      let needsQuotes = field.contains { $0 == "\"" || $0 == "," || $0 == ";" || $0.isNewline }
      return needsQuotes ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : guarded(field)
    }.joined(separator: ",")
  }

  /// A spreadsheet takes what begins so for a formula.
  private static func guarded(_ field: String) -> String {
    ["=", "+", "@"].contains { field.hasPrefix($0) } ? "'" + field : field
  }
}

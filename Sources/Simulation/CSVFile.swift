import Foundation

/// A table as plain CSV: a header line, no quotes.
struct CSVFile {
  struct Row {
    let file: String
    let line: Int
    let fields: [String]

    func fault(_ reason: String) -> ScenarioFault { ScenarioFault(file, line: line, reason) }
  }

  let rows: [Row]

  init(_ name: String, in folder: URL, columns: [String]) throws {
    let text: String
    do { text = try String(contentsOf: folder.appending(path: name), encoding: .utf8) } catch {
      throw ScenarioFault(name, "can't be read")
    }
    var rows: [Row] = []
    var number = 0
    for bytes in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let line = bytes.last == 13 ? bytes.dropLast() : bytes
      if line.isEmpty { continue }
      let fields = line.split(separator: 44, omittingEmptySubsequences: false).map { String(Substring($0)) }
      if number == 1 {
        guard fields == columns else {
          throw ScenarioFault(name, line: 1, "must be \(columns.joined(separator: ","))")
        }
        continue
      }
      guard fields.count == columns.count else {
        throw ScenarioFault(name, line: number, "\(fields.count) fields, \(columns.count) expected")
      }
      rows.append(Row(file: name, line: number, fields: fields))
    }
    self.rows = rows
  }
}

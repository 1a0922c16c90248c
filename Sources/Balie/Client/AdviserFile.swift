import Desk
import Foundation
import Rostering
import Surface
import Yams

/// A file of advisers, YAML or CSV, with the line on which each stands.
struct AdviserFile {
  private(set) var entries: [AdviserEntry] = []
  private var lines: [Int] = []
  private let file: String

  static let columns = ["id", "name", "role", "languages", "specialisms"] + Weekday.allCases.map(\.rawValue)

  /// - Throws: `Failed`, every fault with file and line.
  init(_ file: String) throws {
    self.file = file
    let text: String
    do { text = try String(contentsOf: URL(filePath: file), encoding: .utf8) } catch {
      throw Failed(.configuration, "\(file): can't be read as UTF-8")
    }
    let faults = try file.lowercased().hasSuffix(".csv") ? readCSV(text) : readYAML(text)
    if !faults.isEmpty {
      throw Failed(.refused, faults.sorted().map { "\(file):\($0.line): \($0.reason)" }.joined(separator: "\n"))
    }
  }

  /// Where the desk found something that only the desk knows.
  func placed(_ failed: Failed) -> Failed {
    guard let found = failed.sentence.firstMatch(of: /advisers\.([0-9]+)\./), let index = Int(found.1),
      lines.indices.contains(index)
    else { return failed }
    return Failed(failed.status, "\(file):\(lines[index]): \(failed.sentence)")
  }

  /// For whom no desk is needed: every language of the file counts.
  /// - Throws: `Refusal.invalid`.
  func advisers(zone: TimeZone) throws -> [Adviser] {
    let codes = Set(entries.flatMap(\.languages.keys)).sorted()
    return try AdviserEntries(advisers: entries).all(languages: Languages(codes: codes), zone: zone)
  }

  // MARK: - CSV

  private mutating func readCSV(_ text: String) throws -> [RosterFaults.Fault] {
    let table: CSVTable
    do throws(RosterFaults) { table = try CSVTable(text, columns: Self.columns) } catch { return error.faults }
    var faults: [RosterFaults.Fault] = []
    for row in table.rows {
      guard let role = Adviser.Role(rawValue: row["role"].isEmpty ? "adviser" : row["role"]) else {
        faults.append(.init(line: row.line, reason: "role must be adviser or coordinator"))
        continue
      }
      var languages: [String: Adviser.Level] = [:]
      for word in Self.words(row["languages"]) {
        let ends = word.split(separator: ":").map(String.init)
        guard ends.count == 2, let level = Adviser.Level(rawValue: ends[1]) else {
          faults.append(.init(line: row.line, reason: "languages: \(word) must be like ro:native, fluent or enough"))
          continue
        }
        languages[ends[0]] = level
      }
      let week = Weekday.allCases.map { ($0.rawValue, Self.words(row[$0.rawValue])) }.filter { !$0.1.isEmpty }
      take(
        AdviserEntry(
          id: row["id"], name: row["name"], role: role, languages: languages,
          specialisms: Self.words(row["specialisms"]), roster: Dictionary(uniqueKeysWithValues: week)),
        line: row.line, &faults
      ) { _ in row.line }
    }
    return faults
  }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "," || $0 == ";" }.map(String.init)
  }

  static func csv(_ entries: [AdviserEntry]) -> String {
    let rows = entries.map { entry in
      [
        entry.id, entry.name, entry.role.rawValue,
        entry.languages.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.rawValue)" }.joined(separator: " "),
        (entry.specialisms ?? []).joined(separator: " "),
      ] + Weekday.allCases.map { (entry.roster[$0.rawValue] ?? []).joined(separator: " ") }
    }
    return ([columns] + rows).map(CSVTable.line).joined(separator: "\r\n") + "\r\n"
  }

  // MARK: - YAML

  private mutating func readYAML(_ text: String) throws -> [RosterFaults.Fault] {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch let error as YamlError {
      throw Failed(.refused, "\(file): isn't YAML: \(error)")
    }
    guard let nodes = root?["advisers"]?.sequence else {
      return [.init(line: 1, reason: "must hold a list: advisers")]
    }
    var faults: [RosterFaults.Fault] = []
    for node in nodes {
      let line = node.mark?.line ?? 1
      do {
        take(try YAMLDecoder().decode(AdviserEntry.self, from: node), line: line, &faults) { Self.line($0, in: node) }
      } catch let error as DecodingError {
        faults.append(.init(line: Self.line(Self.path(error), in: node), reason: Self.reason(error)))
      } catch { faults.append(.init(line: line, reason: "can't be read")) }
    }
    return faults
  }

  /// The line of "roster.mon" in an entry, or of as much of it as there is.
  private static func line(_ path: [String], in node: Node) -> Int {
    var found = node
    for key in path {
      guard let mapping = found.mapping, let pair = mapping.first(where: { $0.key.string == key }) else { break }
      found = pair.value
      if key == path.last { return pair.key.mark?.line ?? pair.value.mark?.line ?? 1 }
    }
    return found.mark?.line ?? node.mark?.line ?? 1
  }

  private static func path(_ error: DecodingError) -> [String] {
    switch error {
    case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      context.codingPath.map(\.stringValue)
    @unknown default: []
    }
  }

  private static func reason(_ error: DecodingError) -> String {
    let path = path(error).joined(separator: ".")
    if case .keyNotFound(let key, _) = error { return "\(key.stringValue) is missing" }
    return path.isEmpty ? "is no entry" : "\(path) isn't right"
  }

  // MARK: - What can be told without the desk

  /// - Parameter place: the line of a key of the entry.
  private mutating func take(
    _ entry: AdviserEntry, line: Int, _ faults: inout [RosterFaults.Fault], at place: ([String]) -> Int
  ) {
    entries.append(entry)
    lines.append(line)
    if entries.dropLast().contains(where: { $0.id == entry.id }) {
      faults.append(.init(line: line, reason: "\(entry.id) is there twice"))
    }
    if entry.languages.isEmpty {
      faults.append(.init(line: place(["languages"]), reason: "\(entry.id) speaks no language"))
      return
    }
    do throws(Refusal) {
      _ = try entry.adviser(at: "", languages: Languages(codes: Array(entry.languages.keys)), zone: .gmt)
    } catch {
      guard case .invalid(let field) = error else { return }
      let path = field.prefix { $0 != ":" }.split(separator: ".").map(String.init)
      faults.append(.init(line: place(path), reason: "\(entry.id): \(field.drop { $0 == "." }) isn't right"))
    }
  }
}

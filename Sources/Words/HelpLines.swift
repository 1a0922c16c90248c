import Desk
import Foundation
import Yams

/// What is wrong with a file that the configuration names, and in which line.
package struct HelpFault: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let line: Int
  package let reason: String
  package var description: String { "\(file):\(line): \(reason)" }
}

/// `help.yaml`: whom somebody in danger can phone.
package enum HelpLines {
  private static let keys: Set<String> = [
    "id", "kind", "name", "phone", "hours", "free", "source", "verifiedOn",
  ]

  /// - Parameter zone: of the hours.
  /// - Throws: `HelpFault`.
  package static func read(_ file: URL, zone: TimeZone) throws -> [HelpLine] {
    let name = file.lastPathComponent
    let root: Node?
    do { root = try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8)) } catch let error as YamlError {
      throw HelpFault(file: name, line: 1, reason: "isn't YAML: \(error)")
    } catch { throw HelpFault(file: name, line: 1, reason: "can't be read") }
    guard let root, let entries = root.sequence, !entries.isEmpty else {
      throw HelpFault(file: name, line: 1, reason: "must be a list")
    }
    var lines: [HelpLine] = []
    for node in entries {
      let entry = Entry(node: node, file: name)
      let line = try entry.line(zone)
      if lines.contains(where: { $0.id == line.id }) { throw entry.fault("id", "\(line.id) is there twice") }
      lines.append(line)
    }
    guard lines.contains(where: { $0.kind == .danger && $0.hours == nil }) else {
      throw HelpFault(file: name, line: 1, reason: "names nobody of the kind danger who is there day and night")
    }
    return lines
  }

  private struct Entry {
    let node: Node
    let file: String

    func fault(_ key: String, _ reason: String) -> HelpFault {
      let line = (node.mapping?[key]?.mark ?? node.mark)?.line ?? 1
      return HelpFault(file: file, line: line, reason: "\(key): \(reason)")
    }

    func text(_ key: String) throws -> String? {
      guard let value = node.mapping?[key] else { return nil }
      guard let text = value.scalar?.string.trimmingCharacters(in: .whitespaces), !text.isEmpty, isClean(text) else {
        throw fault(key, "must be a text of one line")
      }
      return text
    }

    private func isClean(_ text: String) -> Bool {
      !text.unicodeScalars.contains { $0.properties.generalCategory == .control || $0.properties.isBidiControl }
    }

    func needed(_ key: String) throws -> String {
      guard let text = try text(key) else { throw fault(key, "is missing") }
      return text
    }

    func line(_ zone: TimeZone) throws -> HelpLine {
      guard let mapping = node.mapping else { throw fault("id", "is missing") }
      for key in mapping.keys where !HelpLines.keys.contains(key.string ?? "") {
        throw HelpFault(file: file, line: key.mark?.line ?? 1, reason: "\(key.string ?? "?") is not known")
      }
      guard let kind = HelpLine.Kind(rawValue: try needed("kind")) else {
        throw fault("kind", "must be one of \(HelpLine.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      let phone = try needed("phone")
      guard phone.wholeMatch(of: /\+?[0-9][0-9 -]{1,20}/) != nil else {
        throw fault("phone", "must be a telephone number")
      }
      guard let day = Day(try needed("verifiedOn")) else { throw fault("verifiedOn", "must be YYYY-MM-DD") }
      guard let free = Bool(try needed("free")) else { throw fault("free", "must be true or false") }
      return HelpLine(
        id: try needed("id"), kind: kind, name: try text("name"), phone: phone, hours: try hours(zone), isFree: free,
        source: try needed("source"), verifiedOn: day)
    }

    private func hours(_ zone: TimeZone) throws -> WeeklyHours? {
      guard let value = node.mapping?["hours"] else { throw fault("hours", "is missing") }
      if value.scalar?.string == "always" { return nil }
      guard let days = value.mapping else { throw fault("hours", "must be always, or hours for each day") }
      var parts: [Weekday: [DayPart]] = [:]
      for (key, stretches) in days {
        guard let day = Weekday(rawValue: key.string ?? "") else {
          throw fault("hours", "\(key.string ?? "?") is no day")
        }
        parts[day] = try (stretches.sequence ?? []).map { stretch in
          guard let part = DayPart(stretch.string ?? "") else { throw fault("hours", "must be HH:MM-HH:MM") }
          return part
        }
      }
      let week = WeeklyHours(parts, zone: zone)
      if week.parts.isEmpty { throw fault("hours", "name no hour at all") }
      return week
    }
  }
}

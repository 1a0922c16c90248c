import Desk
import Foundation
import Yams

/// The file of issues: the list, and what clients call each in their language. Checked whole when read.
package struct IssueWords: Sendable {
  package let list: IssueList
  /// Code to language to words.
  private let labels: [String: [String: String]]

  /// - Parameter languages: those the desk offers; every issue has words in each.
  package init(file: URL, languages: [String]) throws(PhraseFaults) {
    var faults: [String] = []
    let root = Self.root(file, &faults)
    var issues: [IssueList.Issue] = []
    var labels: [String: [String: String]] = [:]
    for (key, value) in root?["issues"]?.mapping.map(Array.init) ?? [] {
      let code = key.string ?? ""
      if code.wholeMatch(of: /[a-z_]{1,40}(\.[a-z_]{1,40})?/) == nil {
        faults.append("\(code): isn't area or area.detail")
      }
      if labels[code] != nil { faults.append("\(code): stands twice") }
      issues.append(Self.issue(code, value, &faults))
      labels[code] = Self.labels(code, value, languages, &faults)
    }
    let version = root?["version"]?.string ?? ""
    if version.isEmpty { faults.append("version: is missing") }
    for code in IssueCode.known.sorted() where labels[code] == nil { faults.append("\(code): is missing") }
    if !faults.isEmpty { throw PhraseFaults(faults: faults.map { "\(file.lastPathComponent): " + $0 }) }
    list = IssueList(version: version, issues: issues)
    self.labels = labels
  }

  /// In a language without words for it the code itself: no other language, which its reader may not know.
  package func label(_ code: IssueCode, in language: String) -> String { labels[code.code]?[language] ?? code.code }

  private static func root(_ file: URL, _ faults: inout [String]) -> Node? {
    do {
      let root = try Yams.compose(yaml: String(contentsOf: file, encoding: .utf8))
      if root?.mapping == nil { faults.append("holds no issues") }
      return root
    } catch {
      faults.append("can't be read")
      return nil
    }
  }

  private static func issue(_ code: String, _ node: Node, _ faults: inout [String]) -> IssueList.Issue {
    let keys = ["areas", "list", "urgency", "form", "labels"]
    for key in node.mapping?.keys.compactMap(\.string) ?? [] where !keys.contains(key) {
      faults.append("\(code): \(key): is not known")
    }
    let areas = node["areas"]?.sequence?.compactMap(\.string) ?? []
    if areas.isEmpty { faults.append("\(code): areas: is missing") }
    let urgency = node["urgency"]?.string.flatMap(Urgency.init(rawValue:))
    if node["urgency"] != nil && urgency == nil { faults.append("\(code): urgency: must be now, soon or normal") }
    return .init(
      code: .stored(code), areas: areas, international: node["list"]?.string, urgency: urgency,
      onForm: node["form"]?.bool ?? false)
  }

  private static func labels(_ code: String, _ node: Node, _ languages: [String], _ faults: inout [String])
    -> [String: String]
  {
    var labels: [String: String] = [:]
    for (language, text) in node["labels"]?.mapping.map(Array.init) ?? [] {
      labels[language.string ?? ""] = text.string
    }
    for language in languages where labels[language, default: ""].allSatisfy(\.isWhitespace) {
      faults.append("\(code): labels: \(language): is missing")
    }
    return labels
  }
}

import Desk
import Foundation
import Testing
import Words

@Suite struct `The file of issues` {
  private let languages = ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"]
  private let shipped: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appending(path: "config/issues.yaml")
  }()

  @Test func `has words for every code in every language, and an area of law for each`() throws {
    let issues = try IssueWords(file: shipped, languages: languages)
    #expect(Set(issues.list.issues.map(\.code.code)).isSuperset(of: IssueCode.known))
    #expect(issues.list.version == "2026-11")
    for issue in issues.list.issues {
      #expect(!issue.areas.isEmpty, "\(issue.code)")
      let words = languages.map { issues.label(issue.code, in: $0) }
      #expect(!words.contains(issue.code.code), "\(issue.code)")
    }
    #expect(issues.label(.stored("debt"), in: "nl") == "Schulden")
    #expect(issues.list["housing.homeless"]?.urgency == .now && issues.list["tax"]?.urgency == nil)
    #expect(issues.list["employment.sickness"]?.areas == ["Arbeidsrecht", "Sociale verzekeringen"])
  }

  @Test(arguments: [
    ("  tax:\n", "  taxes:\n", "tax: is missing"), ("version: \"2026-11\"", "", "version: is missing"),
    ("      nl: \"Schulden\"", "", "debt: labels: nl: is missing"),
    ("urgency: now", "urgency: at once", "urgency: must be"),
    ("    list: MO-09", "    lists: MO-09", "tax: lists: is not known"),
    ("    areas: [\"Fiscaal recht\"]", "", "tax: areas: is missing"), ("  tax:\n", "  Tax law:\n", "Tax law: isn't"),
  ])
  func `is refused whole when something is wrong`(from: String, to: String, fault: String) throws {
    let text = try String(contentsOf: shipped, encoding: .utf8)
    let wrong = FileManager.default.temporaryDirectory.appending(path: "issues-\(UUID().uuidString).yaml")
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: wrong) } }
    #expect(text.contains(from))
    try text.replacing(from, with: to, maxReplacements: 1).write(to: wrong, atomically: true, encoding: .utf8)
    #expect {
      _ = try IssueWords(file: wrong, languages: languages)
    } throws: { "\($0)".contains(fault) }
  }
}

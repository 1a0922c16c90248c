import Foundation
import Testing

@Suite struct `House rules` {
  @Test(arguments: Rule.all)
  func `hold in every file`(rule: Rule) throws {
    let findings = try Tree.files().flatMap(rule.findings)
    #expect(findings.isEmpty, "\(findings.map(\.description).joined(separator: "\n"))")
  }

  @Test func `are read from the right folder`() throws {
    let paths = Set(try Tree.files().map(\.path))
    #expect(paths.contains("Sources/Terminal/Visible.swift"))
    #expect(paths.contains("Tests/TerminalTests/VisibleTests.swift"))
  }

  @Test(arguments: Allowed.clock.keys.sorted())
  func `have no exception for the clock that isn't needed`(path: String) throws {
    let file = try #require(
      try Tree.files().first { $0.path == path }, "\(path) is gone: drop its line in Allowed.swift")
    let text = file.lines.map(code(of:)).joined(separator: "\n")
    #expect(
      text.matches(#"\bDate\(\)|\bDate\.now\b|\bContinuousClock\(\)\.now"#),
      "\(path) no longer reads the clock: drop its line in Allowed.swift")
  }

  @Test(arguments: Allowed.length.keys.sorted())
  func `have no exception for length that isn't needed`(path: String) throws {
    let file = try #require(
      try Tree.files().first { $0.path == path }, "\(path) is gone: drop its line in Allowed.swift")
    #expect(file.lines.count > Rule.most, "\(path) is short now: drop its line in Allowed.swift")
  }

  @Test(arguments: Allowed.promises.keys.sorted())
  func `have no listed promise that isn't made`(path: String) throws {
    let file = try #require(
      try Tree.files().first { $0.path == path }, "\(path) is gone: drop its lines in Allowed.swift")
    let text = file.lines.map(code(of:)).joined(separator: "\n")
    for word in (Allowed.promises[path] ?? [:]).keys {
      #expect(text.contains(word), "\(path) no longer says \(word): drop its line in Allowed.swift")
    }
  }
}

/// A rule that can't go red shows nothing.
@Suite struct `Each house rule` {
  struct Sample: Sendable, CustomTestStringConvertible {
    let rule: Rule
    let path: String
    let text: String
    let broken: Bool
    var testDescription: String { "\(rule.name): \(text.prefix(40).debugDescription) in \(path)" }

    static func breaks(_ rule: Rule, _ path: String, _ text: String) -> Sample {
      Sample(rule: rule, path: path, text: text, broken: true)
    }
    static func keeps(_ rule: Rule, _ path: String, _ text: String) -> Sample {
      Sample(rule: rule, path: path, text: text, broken: false)
    }
  }

  static let long = String(repeating: "\n", count: 201)

  static let samples: [Sample] = [
    .breaks(.stations, "Sources/Intake/Meta.swift", "import Routing"),
    .breaks(.stations, "Sources/Routing/Deep/Queue.swift", "package import struct Handling.Claim"),
    .keeps(.stations, "Sources/Intake/Meta.swift", "import Storage"),
    .keeps(.stations, "Sources/Web/Doors.swift", "import Intake"),
    .keeps(.stations, "Sources/Intake/Meta.swift", "// import Routing"),
    .breaks(.database, "Sources/Access/Tokens.swift", "@preconcurrency import GRDB"),
    .keeps(.database, "Sources/Storage/Store.swift", "import GRDB"),
    .keeps(.database, "Tests/StorageTests/SyncTests.swift", "import GRDB"),
    .breaks(.database, "Sources/Web/Doors.swift", "import GRDBSQLite"),
    .breaks(.seals, "Sources/Web/CallbackRoutes.swift", "let client = try Clients.open(id, in: reader)"),
    .keeps(.seals, "Sources/Access/Reveal.swift", "let client = try Clients.open(id, in: reader)"),
    .breaks(.demoGateway, "Sources/Web/Doors.swift", "import DemoGateway"),
    .keeps(.demoGateway, "Sources/Balie/Commands/Demo.swift", "import DemoGateway"),
    .keeps(.demoGateway, "Tests/BalieTests/EndToEnd.swift", "import DemoGateway"),
    .breaks(.clock, "Sources/Desk/Callback.swift", "let now = Date()"),
    .breaks(.clock, "Sources/Desk/Callback.swift", "let now = Date.now"),
    .keeps(.clock, "Sources/Desk/Callback.swift", "let now: Date // never Date()"),
    .keeps(.clock, "Tests/DeskTests/ClaimTests.swift", "let now = Date()"),
    .breaks(.crashes, "Sources/Desk/A.swift", "let x = try! f()"),
    .breaks(.crashes, "Sources/Desk/A.swift", "let x = try? f()"),
    .breaks(.crashes, "Sources/Desk/A.swift", "default: fatalError(\"https://x\")"),
    .keeps(.crashes, "Tests/DeskTests/A.swift", "let x = try? f()"),
    .keeps(.crashes, "Sources/Desk/A.swift", "let x = try f()"),
    .breaks(.promises, "Sources/Desk/A.swift", "final class A: @unchecked Sendable {}"),
    .breaks(.promises, "Sources/Desk/A.swift", "nonisolated(unsafe) var a = 1"),
    .breaks(.promises, "Sources/Desk/A.swift", "@preconcurrency import Foundation"),
    .keeps(.promises, "Sources/Desk/A.swift", "/// Sendable without @unchecked."),
    .breaks(.names, "Sources/Desk/StringUtils.swift", ""),
    .breaks(.names, "Tests/DeskTests/Helpers.swift", ""),
    .breaks(.names, "Sources/Desk/SessionManager.swift", ""),
    .keeps(.names, "Sources/Desk/Roster.swift", ""),
    .breaks(.length, "Sources/Desk/A.swift", long),
    .keeps(.length, "Sources/Desk/A.swift", String(long.dropLast())),
    .keeps(.length, "Tests/DeskTests/A.swift", long),
    .breaks(.length, "Sources/Desk/Callback.swift", long + long + long),
    .breaks(.leftovers, "Sources/Desk/A.swift", "// TODO: later"),
    .breaks(.leftovers, "Tests/DeskTests/A.swift", "// FIXME"),
    .keeps(.leftovers, "Sources/Desk/A.swift", "// todo is Spanish for everything"),
    .breaks(.printing, "Sources/Intake/Meta.swift", "  print(name)"),
    .keeps(.printing, "Sources/Balie/Balie.swift", "print(name)"),
    .keeps(.printing, "Sources/Intake/Meta.swift", "fingerprint(name); page.print(name)"),
  ]

  @Test(arguments: samples)
  func `goes red where it should and nowhere else`(sample: Sample) {
    let findings = sample.rule.findings(Tree.File(path: sample.path, text: sample.text))
    #expect(!findings.isEmpty == sample.broken)
    for finding in findings {
      #expect(finding.place.hasPrefix(sample.path) && finding.advice.count > 20)
    }
  }

  @Test func `has a sample that breaks it and one that keeps it`() {
    for rule in Rule.all {
      let mine = Self.samples.filter { $0.rule.name == rule.name }
      #expect(mine.contains(where: \.broken) && mine.contains { !$0.broken }, "\(rule.name)")
    }
  }
}

import Foundation

/// A house rule reads one file and says what is wrong with it.
struct Rule: Sendable, CustomStringConvertible {
  let name: String
  let findings: @Sendable (Tree.File) -> [Finding]
  var description: String { name }

  /// A rule about single lines of code. `reason` says nil for a line that is as it should be.
  static func lines(
    _ name: String, _ advice: @escaping @Sendable (_ code: String, Tree.File) -> String?
  ) -> Rule {
    Rule(name: name) { file in
      file.lines.enumerated().compactMap { number, line in
        advice(code(of: line), file).map { Finding(place: "\(file.path):\(number + 1)", advice: $0) }
      }
    }
  }

  static let all: [Rule] = [
    stations, database, seals, demoGateway, clock, crashes, promises, names, length, leftovers, printing,
  ]

  /// Intake, Routing, Handling and Referring meet in Desk and Storage only.
  static let stations = lines("stations don't know one another") { code, file in
    let stations = ["Intake", "Routing", "Handling", "Referring"]
    guard let station = stations.first(where: { file.target == "Sources/\($0)" }),
      let imported = importedModule(code), imported != station, stations.contains(imported)
    else { return nil }
    return "\(station) imports \(imported). What two stations share is a value in Desk, a table in "
      + "Storage or a dispatch: move it there."
  }

  static let database = lines("GRDB stays inside Storage") { code, file in
    guard ["GRDB", "GRDBSQLite"].contains(importedModule(code) ?? ""), file.isSource, file.target != "Sources/Storage"
    else {
      return nil
    }
    return "write the query as a `Query` and ask `Store`; only Sources/Storage imports GRDB."
  }

  /// Names, numbers and texts are opened by Access (audit first), the courier and Intake.
  static let seals = lines("sealed data opens in three places") { code, file in
    let places = ["Sources/Storage", "Sources/Access", "Sources/Intake", "Sources/Outbox"]
    let openings =
      #"\b(Clients|Messages|Receipts|Dispatches)\.open\(|\bTrail\.notes\(|\bInbox\.content\(|\.openBytes\("#
    guard file.isSource, !places.contains(file.target), code.matches(openings) else { return nil }
    return "show it through `Access.Reveal`, which leaves a trace first; \(file.target) may not open sealed data."
  }

  static let demoGateway = lines("the demo gateway is for the demo and tests") { code, file in
    let allowed = ["Sources/Balie", "Sources/DemoGateway"]
    guard importedModule(code) == "DemoGateway", file.isSource, !allowed.contains(file.target)
    else { return nil }
    return "only Sources/Balie and tests import DemoGateway; take an address from the settings."
  }

  static let clock = lines("time comes from outside") { code, file in
    guard file.isSource, code.matches(#"\bDate\(\)|\bDate\.now\b|\bContinuousClock\(\)\.now"#),
      Allowed.clock[file.path] == nil
    else { return nil }
    return "take `now` as a parameter; the clock is read at the edge, and each place where it is "
      + "stands with its reason in Tests/TidyTests/Allowed.swift."
  }

  static let crashes = lines("input never ends the process, errors aren't swallowed") { code, file in
    guard file.isSource else { return nil }
    let found = [#"\btry!"#, #"\btry\?"#, #"\bfatalError\("#].first { code.matches($0) }
    guard found != nil else { return nil }
    return "throw, or `do`/`catch` and say in the catch why going on is right; no try!, try? or "
      + "fatalError in Sources."
  }

  static let promises = lines("promises to the compiler have a listed reason") { code, file in
    let words = ["@unchecked", "nonisolated(unsafe)", "@preconcurrency"]
    guard file.isSource, let word = words.first(where: code.contains),
      Allowed.promises[file.path]?[word] == nil
    else { return nil }
    return "find a form the compiler can check instead of \(word); where there is none, list the "
      + "file, the word and the reason in Tests/TidyTests/Allowed.swift."
  }

  static let names = Rule(name: "a file is called after what it does") { file in
    let empty = ["Utils", "Utilities", "Helpers", "Helper", "Common", "Manager", "Service", "Misc"]
    let stem = file.name.replacing(".swift", with: "")
    guard empty.contains(where: { stem.hasSuffix($0) }) || stem == "Extensions" else { return [] }
    return [Finding(place: file.path, advice: "name it after the activity or the thing in it.")]
  }

  static let most = 200

  static let length = Rule(name: "a file fits in the head") { file in
    let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
    let most = Allowed.length[file.path]?.most ?? most
    guard file.isSource, count > most else { return [] }
    return [
      Finding(
        place: file.path,
        advice: "\(count) lines; the most is \(most), typical is 120. Give a part with a name of its "
          + "own a file of its own.")
    ]
  }

  static let leftovers = Rule(name: "nothing is left for later in the code") { file in
    file.lines.enumerated().filter { $1.matches(#"\b(TODO|FIXME|XXX)\b"#) }.map { number, _ in
      Finding(
        place: "\(file.path):\(number + 1)", advice: "do it now, or write an issue and drop the line.")
    }
  }

  static let printing = lines("only the program speaks to the terminal") { code, file in
    guard file.isSource, file.target != "Sources/Balie",
      code.matches(#"(^|[^\w.`])(print|debugPrint|dump)\("#), !code.matches(#"\bfunc (print|dump)\("#)
    else { return nil }
    return "return the text, or log codes and ids through the logger; only Sources/Balie prints."
  }
}

/// `import struct GRDB.Row` and `@testable import GRDB` both name GRDB.
func importedModule(_ code: String) -> String? {
  let words = code.split(whereSeparator: \.isWhitespace).map(String.init)
  guard let index = words.firstIndex(of: "import"), words.prefix(index).allSatisfy(isModifier) else {
    return nil
  }
  let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias", "actor"]
  let rest = words.dropFirst(index + 1).drop { kinds.contains($0) }
  return rest.first?.split(separator: ".").first.map(String.init)
}

private func isModifier(_ word: String) -> Bool {
  word.hasPrefix("@") || ["public", "package", "internal", "private", "fileprivate"].contains(word)
}

extension String {
  func matches(_ pattern: String) -> Bool {
    range(of: pattern, options: .regularExpression) != nil
  }
}

import Foundation

/// The Swift files of this checkout, as the house rules read them.
enum Tree {
  struct File: Sendable {
    /// From the root: `Sources/Intake/Receiver.swift`.
    let path: String
    let text: String

    var lines: [String] { text.components(separatedBy: "\n") }
    var name: String { (path as NSString).lastPathComponent }
    /// `Sources/Intake` for `Sources/Intake/Channels/Meta.swift`.
    var target: String { path.split(separator: "/").prefix(2).joined(separator: "/") }
    var isSource: Bool { path.hasPrefix("Sources/") }
  }

  /// Tests/TidyTests/Tree.swift, up three.
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Everything under Sources and Tests but this target, which has to name what it forbids.
  static func files() throws -> [File] {
    let manager = FileManager.default
    var files: [File] = []
    for folder in ["Sources", "Tests"] {
      let names = try manager.subpathsOfDirectory(atPath: root.appending(path: folder).path)
      for name in names.sorted() where name.hasSuffix(".swift") {
        let path = "\(folder)/\(name)"
        guard !path.hasPrefix("Tests/TidyTests/") else { continue }
        let url = root.appending(path: path)
        files.append(File(path: path, text: try String(contentsOf: url, encoding: .utf8)))
      }
    }
    return files
  }
}

/// A line of code without its comment. A URL inside a string keeps what follows its slashes.
func code(of line: String) -> String {
  var inString = false
  var previous: Character = " "
  for index in line.indices {
    let character = line[index]
    if character == "\"", previous != "\\" { inString.toggle() }
    if !inString, character == "/", previous == "/" {
      return String(line[..<line.index(before: index)])
    }
    previous = character
  }
  return line
}

/// What a rule found, and what to do about it.
struct Finding: CustomStringConvertible, Equatable {
  let place: String
  let advice: String
  var description: String { "\(place): \(advice)" }
}

import Desk
import Foundation
import Words

/// `issues`: the file that lists what callbacks can be about, with words in every language that the desk offers.
enum IssueSettings {
  static func read(_ reader: SettingsReader, beside phrases: URL) throws -> IssueWords {
    let file =
      try reader.textIfAny("issues").map(reader.path)
      ?? phrases.deletingLastPathComponent().appending(path: "issues.yaml")
    return try read(file, languages: try languages(reader))
  }

  static func read(_ file: URL, languages: [String]) throws -> IssueWords {
    do { return try IssueWords(file: file, languages: languages) } catch {
      throw ConfigurationFault(key: "issues", reason: "\(error)")
    }
  }

  /// `desk.languages`, in the menu's order.
  static func languages(_ reader: SettingsReader) throws -> [String] {
    let codes = try reader.texts("desk.languages") ?? Languages.shipped.all.map(\.code)
    guard !codes.isEmpty, Set(codes).count == codes.count else {
      throw ConfigurationFault(key: "desk.languages", reason: "must name languages, each once")
    }
    return codes
  }
}

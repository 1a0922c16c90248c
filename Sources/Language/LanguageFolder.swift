import Foundation
import Yams

/// What the program knows of languages: the names, and the files of `config/language`.
package struct LanguageFolder: Sendable {
  package let names: LanguageNames
  let languages: [LanguageFile]
  /// Languages that aren't offered and look like one that is.
  let neighbours: [String: Neighbour]
  let signs: Signs

  struct Neighbour: Decodable, Sendable {
    let label: String
    let words: String
  }

  package var codes: [String] { languages.map(\.code) }
  package var neighbourCodes: [String] { neighbours.keys.sorted() }
  /// The issues that `signs.yaml` can suggest.
  package var issueCodes: [String] { signs.issues.keys.sorted() }

  /// Reads and checks the folder. Throws `LanguageFault` naming file and key, or what Foundation says of an
  /// unreadable file.
  /// Every language that is named in `names` must have its file.
  package init(_ folder: URL, names: LanguageNames) throws {
    self.names = names
    languages = try names.languages.map { try Self.language($0, in: folder) }
    neighbours = try Self.decode([String: Neighbour].self, "neighbours.yaml", in: folder)
      .filter { !names.languages.contains($0.key) }
    signs = try Self.decode(Signs.self, "signs.yaml", in: folder)
    try LanguageCheck(self).run()
  }

  private static func language(_ code: String, in folder: URL) throws -> LanguageFile {
    var language = try decode(LanguageFile.self, "\(code).yaml", in: folder)
    language.code = code
    return language
  }

  private static func decode<Value: Decodable>(
    _ type: Value.Type, _ file: String, in folder: URL
  ) throws -> Value {
    let data = try Data(contentsOf: folder.appending(path: file))
    do {
      return try YAMLDecoder().decode(type, from: data)
    } catch let error as DecodingError {
      let fault = LanguageNamesFault(decoding: error)
      throw LanguageFault("\(file): \(fault.key)", fault.reason)
    } catch let error as YamlError {
      throw LanguageFault(file, "is not YAML: \(error)")
    }
  }
}

/// A file of `config/language` that can't be used.
package struct LanguageFault: Error, Equatable, CustomStringConvertible {
  /// The file, and in it the key.
  package let place: String
  package let reason: String
  package var description: String { "config/language/\(place): \(reason)" }

  init(_ place: String, _ reason: String) {
    self.place = place
    self.reason = reason
  }
}

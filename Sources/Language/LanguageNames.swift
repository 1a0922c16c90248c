import Foundation

/// What languages are called, in the shape of `config/language_names.json`.
///
/// Made with a decoder, or from the file by `init(file:)`; both check the whole and throw
/// `LanguageNamesFault` naming the key that is wrong.
package struct LanguageNames: Sendable {
  let languages: [String]
  let labels: [String: String]
  let codes: [String: String]
  /// Every name of a language, in every language, spelling and script, by code.
  let names: [String: [String]]
  let otherLanguages: [String: OtherLanguage]
  /// Words that look like a name and are not one by themselves, with what else they may be.
  let doubtful: [String: String]
  let negation: [String: [String]]
  let clauseWords: [String]
  let filler: [String: [String]]
  let numberWords: [String]
  let countryHints: [CountryHint]
  let flags: [String: [String]]
  let greetings: Greetings

  struct OtherLanguage: Decodable, Sendable {
    let label: String
    let words: [String]
  }
  struct CountryHint: Decodable, Sendable {
    let words: [String]
    let candidates: [String]
  }
  /// `ask` says nothing about the language. `countsAs` is kept apart for the day whole sentences are read;
  /// until then a greeting is only passed over.
  struct Greetings: Decodable, Sendable {
    let ask: [String]
    let countsAs: [String: [String]]
    enum CodingKeys: String, CodingKey {
      case ask
      case countsAs = "counts_as"
    }
  }

  /// Reads and checks the file. Throws `LanguageNamesFault`, or what Foundation says of an unreadable file.
  package init(file: URL) throws {
    let data = try Data(contentsOf: file)
    do {
      self = try JSONDecoder().decode(LanguageNames.self, from: data)
    } catch let error as DecodingError {
      throw LanguageNamesFault(decoding: error)
    }
  }
}

/// A language names file that can't be used; `key` is the path in the JSON, as in `names.pl.in`.
package struct LanguageNamesFault: Error, Equatable, CustomStringConvertible {
  package let key: String
  package let reason: String
  package var description: String { "language names: \(key): \(reason)" }

  init(_ key: String, _ reason: String) {
    self.key = key
    self.reason = reason
  }

  init(decoding error: DecodingError) {
    let (context, missing): (DecodingError.Context?, String?) =
      switch error {
      case .keyNotFound(let key, let context): (context, key.stringValue)
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
        (context, nil)
      @unknown default: (nil, nil)
      }
    let path = (context?.codingPath.map(\.stringValue) ?? []) + (missing.map { [$0] } ?? [])
    key = path.isEmpty ? "(file)" : path.joined(separator: ".")
    reason = missing == nil ? context?.debugDescription ?? "can't be read" : "is missing"
  }
}

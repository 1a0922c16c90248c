import Foundation

/// A language as clients see it: its code, its own name, and its tag for pages and templates.
package struct PhraseLanguage: Equatable, Sendable {
  package let code: String
  package let label: String
  package let bcp47: String
}

/// What clients read, in every language, from a folder of files. Checked whole when made.
package struct Phrases: Sendable {
  /// The offered languages, in the order of the menu (`languages.yaml`).
  package let languages: [PhraseLanguage]
  /// Language code to key to text. Holds the languages not offered too: an older callback may be in one.
  private let texts: [String: [String: PhraseText]]

  /// Reads `languages.yaml` and one file for each language in it. `languages`: the codes the desk offers.
  /// Throws every fault of the folder at once.
  package init(folder: URL, languages offered: [String]) throws(PhraseFaults) {
    var reading = PhraseFolder(folder)
    reading.read()
    reading.check(offered: offered)
    if !reading.faults.isEmpty { throw PhraseFaults(faults: reading.faults) }
    languages = reading.languages.filter { offered.contains($0.code) }
    texts = reading.texts
  }

  package func text(_ key: PhraseKey, in language: String) -> String {
    text(key.rawValue, [:], language)
  }

  package func text(_ phrase: FilledPhrase, in language: String) -> String {
    text(phrase.key, phrase.values, language)
  }

  /// A language without a file is our mistake, made visible as a mark: not silently another language,
  /// which the client might not read either, and not a crash.
  private func text(_ key: String, _ values: [String: String], _ language: String) -> String {
    texts[language]?[key]?.filled(with: values) ?? "[\(key) \(language)]"
  }
}

/// All that is wrong with a folder of phrases, each with its file and, where there is one, its key.
package struct PhraseFaults: Error, Equatable, CustomStringConvertible {
  package let faults: [String]
  package var description: String { faults.joined(separator: "\n") }
}

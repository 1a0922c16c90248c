import Foundation

extension LanguageNames: Decodable {
  private enum CodingKeys: String, CodingKey {
    case languages, codes, names, doubtful, negation, filler, flags, greetings
    case labels = "picker_label"
    case otherLanguages = "other_languages"
    case clauseWords = "clause_words"
    case numberWords = "number_words"
    case countryHints = "country_hints"
  }

  /// One language's names: in the twelve, in Latin letters, and as people misspell them.
  private struct Spellings: Decodable {
    let `in`: [String: [String]]
    let latin_transliterations: [String: [String]]
    let misspellings: [String]
    var all: [String] {
      `in`.values.flatMap { $0 } + latin_transliterations.values.flatMap { $0 } + misspellings
    }
  }

  package init(from decoder: any Decoder) throws {
    let file = try decoder.container(keyedBy: CodingKeys.self)
    languages = try file.decode([String].self, forKey: .languages)
    labels = try file.decode([String: String].self, forKey: .labels)
    codes = try file.decode([String: String].self, forKey: .codes)
    let spellings = try file.decode([String: Spellings].self, forKey: .names)
    names = spellings.mapValues(\.all)
    otherLanguages = try file.decode([String: OtherLanguage].self, forKey: .otherLanguages)
    doubtful = try file.decode([String: String].self, forKey: .doubtful)
    negation = try file.decode([String: [String]].self, forKey: .negation)
    clauseWords = try file.decode([String].self, forKey: .clauseWords)
    filler = try file.decode([String: [String]].self, forKey: .filler)
    numberWords = try file.decode([String].self, forKey: .numberWords)
    countryHints = try file.decode([CountryHint].self, forKey: .countryHints)
    flags = try file.decode([String: [String]].self, forKey: .flags)
    greetings = try file.decode(Greetings.self, forKey: .greetings)
    try checkLanguages(spellings.mapValues { Set($0.in.keys) })
    try checkWords()
  }

  /// Every language has a label and is named in every language; nothing points to a language that isn't there.
  private func checkLanguages(_ namedIn: [String: Set<String>]) throws(LanguageNamesFault) {
    if languages.isEmpty { throw LanguageNamesFault("languages", "is empty") }
    for code in languages {
      if (labels[code] ?? "").isEmpty { throw LanguageNamesFault("picker_label.\(code)", "is missing") }
      guard let named = namedIn[code] else { throw LanguageNamesFault("names.\(code)", "is missing") }
      for other in languages where !named.contains(other) {
        throw LanguageNamesFault("names.\(code).in.\(other)", "is missing")
      }
    }
    for code in names.keys.sorted() where !languages.contains(code) {
      throw LanguageNamesFault("names.\(code)", "is not in languages")
    }
    for (word, code) in codes.sorted(by: { $0.key < $1.key }) where !languages.contains(code) {
      throw LanguageNamesFault("codes.\(word)", "'\(code)' is not in languages")
    }
    for (flag, candidates) in flags.sorted(by: { $0.key < $1.key }) {
      if flag.count != 1 || !flag.allSatisfy(\.isFlag) {
        throw LanguageNamesFault("flags.\(flag)", "is not a flag")
      }
      for code in candidates where !languages.contains(code) {
        throw LanguageNamesFault("flags.\(flag)", "'\(code)' is not in languages")
      }
    }
  }

  /// No list holds a word that vanishes when folded: it would match everywhere.
  private func checkWords() throws(LanguageNamesFault) {
    var lists: [(key: String, words: [String])] = names.map { ("names.\($0)", $1) }
    lists += otherLanguages.map { ("other_languages.\($0)", $1.words) }
    lists += negation.map { ("negation.\($0)", $1) } + filler.map { ("filler.\($0)", $1) }
    lists += greetings.countsAs.map { ("greetings.counts_as.\($0)", $1) }
    lists += countryHints.indices.map { ("country_hints.\($0)", countryHints[$0].words) }
    lists += [
      ("doubtful", doubtful.keys.sorted()), ("clause_words", clauseWords), ("number_words", numberWords),
      ("greetings.ask", greetings.ask),
    ]
    for list in lists.sorted(by: { $0.key < $1.key }) {
      for word in list.words where FoldedText.tokens(of: word).isEmpty {
        throw LanguageNamesFault(list.key, "'\(word)' has no letters")
      }
    }
    try checkNoNameMeansTwo()
  }

  private func checkNoNameMeansTwo() throws(LanguageNamesFault) {
    var owner: [[String]: String] = [:]
    let all = names.map { ($0, $1) } + otherLanguages.map { ($0, $1.words) }
    for (code, words) in all.sorted(by: { $0.0 < $1.0 }) {
      for word in words {
        let key = FoldedText.tokens(of: word)
        if let other = owner[key], other != code {
          throw LanguageNamesFault("names.\(code)", "'\(word)' is also a name of '\(other)'")
        }
        owner[key] = code
      }
    }
  }
}

/// Reads in which language a client wants to be called. Never guesses: asking costs one message, a wrong guess costs
/// the call.
///
/// A language that is asked for by name decides. Names of others' languages, of a letter's, and negated ones don't;
/// then the language decides in which the message is written, if that is beyond doubt.
package struct LanguageReader: Sendable {
  private let names: LanguageNames
  private let offered: Set<String>
  private let lexicon: Lexicon
  let sentences: SentenceReader
  private let stems: Stems
  private let known: Set<String>
  private let bridges: Set<String>
  private let only: Set<String>
  private let labels: [String: String]

  /// - Parameter offered: codes a client can choose, a subset of what the folder knows.
  package init(_ folder: LanguageFolder, offered: [String]) {
    names = folder.names
    self.offered = Set(offered)
    lexicon = Lexicon(folder.names)
    let host = folder.languages.flatMap(\.host)
    sentences = SentenceReader(
      folder, passedOver: Set((folder.names.greetings.ask + host).flatMap(FoldedText.tokens)))
    stems = Stems(folder.languages, refusals: folder.names.negation)
    known = Set(folder.languages.map(\.code))
    bridges = Set(folder.languages.filter { $0.bridge > 0 }.map(\.code))
    only = Set(folder.languages.flatMap { $0.time["only"] ?? [] }.flatMap(FoldedText.tokens))
    labels = folder.neighbours.mapValues(\.label)
  }

  package func read(_ text: String) -> LanguageReading { read(text, written: sentences.read(text)) }

  func read(_ text: String, written: SentenceReader.Reading) -> LanguageReading {
    let clauses = FoldedText(text).clauses
    // A code counts only as the whole message: "de", "en" and "es" are words elsewhere.
    if clauses.count == 1, clauses[0].count == 1, let code = names.codes[clauses[0][0]] {
      return decision([code: [clauses[0][0]]], rule: "the code alone")
    }
    let isShort = clauses.joined().count <= 6
    let mentions = Mentions(clauses, lexicon: lexicon, stems: choice(for: written)) {
      isShort && !sentences.model.isListed($0)
    }
    if mentions.unknownWords == 0 { return named(alone: mentions, written) }
    let asked = asked(in: mentions)
    // Whoever writes well in a language of the desk isn't sent away for naming another.
    if asked.count == 1, asked.keys.allSatisfy({ !offered.contains($0) }), case .written(let code, _, _) = written,
      offered.contains(code)
    {
      return reading(of: written, mentions)
    }
    let besides = mentions.names.filter { $0.role == .mentioned && !$0.isNegated && asked[$0.code] == nil }
    if asked.count == 1, besides.isEmpty || clauses.joined().count > 8 {
      return decision(asked, rule: "asked for by name")
    }
    if asked.count == 1 { return .unclear(because: ["more than one named"]) }
    if asked.count > 1 {
      if case .written(let code, _, _) = written, asked[code] != nil {
        return decision([code: asked[code] ?? []], rule: "asked for by name, and written in it")
      }
      return decision(asked, rule: "")
    }
    return reading(of: written, mentions)
  }

  /// The languages named in a text about somebody, in the order of their first mention; not those that are negated.
  package func named(in text: String) -> [String] {
    let mentions = Mentions(FoldedText(text).clauses, lexicon: lexicon, stems: choice(for: sentences.read(text))) { _ in
      false
    }
    var codes: [String] = []
    for name in mentions.names where !name.isNegated && offered.contains(name.code) && !codes.contains(name.code) {
      codes.append(name.code)
    }
    return codes
  }

  /// Is it one of those that many people speak beside their own: English, Dutch?
  package func isBridge(_ code: String) -> Bool { bridges.contains(code) }

  /// The stems of the language it is written in and of the bridges; of all languages when that isn't clear.
  func choice(for written: SentenceReader.Reading) -> StemChoice {
    guard case .written(let code, _, _) = written, known.contains(code) else {
      return StemChoice(stems, of: known, only: only)
    }
    return StemChoice(stems, of: bridges.union([code]), only: only)
  }

  /// Those the folder knows, in the order of their codes.
  var all: [String] { known.sorted() }

  func hits(in words: [String], of code: String) -> [Stems.Hit] { stems.hits(in: words, of: [code]) }

  // MARK: - By name

  /// Nothing but names and what is said around them.
  private func named(alone mentions: Mentions, _ written: SentenceReader.Reading) -> LanguageReading {
    if mentions.names.isEmpty {
      if !mentions.doubts.isEmpty { return .unclear(because: mentions.doubts) }
      if case .written(let code, _, _) = written, bridges.contains(code) {
        return .unclear(because: ["nothing named, in words that everybody knows"])
      }
      return reading(of: written, mentions)
    }
    if !mentions.doubts.isEmpty { return .unclear(because: mentions.doubts) }
    if mentions.hasStrayNegation { return .unclear(because: ["a negation that reaches no name"]) }
    let asked = asked(in: mentions, orFlags: true)
    if asked.isEmpty {
      let negated = Set(mentions.names.filter(\.isNegated).map(\.code))
      if !negated.isEmpty, case .written(let code, _, _) = written, !negated.contains(code),
        !bridges.contains(code)
      {
        return reading(of: written, mentions)
      }
      return .unclear(because: mentions.names.map { ($0.isNegated ? "negated: " : "somebody else's: ") + $0.code })
    }
    return decision(asked, rule: "a name alone")
  }

  /// The languages asked for, with the words; the preferred one alone when there is one.
  private func asked(in mentions: Mentions, orFlags: Bool = false) -> [String: [String]] {
    let negated = Set(mentions.names.filter(\.isNegated).map(\.code))
    let asked = mentions.names.filter { name in
      !name.isNegated && !negated.contains(name.code) && (name.role == .asked || orFlags && name.role == .flag)
    }
    let codes = Dictionary(grouping: asked, by: \.code).mapValues { $0.map(\.words) }
    let preferred = Set(asked.filter(\.isPreferred).map(\.code))
    guard codes.count > 1, preferred.count == 1 else { return codes }
    return codes.filter { preferred.contains($0.key) }
  }

  private func decision(_ chosen: [String: [String]], rule: String) -> LanguageReading {
    guard let (code, words) = chosen.first else { return .unclear(because: ["nothing named"]) }
    guard chosen.count == 1 else {
      return .unclear(because: ["more than one named: " + chosen.keys.sorted().joined(separator: ", ")])
    }
    if offered.contains(code) { return .named(code: code, words: words, rule: rule) }
    return .notOffered(name: label(code))
  }

  private func label(_ code: String) -> String {
    names.labels[code] ?? names.otherLanguages[code]?.label ?? labels[code] ?? code
  }

  // MARK: - By what it is written in

  private func reading(of written: SentenceReader.Reading, _ mentions: Mentions) -> LanguageReading {
    switch written {
    case .unclear(let reason):
      let flags = asked(in: mentions, orFlags: true)
      if flags.count == 1 { return decision(flags, rule: "a flag") }
      return .unclear(because: mentions.countries.map { "a country only: \($0.words)" } + [reason])
    case .written(let code, let length, let words):
      if let doubt = doubt(about: code, length: length, mentions) { return .unclear(because: [doubt]) }
      guard offered.contains(code) else { return .notOffered(name: label(code)) }
      return .named(code: code, words: words, rule: "written in it")
    }
  }

  /// What speaks against the language a message is written in.
  private func doubt(about code: String, length: Int, _ mentions: Mentions) -> String? {
    if mentions.names.contains(where: {
      $0.isNegated && $0.code == code && (bridges.contains(code) || $0.role == .asked)
    }) {
      return "written in \(code), which it negates"
    }
    // The country everybody came to says nothing.
    let ofOthers = mentions.countries.contains { country in
      !country.candidates.contains(code) && bridges.isDisjoint(with: country.candidates)
    }
    if length <= 5, ofOthers || !mentions.doubts.isEmpty { return "a country or people named" }
    if length <= 4, bridges.contains(code),
      mentions.names.contains(where: { $0.role == .topic || $0.role == .mentioned })
    {
      return "a language named, and little else"
    }
    return nil
  }
}

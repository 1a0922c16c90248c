/// Reads which language a client names when asked. Never guesses: asking again costs one message,
/// a wrong guess costs the call.
///
/// For now only *names of languages* count. Whole sentences in an unnamed language come later: they join
/// in `read`, where a text is found `unclear` because nothing in it is a name.
package struct LanguageReader: Sendable {
  private let names: LanguageNames
  private let offered: Set<String>
  private let lexicon: Lexicon

  /// `offered`: codes a client can choose, a subset of what the names know.
  package init(names: LanguageNames, offered: [String]) {
    self.names = names
    self.offered = Set(offered)
    lexicon = Lexicon(names)
  }

  package func read(_ text: String) -> LanguageReading {
    let clauses = FoldedText(text).clauses
    // A code counts only as the whole message: "de", "en" and "es" are words elsewhere.
    if clauses.count == 1, clauses[0].count == 1, let code = names.codes[clauses[0][0]] {
      return decision([code: [clauses[0][0]]], rule: "the code alone")
    }
    var found = Findings()
    for clause in clauses { found.take(clause, lexicon) }
    return reading(of: found)
  }

  private func reading(of found: Findings) -> LanguageReading {
    if found.unknownWords > 0 {
      return .unclear(because: ["more than a name: \(found.unknownWords) other words"])
    }
    if !found.doubts.isEmpty { return .unclear(because: found.doubts) }
    if found.strayNegation { return .unclear(because: ["a negation that reaches no name"]) }
    let chosen = found.named.filter { !found.negated.contains($0.key) }
    if chosen.isEmpty, !found.negated.isEmpty {
      return .unclear(because: found.negated.sorted().map { "negated: \($0)" })
    }
    return decision(chosen, rule: "a name alone", hints: found.countries)
  }

  private func decision(
    _ chosen: [String: [String]], rule: String, hints: [String] = []
  ) -> LanguageReading {
    guard let (code, words) = chosen.first else {
      return .unclear(because: hints.isEmpty ? ["nothing named"] : hints.map { "a country only: \($0)" })
    }
    guard chosen.count == 1 else {
      return .unclear(because: ["more than one named: " + chosen.keys.sorted().joined(separator: ", ")])
    }
    if offered.contains(code) { return .named(code: code, words: words, rule: rule) }
    return .notOffered(name: names.labels[code] ?? names.otherLanguages[code]?.label ?? code)
  }
}

/// What was met in a message, clause by clause.
private struct Findings {
  /// Code to the words that named it.
  var named: [String: [String]] = [:]
  var negated: Set<String> = []
  var countries: [String] = []
  var doubts: [String] = []
  var unknownWords = 0
  var strayNegation = false

  mutating func take(_ clause: [String], _ lexicon: Lexicon) {
    var rest = clause[...]
    var names: [(code: String, words: String)] = []
    var negations = 0
    while !rest.isEmpty {
      guard let match = lexicon.match(rest) else {
        unknownWords += 1
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst(match.length)
      switch match.meaning {
      case .name(let code): names.append((code, match.words))
      case .doubtful(let doubt): doubts.append("\(match.words): \(doubt)")
      case .country: countries.append(match.words)
      case .negation: negations += 1
      case .passedOver: break
      case .endOfClause:
        settle(names, negations)
        (names, negations) = ([], 0)
      }
    }
    settle(names, negations)
  }

  /// "polski nie angielski" and "Rusça değil Türkçe" negate different sides, and commas are often left out:
  /// a clause with a negation is understood only when it holds one language.
  private mutating func settle(
    _ names: [(code: String, words: String)], _ negations: Int
  ) {
    for (code, words) in names { named[code, default: []].append(words) }
    guard negations > 0 else { return }
    let codes = Set(names.map(\.code))
    if codes.count == 1 { negated.formUnion(codes) } else { strayNegation = true }
  }
}

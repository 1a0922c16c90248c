/// All words of `LanguageNames` by their folded tokens, each with the one meaning that counts.
struct Lexicon: Sendable {
  enum Meaning: Equatable {
    case name(code: String)
    case doubtful(String)
    /// What people of it may speak.
    case country([String])
    case negation
    case endOfClause
    case passedOver
  }

  struct Match: Equatable {
    let meaning: Meaning
    let words: String
    let length: Int
  }

  private var meanings: [[String]: Meaning] = [:]
  private var longest = 1
  /// Names of one word by their first letter.
  private var singleNames: [Character: [(name: [UInt32], code: String)]] = [:]

  /// Later entries win, so this goes from what is passed over to what decides; a word of doubt beats a name.
  init(_ names: LanguageNames) {
    let greetings = names.greetings.ask + names.greetings.countsAs.values.flatMap { $0 }
    for word in greetings + names.filler.values.flatMap({ $0 }) { add(word, .passedOver) }
    for word in names.numberWords where meanings[FoldedText.tokens(of: word)] == nil {
      add(word, .passedOver)
    }
    for word in names.clauseWords { add(word, .endOfClause) }
    for word in names.negation.values.flatMap({ $0 }) { add(word, .negation) }
    for (code, words) in names.names { for word in words { add(word, .name(code: code)) } }
    for (code, other) in names.otherLanguages {
      for word in other.words + [other.label] { add(word, .name(code: code)) }
    }
    for hint in names.countryHints {
      for word in hint.words {
        // "Polska" is the country in Polish and the language in Latinised Ukrainian; "holland" likewise.
        if case .name = meanings[FoldedText.tokens(of: word)] {
          add(word, .doubtful("a country, or its language"))
        } else {
          add(word, .country(hint.candidates))
        }
      }
    }
    for (flag, candidates) in names.flags {
      switch candidates.count {
      case 0: add(flag, .country([]))
      case 1: add(flag, .name(code: candidates[0]))
      case _: add(flag, .doubtful("a flag of several languages"))
      }
    }
    for (word, doubt) in names.doubtful { add(word, .doubtful(doubt)) }
  }

  /// The longest known sequence at the head of `tokens`; nil for a word we don't know.
  func match(_ tokens: ArraySlice<String>) -> Match? {
    for length in stride(from: min(longest, tokens.count), through: 1, by: -1) {
      let words = Array(tokens.prefix(length))
      if let meaning = meanings[words] {
        return Match(meaning: meaning, words: words.joined(separator: " "), length: length)
      }
    }
    guard let first = tokens.first, let character = first.first else { return nil }
    if character.isDecimalDigit { return Match(meaning: .passedOver, words: first, length: 1) }
    if character.isFlag { return Match(meaning: .country([]), words: first, length: 1) }
    return nil
  }

  /// The language whose name the word misspells: one letter off, two in a long word; nil when it may be two.
  func misspelt(_ word: String) -> String? {
    guard word.count >= 5, let first = word.first, meanings[[word]] == nil else { return nil }
    let most = word.count >= 7 ? 2 : 1
    var found: (distance: Int, codes: Set<String>) = (most, [])
    let letters = word.unicodeScalars.map(\.value)
    for (name, code) in singleNames[first] ?? [] where abs(name.count - letters.count) <= most {
      let distance = Spelling.distance(letters, name, most: found.distance)
      if distance < found.distance {
        found = (distance, [code])
      } else if distance == found.distance {
        found.codes.insert(code)
      }
    }
    return found.codes.count == 1 ? found.codes.first : nil
  }

  private mutating func add(_ word: String, _ meaning: Meaning) {
    let key = FoldedText.tokens(of: word)
    meanings[key] = meaning
    longest = max(longest, key.count)
    if case .name(let code) = meaning, key.count == 1, key[0].count >= 5, let first = key[0].first {
      singleNames[first, default: []].append((key[0].unicodeScalars.map(\.value), code))
    }
  }
}

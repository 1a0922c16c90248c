import Foundation

/// How likely each word of a message is in each language: a known word by its place in the language's list, any
/// other by its letters.
struct WordModel: Sendable {
  /// A language as it is written in one way: Bulgarian in Cyrillic and Bulgarian in Latin letters are two.
  struct Variety: Sendable {
    let code: String
    let words: [(word: String, likelihood: Float)]
  }

  let codes: [String]
  private let letters: LetterModel
  private var rows: [String: Int] = [:]
  private var known: [Float] = []
  private let stems: StemBits
  /// For each letter beyond ASCII a 1 at the varieties that don't write it.
  private var strangers: [Unicode.Scalar: [Float]] = [:]
  private let allStrange: [Float]

  private static let unknown: Float = -99
  /// The share of words that stand in no list.
  private static let otherWords: Float = 0.15
  /// No single word counts for more than this against a language (a logarithm).
  private static let cap: Float = 7

  init(_ folder: LanguageFolder) {
    var varieties: [Variety] = []
    for language in folder.languages { varieties += Self.varieties(of: language) }
    for (code, neighbour) in folder.neighbours.sorted(by: { $0.key < $1.key }) {
      varieties.append(Self.variety(code, WordTokens.words(of: neighbour.words).map(\.text)))
    }
    codes = varieties.map(\.code)
    letters = LetterModel(varieties.map { $0.words.map { ($0.word, 1) } })
    stems = StemBits(folder.languages, codes)
    allStrange = Array(repeating: 1, count: varieties.count)
    for (index, variety) in varieties.enumerated() {
      add(variety, at: index)
      for letter in Set(variety.words.flatMap(\.word.unicodeScalars)) where letter.value > 0x7F {
        strangers[letter, default: allStrange][index] = 0
      }
    }
  }

  private mutating func add(_ variety: Variety, at index: Int) {
    for (word, likelihood) in variety.words {
      if let start = rows[word] {
        known[start + index] = max(known[start + index], likelihood)
      } else {
        rows[word] = known.count
        known += Array(repeating: Self.unknown, count: codes.count)
        known[known.count - codes.count + index] = likelihood
      }
    }
  }

  /// For each variety how many different letters of the words it doesn't have.
  func strangeLetters(_ words: [WordTokens.Word]) -> [Float] {
    var seen: Set<Unicode.Scalar> = []
    var sums = Array(repeating: Float(0), count: codes.count)
    for word in words where !word.isName {
      for letter in word.text.unicodeScalars where letter.value > 0x7F && seen.insert(letter).inserted {
        let row = strangers[letter] ?? allStrange
        for index in sums.indices { sums[index] += row[index] }
      }
    }
    return sums
  }

  /// Does it stand in any language's list?
  func isListed(_ word: String) -> Bool { rows[word] != nil }

  /// What one word says.
  struct Witness {
    /// For each variety, against the likeliest: 0 or less.
    var scores: [Float]
    /// In which varieties it stands in the list, or begins with a stem.
    var isKnown: [Bool]
  }

  func witness(_ word: WordTokens.Word) -> Witness {
    var scores = Array(repeating: log(Self.otherWords), count: codes.count)
    letters.add(word.text, to: &scores)
    var isKnown = Array(repeating: false, count: codes.count)
    if let start = rows[word.text] {
      for index in codes.indices where known[start + index] > Self.unknown {
        isKnown[index] = true
        scores[index] = max(scores[index], known[start + index])
      }
    }
    stems.mark(word.folded) { index in
      if !isKnown[index] {
        isKnown[index] = true
        scores[index] = max(scores[index], Self.stemLikelihood)
      }
    }
    let best = scores.max() ?? 0
    for index in scores.indices { scores[index] = max(scores[index] - best, -Self.cap) }
    return Witness(scores: scores, isKnown: isKnown)
  }

  private static let stemLikelihood: Float = -9.5

  private static func varieties(of language: LanguageFile) -> [Variety] {
    let whole = language.concepts.values.flatMap { $0 }.filter { $0.hasSuffix(".") && !$0.contains(" ") }
      .map { String($0.dropLast()) }
    let words = WordTokens.words(of: (language.words + whole.sorted()).joined(separator: " ")).map(\.text)
    let native = variety(language.code, words)
    guard !language.latin.isEmpty else { return [native] }
    let transliteration = Transliteration(language.latin)
    var latin: [(String, Float)] = []
    for (word, likelihood) in native.words {
      for (place, spelling) in transliteration.latin(of: word).enumerated() where Set(spelling).isDisjoint(with: "46") {
        latin.append((spelling, likelihood - (place == 0 ? 0 : 0.7)))
      }
    }
    return [native, Variety(code: language.code, words: latin)]
  }

  /// The likelihood falls with the place in the list, as Zipf found it does. A word may be written without accents.
  private static func variety(_ code: String, _ words: [String]) -> Variety {
    var list: [(String, Float)] = []
    var seen: Set<String> = []
    for word in words where seen.insert(word).inserted {
      let likelihood = -log(Float(seen.count) + 8) - 2.2
      list.append((word, likelihood))
      let bare = word.applyingLatinFold()
      if bare != word { list.append((bare, likelihood - 0.7)) }
    }
    return Variety(code: code, words: list)
  }
}

extension String {
  /// Without accents, if it is in Latin letters; й and ї are letters of their own.
  fileprivate func applyingLatinFold() -> String {
    unicodeScalars.contains { (0x0400...0x052F).contains($0.value) } ? self : FoldedText.bare(self)
  }
}

import Foundation

/// A text cut into clauses of folded tokens, so that "Türkçe", "TURKCE" and "tuerkce" compare equal.
///
/// A token is a run of letters, a run of digits, or one flag (two regional indicators).
/// Other signs only separate; `.,;:!?()` and line ends also end a clause, since a "not" reaches no further.
struct FoldedText {
  let clauses: [[String]]

  init(_ text: String) {
    var reader = ClauseReader()
    for character in text { reader.take(character) }
    clauses = reader.finish()
  }

  /// The tokens of a text without regard to clauses: how names in the data are compared.
  static func tokens(of text: String) -> [String] { FoldedText(text).clauses.flatMap { $0 } }

  /// Lower case, no diacritics, full-width and other compatibility forms made plain; ae, oe and ue become
  /// a, o and u (on both sides of a comparison), since Germans write them for ä, ö and ü.
  static func fold(_ word: String) -> String {
    let plain = bare(word.lowercased())
    guard plain.utf8.contains(UInt8(ascii: "e")) else { return plain }
    var folded = String.UnicodeScalarView()
    for scalar in plain.unicodeScalars {
      // ae, oe, ue
      if scalar == "e", let last = folded.last, last == "a" || last == "o" || last == "u" { continue }
      folded.append(scalar)
    }
    return String(folded)
  }

  /// Without marks, full-width and other compatibility forms made plain.
  static func bare(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word }
    var bare = String.UnicodeScalarView()
    for scalar in word.decomposedStringWithCompatibilityMapping.unicodeScalars {
      if let plain = undecomposed[scalar] {
        bare.append(contentsOf: plain.unicodeScalars)
      } else if !marks.contains(scalar.properties.generalCategory) {
        bare.append(scalar)
      }
    }
    return String(bare)
  }

  /// Written inside a word ("don't", "Türkçe'yi", "ім'я"); dropped, so that "dont" is the same.
  static let apostrophes: Set<Character> = ["'", "’", "ʼ", "`", "´"]

  private static let marks: Set<Unicode.GeneralCategory> = [.nonspacingMark, .enclosingMark, .format]

  /// Letters that Unicode doesn't take apart into a base and a mark.
  private static let undecomposed: [Unicode.Scalar: String] = [
    "ł": "l", "ı": "i", "ß": "ss", "đ": "d", "ø": "o", "æ": "a", "œ": "o", "ς": "σ",
  ]
}

/// Gathers characters into tokens and tokens into clauses.
private struct ClauseReader {
  private var clauses: [[String]] = []
  private var clause: [String] = []
  private var word = ""
  private var wordIsNumber = false

  private static let clauseEnds: Set<Character> = [
    ".", ",", ";", ":", "!", "?", "(", ")", "\n", "\r\n", "\u{037E}", "…", "—", "–",
  ]

  mutating func take(_ character: Character) {
    if FoldedText.apostrophes.contains(character) { return }
    let isNumber = character.isDecimalDigit
    if isNumber || character.isLetter {
      if isNumber != wordIsNumber { endWord() }
      wordIsNumber = isNumber
      word.append(character)
    } else if character.isFlag {
      endWord()
      clause.append(String(character))
    } else {
      endWord()
      if Self.clauseEnds.contains(character) { endClause() }
    }
  }

  mutating func finish() -> [[String]] {
    endWord()
    endClause()
    return clauses
  }

  private mutating func endWord() {
    if !word.isEmpty { clause.append(FoldedText.fold(word)) }
    word = ""
  }

  private mutating func endClause() {
    if !clause.isEmpty { clauses.append(clause) }
    clause = []
  }
}

extension Character {
  /// A decimal digit of any script, also one that wears a keycap (3️⃣); "½" and "三" are not.
  var isDecimalDigit: Bool {
    if let ascii = asciiValue { return (0x30...0x39).contains(ascii) }
    return unicodeScalars.first?.properties.numericType == .decimal
  }

  /// 🇵🇱 and the like: one character made of two regional indicators.
  var isFlag: Bool {
    unicodeScalars.count == 2 && unicodeScalars.allSatisfy { (0x1F1E6...0x1F1FF).contains($0.value) }
  }
}

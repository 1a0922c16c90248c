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
    let bare = word.lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
      .filter { !marks.contains($0.properties.generalCategory) }
    let plain = bare.map { undecomposed[$0] ?? String($0) }.joined()
    return plain.replacing("ae", with: "a").replacing("oe", with: "o").replacing("ue", with: "u")
  }

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
  /// Written inside a word ("don't", "Türkçe'yi", "ім'я"); dropped, so that "dont" is the same.
  private static let apostrophes: Set<Character> = ["'", "’", "ʼ", "`", "´"]

  mutating func take(_ character: Character) {
    if Self.apostrophes.contains(character) { return }
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
  var isDecimalDigit: Bool { unicodeScalars.first?.properties.numericType == .decimal }

  /// 🇵🇱 and the like: one character made of two regional indicators.
  var isFlag: Bool {
    unicodeScalars.count == 2 && unicodeScalars.allSatisfy { (0x1F1E6...0x1F1FF).contains($0.value) }
  }
}

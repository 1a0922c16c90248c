/// A text as folded tokens in one row, for what is read from their order: signs, times of day.
struct Passage {
  struct Token: Equatable {
    let text: String
    let isNumber: Bool
    let sentence: Int
    /// The sign that ties it to the token before without a space: the ":" of "18:30".
    let tie: Character?
  }

  private(set) var tokens: [Token] = []
  var words: [String] { tokens.map(\.text) }
  private static let most = 400

  init(_ text: String) {
    var (word, isNumber, sentence) = ("", false, 0)
    var (tie, pending): (Character?, Character?) = (nil, nil)
    func flush() {
      guard !word.isEmpty else { return }
      tokens.append(Token(text: FoldedText.fold(word), isNumber: isNumber, sentence: sentence, tie: tie))
      (word, tie) = ("", nil)
    }
    for character in text {
      if tokens.count >= Self.most { break }
      let digit = character.isDecimalDigit
      if digit || character.isLetter {
        if !word.isEmpty, digit != isNumber {
          flush()
          tie = " "
        }
        if word.isEmpty {
          // A full stop ends a sentence unless figures stand on both sides of it.
          if let sign = pending {
            if digit, tokens.last?.isNumber == true { tie = sign } else if Self.ends.contains(sign) { sentence += 1 }
          }
          pending = nil
        }
        isNumber = digit
        word.append(character)
      } else if !FoldedText.apostrophes.contains(character) {
        flush()
        if pending == nil, Self.ends.contains(character) || Self.ties.contains(character) {
          pending = character
        } else if let sign = pending, Self.ends.contains(sign) {
          sentence += 1
          pending = nil
        } else {
          pending = nil
        }
      }
    }
    flush()
  }

  private static let ends: Set<Character> = [".", "!", "?", "\n", "\r\n", "…", ";"]
  private static let ties: Set<Character> = [":", "-", "–", "/", ","]
}

import Foundation

/// A text cut into words as they are written: small letters, with their accents. Digits and signs only separate.
///
/// Short elisions are words of their own ("l'ho" is "l", "ho"); other apostrophes vanish ("dont", "Tom'un").
enum WordTokens {
  struct Word: Equatable {
    let text: String
    /// Without its accents.
    let folded: String
    /// It began with a capital and wasn't the first of its sentence: most likely a name.
    let isName: Bool
  }

  static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var word = String.UnicodeScalarView()
    var startsSentence = true
    var isName = false
    func end() {
      guard !word.isEmpty else { return }
      let plain = String(word)
      let text = plain.utf8.count == word.count ? plain : plain.precomposedStringWithCanonicalMapping
      let small = text.lowercased()
      words.append(Word(text: small, folded: FoldedText.fold(small), isName: isName))
      word = .init()
      startsSentence = false
    }
    for scalar in text.unicodeScalars {
      if isLetter(scalar) {
        if word.isEmpty { isName = !startsSentence && scalar.properties.isUppercase }
        word.append(scalar)
      } else if apostrophes.contains(scalar) {
        if word.count <= 2 { end() }
      } else {
        end()
        if sentenceEnds.contains(scalar) { startsSentence = true }
      }
    }
    end()
    return words
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return (0x61...0x7A).contains(scalar.value | 0x20) }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }

  private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "ʼ", "`", "´"]
  private static let sentenceEnds: Set<Unicode.Scalar> = [".", "!", "?", "\n", ":", "…", "¿", "¡", ";"]
}

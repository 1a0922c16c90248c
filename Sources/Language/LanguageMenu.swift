/// The numbered list a client chooses from, in the order given, numbered from 1.
package struct LanguageMenu: Sendable {
  package struct Entry: Sendable, Equatable {
    package let code: String
    /// The language's own name.
    package let label: String
    package init(code: String, label: String) {
      self.code = code
      self.label = label
    }
  }

  package let entries: [Entry]
  private let numberWords: Set<String>

  /// `names` lends its words for "number", as in "nr 3" or "номер 3".
  package init(_ entries: [Entry], names: LanguageNames) {
    self.entries = entries
    numberWords = Set(names.numberWords.map(FoldedText.fold))
  }

  /// The code behind "3", "3.", "nr 3", "#3", 3️⃣, "３" or "٣"; nil when the text says anything else.
  package func choice(_ text: String) -> String? {
    let tokens = FoldedText.tokens(of: text)
    let numbers = tokens.filter { !numberWords.contains($0) }
    guard tokens.count - numbers.count <= 1, numbers.count == 1, let number = Self.number(numbers[0]),
      entries.indices.contains(number - 1)
    else { return nil }
    return entries[number - 1].code
  }

  /// One line for each language: "1. Polski".
  package func text() -> String {
    entries.enumerated().map { "\($0.offset + 1). \($0.element.label)" }.joined(separator: "\n")
  }

  /// The value of decimal digits in any script; nil for more than three, so that it can't overflow.
  private static func number(_ token: String) -> Int? {
    guard (1...3).contains(token.count) else { return nil }
    var value = 0
    for character in token {
      guard character.isDecimalDigit, let digit = character.wholeNumberValue else { return nil }
      value = value * 10 + digit
    }
    return value
  }
}

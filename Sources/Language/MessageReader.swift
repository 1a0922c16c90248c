/// Reads a client's message: language, issue, urgency, when to call, dates.
package struct MessageReader: Sendable {
  package let languages: LanguageReader
  private let signs: SignReader

  /// - Parameter offered: the languages of the desk.
  package init(_ folder: LanguageFolder, offered: [String]) {
    languages = LanguageReader(folder, offered: offered)
    signs = SignReader(folder.signs)
  }

  package func read(_ text: String) -> MessageReading {
    let written = languages.sentences.read(text)
    let passage = Passage(text)
    let hits = languages.choice(for: written).hits(in: passage.words)
    return MessageReading(
      language: languages.read(text, written: written),
      issue: signs.issue(passage, hits).map(Self.suggestion),
      urgency: signs.urgency(passage, hits).map(Self.suggestion),
      wish: TimeWishReader(passage, hits).wish(), days: EventDays(passage, hits).found)
  }

  private static func suggestion(_ found: SignReader.Found) -> MessageReading.Suggestion {
    .init(value: found.value, rule: found.rule, words: found.words)
  }
}

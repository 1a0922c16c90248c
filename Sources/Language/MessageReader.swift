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
    let urgency = signs.urgency(passage, hits)
    return MessageReading(
      language: languages.read(text, written: written),
      issue: signs.issue(passage, hits).map(Self.suggestion), urgency: urgency.map(Self.suggestion),
      urgentIn: urgency.map { urgent(as: $0.value, passage, written) } ?? [],
      wish: TimeWishReader(passage, hits).wish(), days: EventDays(passage, hits).found)
  }

  private func urgent(as level: String, _ passage: Passage, _ written: SentenceReader.Reading) -> [String] {
    if case .written = written { return [] }
    return languages.all.filter { code in
      signs.urgency(passage, languages.hits(in: passage.words, of: code))?.value == level
    }
  }

  private static func suggestion(_ found: SignReader.Found) -> MessageReading.Suggestion {
    .init(value: found.value, rule: found.rule, words: found.words)
  }
}

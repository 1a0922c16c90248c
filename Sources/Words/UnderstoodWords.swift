import Desk

extension AdviserLanguage {
  /// What the desk made of a person's messages, a sentence each. Rules, windows and days; never words of theirs.
  package func understood(_ languageRules: [String], _ suggestions: [Suggestion]) -> [String] {
    let suggested = suggestions.flatMap { suggestion in
      let windows = suggestion.windows.map { window in
        "\(window.days.map(\.rawValue).joined(separator: " ")) \(window.from)-\(window.to)"
      }
      return suggestion.because + windows + suggestion.days.map { "\($0.event) \($0.date)" }
    }
    switch self {
    case .english:
      return languageRules.map { "How its language is known: \(how($0))." }
        + suggested.map { "The message suggests: \($0). Please confirm." }
    case .dutch:
      return languageRules.map { "Hoe de taal bekend is: \(how($0))." }
        + suggested.map { "Het bericht wijst op: \($0). Vraag het na." }
    }
  }
  /// Those rules that are about people are said in the adviser's language; the reader's own stand as they are.
  private func how(_ rule: String) -> String {
    switch (self, rule) {
    case (.english, "chosen"): "named when the callback was asked for"
    case (.dutch, "chosen"): "genoemd bij het verzoek"
    case (.english, "number of the menu"): "the number of the menu, sent by the client"
    case (.dutch, "number of the menu"): "het nummer uit het menu, gestuurd door de cliënt"
    case (.dutch, "said by a colleague"): "gezegd door een collega"
    case _: rule
    }
  }
}

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
      return languageRules.map { "Its language: \($0)." }
        + suggested.map { "The message suggests: \($0). Please confirm." }
    case .dutch:
      return languageRules.map { "De taal: \($0)." } + suggested.map { "Het bericht wijst op: \($0). Vraag het na." }
    }
  }
}

/// Looks whether the files of `config/language` are whole and fit one another.
struct LanguageCheck {
  private let folder: LanguageFolder
  /// Fewer everyday words than this can't tell a language from its neighbours.
  private static let leastWords = 150
  private static let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
  private static let times: Set<String> = Set(
    days + [
      "after", "afterpost", "before", "beforepost", "between", "betweenpost", "and", "half", "pasthalf", "andhalf",
      "hour", "pm", "am", "morning", "noon", "evening", "night", "only", "never", "call", "units", "weekend", "today",
      "tomorrow", "yesterday",
    ])

  init(_ folder: LanguageFolder) { self.folder = folder }

  func run() throws(LanguageFault) {
    let used = Set(
      folder.signs.issues.values.flatMap { $0 }.flatMap(\.concepts)
        + folder.signs.urgency.flatMap(\.when).flatMap(\.concepts)
    ).subtracting(["not"])
    for language in folder.languages { try check(language, used) }
    for (code, neighbour) in folder.neighbours.sorted(by: { $0.key < $1.key })
    where WordTokens.words(of: neighbour.words).count < 30 {
      throw LanguageFault("neighbours.yaml: \(code).words", "has too few words to tell it by")
    }
    for rule in folder.signs.urgency where rule.level != "now" && rule.level != "soon" {
      throw LanguageFault("signs.yaml: urgency", "'\(rule.rule)' is neither now nor soon")
    }
  }

  private func check(_ language: LanguageFile, _ used: Set<String>) throws(LanguageFault) {
    let file = "\(language.code).yaml"
    if language.words.count < Self.leastWords {
      throw LanguageFault("\(file): words", "has \(language.words.count) words; at least \(Self.leastWords) are needed")
    }
    for concept in used.sorted() where language.concepts[concept] == nil {
      throw LanguageFault("\(file): concepts.\(concept)", "is missing; signs.yaml uses it")
    }
    for (concept, stems) in language.concepts.sorted(by: { $0.key < $1.key }) {
      for stem in stems where FoldedText.tokens(of: stem).isEmpty {
        throw LanguageFault("\(file): concepts.\(concept)", "'\(stem)' has no letters")
      }
    }
    for part in language.time.keys.sorted() where !Self.times.contains(part) {
      throw LanguageFault("\(file): time.\(part)", "is not a part of time")
    }
    for day in Self.days where (language.time[day] ?? []).isEmpty {
      throw LanguageFault("\(file): time.\(day)", "is missing")
    }
    if language.numbers.count != 12 {
      throw LanguageFault("\(file): time.numbers", "has \(language.numbers.count) numbers, not twelve")
    }
  }
}

extension Signs.Sign {
  fileprivate var concepts: [String] { all + none }
}

/// What must hold between the files of a folder, once each could be read.
extension PhraseFolder {
  /// The blanks a text may have.
  private static let blanks: Set<String> = [
    "service", "language", "date", "from", "to", "number", "organisation", "fields", "id", "url", "phone",
  ]

  mutating func check(offered: [String]) {
    for code in offered where !languages.contains(where: { $0.code == code }) {
      faults.append("languages.yaml: '\(code)' is offered by the desk and not listed")
    }
    checkEveryKeyEverywhere()
    checkBlanks()
  }

  private var keysInUse: Set<String> {
    Set(PhraseKey.allCases.map(\.rawValue) + FilledPhrase.samples.map(\.key))
  }

  private mutating func checkEveryKeyEverywhere() {
    let keys = texts.values.reduce(into: keysInUse) { $0.formUnion($1.keys) }
    for language in languages {
      guard let found = texts[language.code] else { continue }
      for key in keys.sorted() where found[key] == nil {
        faults.append("\(language.code).yaml: \(key): is missing")
      }
    }
  }

  /// A phrase's blanks are those the program fills; of a phrase not in use yet, those most languages have.
  private mutating func checkBlanks() {
    var expected = Dictionary(uniqueKeysWithValues: PhraseKey.allCases.map { ($0.rawValue, [String]()) })
    for phrase in FilledPhrase.samples { expected[phrase.key] = phrase.values.keys.sorted() }
    for key in Set(texts.values.flatMap(\.keys)) where expected[key] == nil {
      let votes = Dictionary(grouping: texts.values.compactMap { $0[key]?.blanks }) { $0 }
      expected[key] = votes.max { ($0.value.count, "\($1.key)") < ($1.value.count, "\($0.key)") }?.key
    }
    for language in languages {
      for (key, text) in (texts[language.code] ?? [:]).sorted(by: { $0.key < $1.key }) {
        for blank in text.blanks where !Self.blanks.contains(blank) {
          faults.append("\(language.code).yaml: \(key): {\(blank)} is not known")
        }
        if let wanted = expected[key], text.blanks != wanted {
          let list = { (blanks: [String]) in
            blanks.isEmpty ? "none" : blanks.map { "{\($0)}" }.joined(separator: " ")
          }
          faults.append(
            "\(language.code).yaml: \(key): has the blanks \(list(text.blanks)), needs \(list(wanted))")
        }
      }
    }
  }
}

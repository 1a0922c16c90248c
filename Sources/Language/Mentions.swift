/// The names of languages in a message, and how each stands there.
struct Mentions {
  struct Name: Equatable {
    /// `topic`: others' language, or a paper's. `mentioned`: in some other sentence.
    enum Role { case asked, mentioned, topic, flag }
    let code: String
    let words: String
    var role: Role
    var isNegated = false
    /// "better Polish": more than what else is named.
    var isPreferred = false
  }

  private(set) var names: [Name] = []
  private(set) var doubts: [String] = []
  private(set) var countries: [(words: String, candidates: [String])] = []
  /// Words that are neither names nor passed over.
  private(set) var unknownWords = 0
  /// A "not" that reaches several names, or none beside some.
  private(set) var hasStrayNegation = false

  private let lexicon: Lexicon
  private let stems: StemChoice
  /// May this word, a letter off, be a name?
  private let mayBeMisspelt: (String) -> Bool

  init(
    _ clauses: [[String]], lexicon: Lexicon, stems: StemChoice, mayBeMisspelt: @escaping (String) -> Bool
  ) {
    self.lexicon = lexicon
    self.stems = stems
    self.mayBeMisspelt = mayBeMisspelt
    for clause in clauses { take(clause) }
  }

  /// What stands between two "but".
  private struct Part {
    var words: [String] = []
    var found: [Found] = []
    var negations = 0
    var hasUnknown = false
  }

  /// A name with its place in the part.
  private struct Found {
    var name: Name
    let place: Int
    let length: Int
  }

  private mutating func take(_ clause: [String]) {
    var rest = clause[...]
    var part = Part()
    while let word = rest.first {
      let match = lexicon.match(rest) ?? misspelt(word)
      defer { rest = rest.dropFirst(match?.length ?? 1) }
      part.words.append(contentsOf: rest.prefix(match?.length ?? 1))
      if part.negations > 0, stems.isOnly(word) {
        settle(&part)
        continue
      }
      guard let match else {
        unknownWords += 1
        part.hasUnknown = true
        continue
      }
      switch match.meaning {
      case .name(let code):
        let role: Name.Role = word.first?.isFlag == true ? .flag : .asked
        let place = part.words.count - match.length
        part.found.append(
          Found(name: Name(code: code, words: match.words, role: role), place: place, length: match.length))
      case .doubtful(let doubt): doubts.append("\(match.words): \(doubt)")
      case .country(let candidates): countries.append((match.words, candidates))
      case .negation: part.negations += 1
      case .passedOver: break
      case .endOfClause: settle(&part)
      }
    }
    settle(&part)
  }

  private func misspelt(_ word: String) -> Lexicon.Match? {
    guard mayBeMisspelt(word), let code = lexicon.misspelt(word) else { return nil }
    return Lexicon.Match(meaning: .name(code: code), words: word, length: 1)
  }

  /// "polski nie angielski" and "Rusça değil Türkçe" negate different sides, and commas are often left out:
  /// a clause with a negation is understood only when it holds one language.
  private mutating func settle(_ part: inout Part) {
    let isNegated = part.negations > 0
    if isNegated, Set(part.found.map(\.name.code)).count > 1 { hasStrayNegation = true }
    for var one in part.found {
      one.name.isNegated = isNegated
      if one.name.role != .flag { place(&one, in: part) }
      names.append(one.name)
    }
    if isNegated, part.found.isEmpty, !names.isEmpty, !part.hasUnknown { hasStrayNegation = true }
    part = Part()
  }

  /// Is it asked for, or is somebody else's language, a letter's, a course's meant?
  private func place(_ found: inout Found, in part: Part) {
    let hits = stems.hits(in: part.words)
    found.name.isPreferred = hits.contains { $0.concept == "prefer" }
    let others = hits.filter { $0.concept == "others" }
    let isOthers = others.contains { $0.place < found.place || $0.place == found.place + found.length }
    let isAsked = !part.hasUnknown || hits.contains { $0.concept == "requests" }
    found.name.role = isOthers ? .topic : isAsked ? .asked : .mentioned
  }
}

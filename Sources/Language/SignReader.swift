/// What a message is about and how urgent it is, from the concepts in it. Suggestions: a person confirms them.
struct SignReader: Sendable {
  /// Something suggested, with the words that led to it. The words are the client's own.
  struct Found: Equatable {
    let value: String
    let rule: String
    let words: [String]
  }

  private let signs: Signs
  /// Points from which an issue is suggested.
  private static let enough = 2
  /// Concepts of one message of so many words belong together, whatever full stops stand between them.
  private static let shortMessage = 30

  init(_ signs: Signs) { self.signs = signs }

  func issue(_ passage: Passage, _ hits: [Stems.Hit]) -> Found? {
    let concepts = Concepts(hits)
    var points: [(code: String, points: Int, rule: [String])] = []
    for (code, all) in signs.issues {
      let met = all.filter { $0.isMet(by: concepts) }
      let sum = met.reduce(0) { $0 + $1.points }
      if sum > 0 { points.append((code, sum, Set(met.flatMap(\.all)).sorted())) }
    }
    points.sort { ($0.points, $1.code) > ($1.points, $0.code) }
    guard let first = points.first, first.points >= Self.enough,
      points.count == 1 || points[1].points < first.points
    else { return nil }
    return Found(
      value: first.code, rule: first.rule.joined(separator: " + "), words: words(first.rule, passage, hits))
  }

  /// The most urgent rule that is met.
  func urgency(_ passage: Passage, _ hits: [Stems.Hit]) -> Found? {
    let scopes = scopes(passage, hits)
    var found: Found?
    for rule in signs.urgency where found == nil || found?.value == "soon" && rule.level == "now" {
      for scope in scopes {
        let concepts = Concepts(scope)
        guard let sign = rule.when.first(where: { $0.isMet(by: concepts) }) else { continue }
        found = Found(value: rule.level, rule: rule.rule, words: words(sign.all, passage, scope))
        break
      }
    }
    return found
  }

  private func scopes(_ passage: Passage, _ hits: [Stems.Hit]) -> [[Stems.Hit]] {
    guard passage.tokens.count > Self.shortMessage else { return [hits] }
    return Array(Dictionary(grouping: hits) { passage.tokens[$0.place].sentence }.values)
  }

  private func words(_ concepts: [String], _ passage: Passage, _ hits: [Stems.Hit]) -> [String] {
    let places = hits.filter { concepts.contains($0.concept) }.flatMap { $0.place..<($0.place + $0.length) }
    return Set(places).sorted().map { passage.tokens[$0].text }
  }
}

/// The concepts of a text, and where each stands.
struct Concepts {
  private let places: [String: [Range<Int>]]

  init(_ hits: [Stems.Hit]) {
    places = Dictionary(grouping: hits, by: \.concept).mapValues { $0.map { $0.place..<($0.place + $0.length) } }
  }

  func contains(_ concept: String) -> Bool { places[concept] != nil }

  /// Are all there, each in words of its own? "nocuję" alone is not both sleeping and housing.
  func contains(all concepts: [String]) -> Bool { fit(concepts[...], taken: []) }

  private func fit(_ concepts: ArraySlice<String>, taken: Set<Int>) -> Bool {
    guard let first = concepts.first else { return true }
    return (places[first] ?? []).contains { place in
      taken.isDisjoint(with: place) && fit(concepts.dropFirst(), taken: taken.union(place))
    }
  }
}

extension Signs.Sign {
  func isMet(by concepts: Concepts) -> Bool {
    concepts.contains(all: all) && !none.contains(where: concepts.contains)
  }
}

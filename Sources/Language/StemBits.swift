/// In which varieties a word begins with a stem of some concept: evidence for its language.
struct StemBits: Sendable {
  /// The letters of all stems as a tree: a step is a node and a letter.
  private var steps: [UInt64: UInt32] = [:]
  private var varieties: [[Int]] = [[]]
  private static let shortest = 4
  private static let spellings = 6

  /// - Parameter codes: the varieties' languages; the second of a language is in Latin letters.
  init(_ languages: [LanguageFile], _ codes: [String]) {
    for language in languages {
      let places = codes.indices.filter { codes[$0] == language.code }
      let stems = language.concepts.values.flatMap { $0 }.filter { !$0.contains(" ") && !$0.hasPrefix("*") }
        .map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }
      let transliteration = Transliteration(language.latin)
      for stem in stems {
        if let native = places.first { add(FoldedText.fold(stem), native) }
        guard places.count > 1 else { continue }
        for spelling in transliteration.latin(of: stem, most: Self.spellings) {
          add(FoldedText.fold(spelling), places[1])
        }
      }
    }
  }

  private mutating func add(_ stem: String, _ place: Int) {
    guard stem.count >= Self.shortest else { return }
    var node: UInt32 = 0
    for letter in stem.unicodeScalars {
      let step = UInt64(node) << 32 | UInt64(letter.value)
      let next = steps[step] ?? UInt32(varieties.count)
      if next == varieties.count {
        steps[step] = next
        varieties.append([])
      }
      node = next
    }
    if !varieties[Int(node)].contains(place) { varieties[Int(node)].append(place) }
  }

  /// Calls for each variety in which the folded word begins with a stem.
  func mark(_ word: String, _ known: (Int) -> Void) {
    var node: UInt32 = 0
    for letter in word.unicodeScalars {
      guard let next = steps[UInt64(node) << 32 | UInt64(letter.value)] else { return }
      node = next
      for place in varieties[Int(node)] { known(place) }
    }
  }
}

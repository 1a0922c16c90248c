/// Finds concepts in folded words, for all languages at once.
///
/// A stem matches the words that begin with it; one of three letters or fewer, or with a full stop after it, only that
/// word; `*lohn` any word that holds it; several stems stand for several words in a row.
struct Stems: Sendable {
  struct Hit: Equatable {
    let concept: String
    let place: Int
    let length: Int
  }

  private struct Part: Sendable {
    let stem: String
    let isWhole: Bool
  }

  private struct Entry: Sendable {
    let language: String
    let concept: String
    let isWhole: Bool
    let rest: [Part]
  }

  /// The letters of all stems as a tree: a step is a node and a letter.
  private var steps: [UInt64: UInt32] = [:]
  private var entries: [[Entry]] = [[]]
  private var inside: [(stem: [UInt8], language: String, concept: String)] = []

  private mutating func add(_ text: String, _ language: String, _ concept: String) {
    if text.hasPrefix("*") {
      inside.append((Array(FoldedText.fold(String(text.dropFirst())).utf8), language, concept))
      return
    }
    // "по-добре", "o'clock": as the words of a message are cut.
    let parts = text.split(separator: " ").flatMap { part in
      FoldedText.tokens(of: String(part)).map { Part(stem: $0, isWhole: part.hasSuffix(".") || $0.count <= 3) }
    }
    guard let first = parts.first else { return }
    var node: UInt32 = 0
    for letter in first.stem.unicodeScalars {
      let step = UInt64(node) << 32 | UInt64(letter.value)
      if let next = steps[step] {
        node = next
      } else {
        node = UInt32(entries.count)
        steps[step] = node
        entries.append([])
      }
    }
    entries[Int(node)].append(
      Entry(language: language, concept: concept, isWhole: first.isWhole, rest: Array(parts.dropFirst())))
  }

  /// - Parameter languages: whose stems count.
  func hits(in words: [String], of languages: Set<String>) -> [Hit] {
    var hits: [Hit] = []
    for (place, word) in words.enumerated() {
      let letters = word.unicodeScalars
      var node: UInt32 = 0
      var left = letters.count
      for letter in letters {
        guard let next = steps[UInt64(node) << 32 | UInt64(letter.value)] else { break }
        node = next
        left -= 1
        for entry in entries[Int(node)] where !entry.isWhole || left == 0 {
          if languages.contains(entry.language), Self.follows(entry.rest, words, after: place) {
            hits.append(Hit(concept: entry.concept, place: place, length: entry.rest.count + 1))
          }
        }
      }
      for (stem, language, concept) in inside where languages.contains(language) && Self.holds(word, stem) {
        hits.append(Hit(concept: concept, place: place, length: 1))
      }
    }
    return Self.withoutShadowed(hits)
  }

  private static func holds(_ word: String, _ stem: [UInt8]) -> Bool {
    var rest = word.utf8[...]
    while rest.count >= stem.count {
      if rest.starts(with: stem) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  private static func follows(_ rest: [Part], _ words: [String], after place: Int) -> Bool {
    for (offset, part) in rest.enumerated() {
      let next = place + offset + 1
      guard next < words.count else { return false }
      guard part.isWhole ? words[next] == part.stem : words[next].hasPrefix(part.stem) else { return false }
    }
    return true
  }

  /// "concediu medical" is sick leave and not a dismissal: of signs that begin at one word, those of most words count.
  private static func withoutShadowed(_ hits: [Hit]) -> [Hit] {
    var longest: [Int: Int] = [:]
    for hit in hits where hit.isSign { longest[hit.place] = max(longest[hit.place] ?? 1, hit.length) }
    return hits.filter { !$0.isSign || $0.length == longest[$0.place] }
  }
}

extension Stems.Hit {
  /// Not one of the parts of time, nor of what stands beside a language's name.
  fileprivate var isSign: Bool { !concept.contains(".") && !["not", "requests", "others", "prefer"].contains(concept) }
}

extension Stems {
  /// Spellings in Latin letters of one stem; people use fewer than there could be.
  private static let spellings = 6

  /// All stems of the languages: concepts under their names, the rest as "time.after", "number.3", "requests" …
  /// - Parameter refusals: words for "not", by language.
  init(_ languages: [LanguageFile], refusals: [String: [String]]) {
    for language in languages {
      let transliteration = language.latin.isEmpty ? nil : Transliteration(language.latin)
      func add(_ stems: [String], _ concept: String) {
        for stem in stems {
          self.add(stem, language.code, concept)
          for spelling in transliteration?.latin(of: stem, most: Self.spellings) ?? [] {
            self.add(spelling, language.code, concept)
          }
        }
      }
      for (concept, stems) in language.concepts { add(stems, concept) }
      for (part, stems) in language.time { add(stems, "time.\(part)") }
      for (index, words) in language.numbers.enumerated() { add(words, "number.\(index + 1)") }
      add((refusals[language.code] ?? []).filter { !$0.contains(" ") }.map { $0 + "." }, "not")
      add(language.requests, "requests")
      add(language.others, "others")
      add(language.prefer, "prefer")
    }
  }
}

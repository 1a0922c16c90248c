import Foundation

/// How people write a language in Latin letters: each letter has one or more spellings.
struct Transliteration: Sendable {
  private let spellings: [String: [String]]
  private let longest: Int
  init(_ latin: [String: [String]]) {
    spellings = latin
    longest = latin.keys.map(\.count).max() ?? 1
  }

  /// The likeliest spelling first. A letter without a spelling of its own is written as it is without its accent.
  /// - Parameter most: a word with many doubtful letters has more spellings than anybody uses.
  func latin(of word: String, most: Int = 16) -> [String] {
    var rest = word.precomposedStringWithCanonicalMapping.lowercased()[...]
    var made = [""]
    while !rest.isEmpty {
      let (length, ways) = head(of: rest)
      rest = rest.dropFirst(length)
      let wider = made.count * ways.count <= most ? ways : Array(ways.prefix(1))
      made = wider.flatMap { way in made.map { $0 + way } }
    }
    return made
  }

  /// The longest letters known at the head ("ου" before "ο") and their spellings.
  private func head(of rest: Substring) -> (length: Int, ways: [String]) {
    for length in stride(from: min(longest, rest.count), through: 1, by: -1) {
      let letters = String(rest.prefix(length))
      if let ways = spellings[letters] ?? spellings[FoldedText.fold(letters)] { return (length, ways) }
    }
    return (1, [String(rest.prefix(1))])
  }
}

import Foundation

/// How likely a word is in each of some languages, from its letters: three at a time, falling back to two and one.
///
/// Made from lists of words alone, so that a language needs no more than a list. Each table's row holds a number for
/// every language, so that a word costs one look-up a letter whatever the number of languages.
struct LetterModel: Sendable {
  /// How many languages.
  let count: Int
  private var triples = Rows()
  private var pairs = Rows()
  private var singles = Rows()
  /// The logarithm of the share left to the shorter context, after two letters and after one.
  private var afterTwo = Rows()
  private var afterOne = Rows()
  private let unseen: Float = -9

  /// Rows of `count` numbers in one array, found by a key of up to three letters.
  private struct Rows: Sendable {
    private(set) var start: [UInt64: Int] = [:]
    private(set) var values: [Float] = []

    mutating func append(_ row: [Float], for key: UInt64) {
      start[key] = values.count
      values += row
    }
  }

  private static let edge: UInt64 = 1

  /// - Parameter words: for each language its words, each with a weight.
  init(_ words: [[(word: String, weight: Float)]]) {
    count = words.count
    var counts = Counts(languages: words.count)
    for (language, list) in words.enumerated() {
      for entry in list { counts.add(entry.word, entry.weight, to: language) }
    }
    build(counts)
  }

  /// Adds the logarithm of the word's likelihood to each language's number.
  func add(_ word: String, to sums: inout [Float]) {
    var (one, two) = (Self.edge, Self.edge)
    for scalar in word.unicodeScalars {
      let letter = UInt64(scalar.value)
      add(letter, after: two, and: one, to: &sums)
      (one, two) = (two, letter)
    }
    add(Self.edge, after: two, and: one, to: &sums)
  }

  /// `one` `two` `letter`: the longest context known counts.
  private func add(_ letter: UInt64, after two: UInt64, and one: UInt64, to sums: inout [Float]) {
    if let row = triples.start[one << 42 | two << 21 | letter] { return add(triples, row, to: &sums) }
    if let row = afterTwo.start[one << 21 | two] { add(afterTwo, row, to: &sums) }
    if let row = pairs.start[two << 21 | letter] { return add(pairs, row, to: &sums) }
    if let row = afterOne.start[two] { add(afterOne, row, to: &sums) }
    if let row = singles.start[letter] { return add(singles, row, to: &sums) }
    for language in 0..<count { sums[language] += unseen }
  }

  private func add(_ rows: Rows, _ start: Int, to sums: inout [Float]) {
    rows.values.withUnsafeBufferPointer { values in
      for language in 0..<count { sums[language] += values[start + language] }
    }
  }
}

extension LetterModel {
  /// How often letters follow one another, by language.
  private struct Counts {
    let languages: Int
    var triples: [UInt64: [Float]] = [:]
    var pairs: [UInt64: [Float]] = [:]
    var singles: [UInt64: [Float]] = [:]
    var afterTwo: [UInt64: [Float]] = [:]
    var afterOne: [UInt64: [Float]] = [:]
    var all: [Float]

    init(languages: Int) {
      self.languages = languages
      all = Array(repeating: 0, count: languages)
    }

    mutating func add(_ word: String, _ weight: Float, to language: Int) {
      let zero = Array(repeating: Float(0), count: languages)
      var (one, two) = (edge, edge)
      for letter in word.unicodeScalars.map({ UInt64($0.value) }) + [edge] {
        triples[one << 42 | two << 21 | letter, default: zero][language] += weight
        pairs[two << 21 | letter, default: zero][language] += weight
        singles[letter, default: zero][language] += weight
        afterTwo[one << 21 | two, default: zero][language] += weight
        afterOne[two, default: zero][language] += weight
        all[language] += weight
        (one, two) = (two, letter)
      }
    }
  }

  /// How many sightings a shorter context weighs.
  private static let trust: Float = 3

  private mutating func build(_ counts: Counts) {
    let (trust, letters) = (Self.trust, Float(counts.singles.count))
    let languages = 0..<count
    func share(_ table: [UInt64: [Float]], _ key: UInt64, _ language: Int) -> Float { table[key]?[language] ?? 0 }
    var single: [UInt64: [Float]] = [:]
    for (key, seen) in counts.singles {
      single[key] = languages.map { (seen[$0] + 0.05) / (counts.all[$0] + 0.05 * letters) }
    }
    var pair: [UInt64: [Float]] = [:]
    for (key, seen) in counts.pairs {
      let rest = single[key & 0x1F_FFFF] ?? []
      pair[key] = languages.map {
        (seen[$0] + trust * rest[$0]) / (share(counts.afterOne, key >> 21, $0) + trust)
      }
    }
    for (key, seen) in counts.triples {
      let rest = pair[key & 0x3FF_FFFF_FFFF] ?? []
      triples.append(
        languages.map { log((seen[$0] + trust * rest[$0]) / (share(counts.afterTwo, key >> 21, $0) + trust)) },
        for: key)
    }
    for (key, row) in pair { pairs.append(row.map { log($0) }, for: key) }
    for (key, row) in single { singles.append(row.map { log($0) }, for: key) }
    for (key, seen) in counts.afterTwo { afterTwo.append(seen.map { log(trust / ($0 + trust)) }, for: key) }
    for (key, seen) in counts.afterOne { afterOne.append(seen.map { log(trust / ($0 + trust)) }, for: key) }
  }
}

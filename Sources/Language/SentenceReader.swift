import Foundation

/// Which language whole sentences are written in: a list of words and their letters for each language, with CLD2 as
/// a second witness. Says so only when one language is far ahead of all others, offered or not.
struct SentenceReader: Sendable {
  enum Reading: Equatable {
    /// `length`: how many words it has; `telling`: some of those that are known in the language.
    case written(code: String, length: Int, telling: [String])
    case unclear(because: String)
  }

  let model: WordModel
  private let bridges: [String: Int]
  private let passedOver: Set<String>
  private let commonWords: [String: Set<String>]

  /// How far the first must be ahead of the second (logarithm of the odds) …
  private static let ahead: Float = 3
  /// … and in a message of one or two words, which may be a name or belong to no language we know.
  private static let aheadWhenShort: Float = 4.5
  /// What a letter that the language doesn't have counts against it.
  private static let strange: Float = 3
  /// What CLD2's word counts when it gives the whole text to one language.
  private static let whole: Float = 2.5

  /// - Parameter passedOver: words that say nothing of the language: greetings, what things are called in this country.
  init(_ folder: LanguageFolder, passedOver: Set<String>) {
    model = WordModel(folder)
    bridges = Dictionary(uniqueKeysWithValues: folder.languages.map { ($0.code, $0.bridge) })
    self.passedOver = passedOver
    let refusals = Set(folder.names.negation.values.flatMap { $0 }.map(FoldedText.fold))
    commonWords = Dictionary(
      uniqueKeysWithValues: folder.languages.map { language in
        (language.code, Set(language.words.prefix(120).map(FoldedText.fold)).subtracting(refusals))
      })
  }

  func read(_ text: String) -> Reading {
    let words = WordTokens.words(of: text).filter { !passedOver.contains($0.folded) }
    guard !words.isEmpty else { return .unclear(because: "no words") }
    let witnesses = words.prefix(40).map { (word: $0, says: model.witness($0)) }
    let detector = WholeText(String(text.prefix(1000)))
    let start = zip(model.codes, model.strangeLetters(words)).map { code, strange in
      (detector.shares[code] ?? 0) * Self.whole - strange * Self.strange
    }
    var best = Tally(model.codes, witnesses, start)
    if let bridge = bridges[best.code], bridge > 0, let other = mixed(into: best, witnesses, bridge) {
      best = other
    }
    return judge(best, words: words, detector)
  }

  /// "Good day, agencja wants me to leave, co robić": what isn't of the bridge language tells.
  private func mixed(
    into best: Tally, _ witnesses: [(word: WordTokens.Word, says: WordModel.Witness)], _ bridge: Int
  ) -> Tally? {
    let places = model.codes.indices.filter { model.codes[$0] == best.code }
    let rest = witnesses.filter { witness in !places.contains { witness.says.isKnown[$0] } }
    guard rest.count >= 2 else { return nil }
    let other = Tally(model.codes, rest, model.codes.map { _ in 0 })
    let lower = (bridges[other.code] ?? 0) < bridge
    guard lower, bridges[other.code] != nil, other.known >= 2, other.lead >= Self.ahead else { return nil }
    return other
  }

  private func judge(_ tally: Tally, words: [WordTokens.Word], _ detector: WholeText) -> Reading {
    let short = words.count <= 2
    let seconded = detector.shares[tally.code] ?? 0 >= 0.8
    let letters = words.filter { !$0.isName }.dropFirst().map(\.text.count).reduce(0, +)
    if tally.known == 0, !(seconded && letters >= 5 && tally.lead >= Self.aheadWhenShort) {
      return .unclear(because: "no word of it is known")
    }
    if words.count == 1 { return .unclear(because: "one word only") }
    if words.count <= 3, tally.code != "de", words.dropFirst().allSatisfy(\.isName) {
      return .unclear(because: "names only")
    }
    let needed = short || tally.isLatinised ? Self.aheadWhenShort : Self.ahead
    guard tally.lead >= needed else {
      return .unclear(because: "\(tally.code) or \(tally.second)")
    }
    if tally.known * (tally.isLatinised ? 2 : 5) < words.count, !seconded {
      return .unclear(because: "too few words of it are known")
    }
    if bridges[tally.code] ?? 0 > 0 {
      let common = words.count { commonWords[tally.code]?.contains($0.folded) ?? false }
      if words.count < 3 || common < 1 || tally.known < 2 {
        return .unclear(because: "a few words that everybody knows")
      }
    }
    return .written(code: tally.code, length: words.count, telling: tally.telling)
  }
}

/// All words together.
private struct Tally {
  let code: String
  let second: String
  let lead: Float
  let known: Int
  let telling: [String]
  /// It is written in the letters of another script: weaker evidence.
  let isLatinised: Bool

  init(
    _ codes: [String], _ witnesses: [(word: WordTokens.Word, says: WordModel.Witness)], _ start: [Float]
  ) {
    var sums = start
    for witness in witnesses {
      let known = witness.says.isKnown.contains(true)
      // A name says little of the language of those who bear it.
      let weight: Float = known ? 1 : witness.word.isName ? 0.25 : 0.6
      for index in sums.indices { sums[index] += weight * witness.says.scores[index] }
    }
    var best: [String: (sum: Float, place: Int)] = [:]
    for (index, code) in codes.enumerated() where sums[index] > best[code]?.sum ?? -.infinity {
      best[code] = (sums[index], index)
    }
    let order = best.sorted { $0.value.sum > $1.value.sum }
    code = order[0].key
    second = order.count > 1 ? order[1].key : ""
    lead = order.count > 1 ? order[0].value.sum - order[1].value.sum : .infinity
    let place = order[0].value.place
    isLatinised = codes.firstIndex(of: code) != place
    let known = witnesses.filter { $0.says.isKnown[place] }
    self.known = known.count
    telling = Array(known.map(\.word.text).sorted { $0.count > $1.count }.prefix(3))
  }
}

import Desk
import Testing

/// A lane that counts how often it was asked.
private struct CountedLane: Lane {
  final class Count { var asked = 0 }

  let queued: [Queued]
  var anyTongue = false
  let count: Count
  var at = 0

  mutating func next() -> Queued? {
    count.asked += 1
    defer { at += 1 }
    return at < queued.count ? queued[at] : nil
  }
}

@Suite struct `Ranking a queue` {
  static let languages = ["ro", "es", "en", "pl"].map(Languages.stored)
  static let need = Need(
    staff: languages.map { ([$0], 100) }, asked: [languages[0]: 90, languages[1]: 20, languages[2]: 50])

  private func crowd(_ count: Int, _ random: inout Chance) -> [Queued] {
    (0..<count).map { id in
      Queued(
        id: Int64(id), language: random.pick(Self.languages), alsoSpeaks: random.pick([[], [Self.languages[2]]]),
        urgency: random.pick([.now, .soon, .normal, .normal, .normal]), issue: random.pick(["tax", "debt"]),
        hasWindow: random.pick([true, false]), previous: random.pick([nil, nil, AdviserID("ilinca")]),
        asked: random.number(to: 3000).rounded())
    }
  }

  /// One lane for each language, urgency and window; those for a second language apart.
  private func lanes(_ crowd: [Queued], _ candidate: Candidate, _ count: CountedLane.Count) -> [CountedLane] {
    candidate.tongues.map(\.language).flatMap { language in
      let own = Dictionary(grouping: crowd.filter { $0.language == language }) { "\($0.urgency)\($0.hasWindow)" }
      let second = Dictionary(grouping: crowd.filter { $0.alsoSpeaks.contains(language) }) {
        "\($0.urgency)\($0.hasWindow)"
      }
      return own.values.map { CountedLane(queued: inOrder($0), count: count) }
        + second.values.map { CountedLane(queued: inOrder($0), anyTongue: true, count: count) }
    }
  }

  private func inOrder(_ crowd: [Queued]) -> [Queued] { crowd.sorted { ($0.asked, $0.id) < ($1.asked, $1.id) } }

  @Test(arguments: 0..<40)
  func `gives the same as sorting them all`(seed: UInt64) throws {
    var random = Chance(seed)
    let crowd = crowd(300, &random)
    let candidate = Candidate(
      id: AdviserID("ilinca"), languages: Array(Self.languages.shuffled(using: &random).prefix(Int(seed % 3) + 1)),
      specialisms: ["tax"], need: Self.need)
    let best = try Ranking(Points(), for: candidate, at: 3000).best(12, of: lanes(crowd, candidate, .init()))
    let all = crowd.compactMap { queued in
      Points().rank(queued, candidate, at: 3000).map { (queued, $0) }
    }.sorted { one, other in
      one.1 != other.1 ? one.1 > other.1 : (one.0.asked, one.0.id) < (other.0.asked, other.0.id)
    }
    #expect(best.map(\.queued.id) == all.prefix(12).map(\.0.id))
  }

  @Test func `looks at few of a long queue`() throws {
    var random = Chance(3)
    let crowd = crowd(20_000, &random)
    let candidate = Candidate(id: AdviserID("ilinca"), languages: Self.languages, specialisms: ["tax"], need: Self.need)
    let count = CountedLane.Count()
    _ = try Ranking(Points(), for: candidate, at: 3000).best(10, of: lanes(crowd, candidate, count))
    #expect(count.asked < 4000)
  }
}

@Suite struct `Assigning` {
  static let ro = Languages.stored("ro")
  static let es = Languages.stored("es")

  private func pairs(_ crowd: [Queued], _ free: [Candidate]) -> [String] {
    let points = Points()
    let pairs = Assignment.pairs(free: Array(free.indices)) { index, taken in
      crowd.filter { !taken.contains($0.id) }.compactMap { queued in
        points.rank(queued, free[index], at: 100).map { Ranked(queued: queued, rank: $0, place: queued.asked) }
      }.min { $0.comesFirst(before: $1) }
    }
    return pairs.map { "\($0.entry.queued.id):\(free[$0.adviser].id)" }
  }

  @Test func `takes the best pair first, and leaves nobody free whom somebody waits for`() {
    let (ilinca, sorin) = (
      Candidate(id: AdviserID("ilinca"), languages: [Self.ro], specialisms: [], need: .none),
      Candidate(id: AdviserID("sorin"), languages: [Self.ro, Self.es], specialisms: [], need: .none)
    )
    let crowd = [
      Queued(id: 1, language: Self.ro, issue: "other", asked: 0),
      Queued(id: 2, language: Self.ro, issue: "other", previous: AdviserID("sorin"), asked: 10),
      Queued(id: 3, language: Self.ro, issue: "other", asked: 5),
    ]
    #expect(pairs(crowd, [ilinca, sorin]) == ["2:sorin", "1:ilinca"])
  }

  @Test func `gives one callback to who comes first among equals`() {
    let two = ["anca", "radu"].map { Candidate(id: AdviserID($0), languages: [Self.ro], specialisms: [], need: .none) }
    #expect(pairs([Queued(id: 1, language: Self.ro, issue: "other", asked: 0)], two) == ["1:anca"])
  }
}

import Desk
import Testing

@Suite struct `Points for a pair` {
  static let (ro, es, en) = (Languages.stored("ro"), Languages.stored("es"), Languages.stored("en"))
  static let languages = [ro, es, en, Invented.pl]

  private func candidate(_ name: String, _ languages: [Language], _ specialisms: [String] = []) -> Candidate {
    Candidate(id: AdviserID(name), languages: languages, specialisms: specialisms, need: Self.need)
  }

  /// Romanian is asked for twice as much as its one speaker has, Spanish half.
  static let need = Need(
    staff: [([ro], 100), ([es], 100)], asked: [ro: 90, es: 30])

  @Test func `are the sum of terms that a person can read`() throws {
    let queued = Queued(
      id: 1, language: Self.ro, issue: "employment.wages", hasWindow: true, previous: AdviserID("ilinca"), asked: 0)
    let ilinca = candidate("ilinca", [Self.ro, Self.es], ["employment"])
    let terms = Points().terms(queued, ilinca, at: 190)
    #expect(
      terms.map(\.term) == [
        .asked(minutes: 190, promised: 480), .windowOpen, .spokeBefore, .specialist(issue: "employment.wages"),
        .scarcity(Self.ro),
      ])
    #expect(terms.map { ($0.points * 10).rounded() / 10 } == [39.6, 20, 15, 10, 12])
    #expect(Points().score(queued, ilinca, at: 190) == terms.reduce(0) { $0 + $1.points })
  }

  @Test func `are fewer for a second language, and none for a language she doesn't speak`() throws {
    let queued = Queued(id: 1, language: Self.ro, alsoSpeaks: [Self.en], issue: "other", asked: 0)
    #expect(Points().score(queued, candidate("kinga", [Self.en]), at: 240).map { $0.rounded() } == 35)
    #expect(Points().score(queued, candidate("kinga", [Self.es]), at: 240) == nil)
  }

  @Test func `know a specialism by its area, not by its beginning`() {
    let heike = candidate("heike", [Self.en], ["tax", "employment.wages"])
    #expect(heike.isSpecialist(in: "tax"))
    #expect(heike.isSpecialist(in: "employment.wages"))
    #expect(!heike.isSpecialist(in: "employment"))
    #expect(!heike.isSpecialist(in: "taxi"))
  }

  @Test func `put danger before everybody, however long the others waited`() throws {
    let (old, danger) = (
      Queued(id: 1, language: Self.ro, issue: "other", hasWindow: true, asked: 0),
      Queued(id: 2, language: Self.ro, urgency: .now, issue: "other", asked: 9_990)
    )
    let ilinca = candidate("ilinca", [Self.ro])
    let first = try #require(Points().rank(danger, ilinca, at: 10_000))
    let second = try #require(Points().rank(old, ilinca, at: 10_000))
    #expect(first > second)
    #expect(first.points < second.points)
  }

  @Test func `never let a normal one overtake a normal one that asked more than a promise earlier`() throws {
    var random = Chance(7)
    for _ in 0..<3000 {
      let pair = (queued(&random, asked: 0), queued(&random, asked: 480.001 + random.number(to: 500)))
      let languages = Self.languages.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
      let adviser = candidate("ilinca", Array(languages), random.pick([[], ["tax"]]))
      let now = 1000 + random.number(to: 3000)
      guard let earlier = Points().score(pair.0, adviser, at: now), let later = Points().score(pair.1, adviser, at: now)
      else { continue }
      #expect(earlier > later)
    }
  }

  private func queued(_ random: inout Chance, asked: Double) -> Queued {
    Queued(
      id: 1, language: random.pick(Self.languages), alsoSpeaks: random.pick([[], [random.pick(Self.languages)]]),
      issue: random.pick(["tax", "other"]), hasWindow: random.pick([true, false]),
      previous: random.pick([nil, AdviserID("ilinca")]), asked: asked)
  }
}

@Suite struct `What is needed` {
  static let (ro, es) = (Languages.stored("ro"), Languages.stored("es"))

  @Test func `is the work asked over the time there is`() {
    let need = Need(staff: [([Self.ro], 100)], asked: [Self.ro: 60])
    #expect(abs(need[Self.ro] - 0.6) < 1e-9)
    #expect(need[Self.es] == 0)
  }

  @Test func `is shared by who speaks both`() {
    // 100 minutes of Romanian, 20 of Spanish: the one who speaks both leaves Spanish to its own speaker.
    let need = Need(
      staff: [([Self.ro], 100), ([Self.ro, Self.es], 100), ([Self.es], 100)], asked: [Self.ro: 100, Self.es: 50])
    #expect(abs(need[Self.ro] - 0.5) < 0.01)
    #expect(abs(need[Self.es] - 0.5) < 0.01)
  }

  @Test func `is 1 at most, and its load without end where nobody is rostered`() {
    let need = Need(staff: [([Self.ro], 0)], asked: [Self.ro: 10])
    #expect(need[Self.ro] == 1)
    #expect(need.load(Self.ro) == .infinity)
  }
}

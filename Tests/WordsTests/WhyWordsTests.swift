import Desk
import Testing
import Words

@Suite struct `Why this one` {
  private static let polish = Languages.stored("pl")
  private static let terms: [(Points.Term, Double, english: String, dutch: String)] = [
    (
      .asked(minutes: 190, promised: 480), 39.6,
      "Asked 3 h 10 ago, counting hours in which the desk is open; 8 h are promised: 40.",
      "Vroeg het 3 u 10 geleden, geteld in openingsuren van de balie; 8 u is beloofd: 40."
    ),
    (.urgency(.now), 1000, "In danger, so before everybody else: 1000.", "In gevaar, dus vóór alle anderen: 1000."),
    (.urgency(.soon), 40, "A deadline is running: 40.", "Er loopt een termijn: 40."),
    (.windowOpen, 20, "Can only be called at certain hours: 20.", "Kan alleen op bepaalde uren gebeld worden: 20."),
    (.spokeBefore, 15, "Was with Ilinca before: 15.", "Was eerder bij Ilinca: 15."),
    (.specialist(issue: "tax"), 10, "tax is Ilinca's subject: 10.", "tax is een onderwerp van Ilinca: 10."),
    (
      .secondLanguage(polish), -15, "In Polish, not in the person's own language: -15.",
      "In het Pools, niet in de eigen taal: -15."
    ),
    (
      .scarcity(polish), 3.4, "Polish is needed more than Ilinca's other languages: 3.",
      "Pools is harder nodig dan de andere talen van Ilinca: 3."
    ),
    (
      .scarcity(polish), -0.32, "Polish is needed less than Ilinca's other languages: -0.3.",
      "Pools is minder nodig dan de andere talen van Ilinca: -0.3."
    ),
  ]

  @Test(arguments: terms.indices)
  func `is a sentence for each term, true whether or not it can be taken now`(index: Int) {
    let (term, points, english, dutch) = Self.terms[index]
    #expect(WhyWords(.english).sentence(term, points: points, adviser: "Ilinca") == english)
    #expect(WhyWords(.dutch).sentence(term, points: points, adviser: "Ilinca") == dutch)
  }

  @Test func `is how the language is known, in the adviser's language`() {
    #expect(
      AdviserLanguage.dutch.understood(["chosen"], []) == ["Hoe de taal bekend is: genoemd bij het verzoek."])
    #expect(AdviserLanguage.english.understood(["a name alone"], []) == ["How its language is known: a name alone."])
  }
}

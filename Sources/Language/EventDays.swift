/// "court on Thursday", "fired yesterday": an event and a day in one sentence.
struct EventDays {
  let found: [MessageReading.EventDay]

  /// Concepts of signs to the name of the event.
  private static let events = [
    ("court", "court"), ("deadline", "deadline"), ("dismiss", "dismissal"), ("endcontract", "dismissal"),
    ("throwout", "leaving"),
  ]

  init(_ passage: Passage, _ hits: [Stems.Hit]) {
    var found: [MessageReading.EventDay] = []
    for (_, hits) in Dictionary(grouping: hits, by: { passage.tokens[$0.place].sentence }).sorted(by: {
      $0.key < $1.key
    }) {
      let concepts = Set(hits.map(\.concept))
      guard let event = Self.events.first(where: { concepts.contains($0.0) })?.1,
        let day = Self.day(concepts)
      else { continue }
      let one = MessageReading.EventDay(event: event, day: day)
      if !found.contains(one) { found.append(one) }
    }
    self.found = found
  }

  private static func day(_ concepts: Set<String>) -> MessageReading.Day? {
    for (concept, days) in [("time.tomorrow", 1), ("time.yesterday", -1), ("time.today", 0)]
    where concepts.contains(concept) {
      return .inDays(days)
    }
    let named = TimeWish.week.filter { concepts.contains("time.\($0)") }
    return named.count == 1 ? .weekday(named[0]) : nil
  }
}

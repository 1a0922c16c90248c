/// What `simulate` says, in the adviser's language.
package struct SimulationWords: Sendable {
  package let title: @Sendable (_ scenario: String, _ seeds: Int) -> String
  package let waits: String
  package let promises: String
  package let ratio: String
  package let mean: String
  package let median: String
  package let percentile: @Sendable (Int) -> String
  package let worstP95: String
  package let broken: String
  package let worstBroken: String
  package let missedWindow: String
  package let emergencyP95: String
  package let deadlineP95: String
  package let normalP95: String
  package let emergencyBrokenOnTheWall: String
  package let emergencyWallP95: String
  package let wallMedian: String
  package let wallP95: String
  package let insideWindow: String
  package let firstReached: String
  package let reached: String
  package let continuity: String
  package let specialist: String
  package let ownLanguage: String
  package let gini: String
  package let occupancy: String
  package let attempts: String
  package let uncalled: String
  package let requests: String
  /// Over the table of languages: language, requests, median, 90 in 100, the same if nobody ever had another call, 95 in
  /// 100, promises broken.
  package let columns: [String]
  package let aboutFloor: String
  package let leftOut: @Sendable (Int) -> String

  package static func of(_ language: AdviserLanguage) -> SimulationWords {
    switch language {
    case .english: english
    case .dutch: dutch
    }
  }

  private static let english = SimulationWords(
    title: { "\($0), \($1) \($1 == 1 ? "seed" : "seeds"); waits in desk minutes" },
    waits: "Wait: 95 of 100 are called within (desk minutes)", promises: "Promises broken (%)", ratio: "Ratio",
    mean: "Mean wait", median: "Median wait", percentile: { "Wait of \($0) in 100" },
    worstP95: "95 in 100, worst language", broken: "Promises broken", worstBroken: "Broken, worst language",
    missedWindow: "First window missed", emergencyP95: "Danger, 95 in 100", deadlineP95: "Deadline, 95 in 100",
    normalP95: "Normal, 95 in 100", emergencyBrokenOnTheWall: "Danger, broken on the wall clock",
    emergencyWallP95: "Danger, 95 in 100, wall clock", wallMedian: "Median, wall clock",
    wallP95: "95 in 100, wall clock", insideWindow: "Called in the wished window",
    firstReached: "Reached at the first try",
    reached: "Reached at last", continuity: "Same adviser as before", specialist: "By a specialist",
    ownLanguage: "In their own language", gini: "Uneven load (Gini)", occupancy: "Advisers on calls",
    attempts: "Attempts each", uncalled: "Never called", requests: "Requests",
    columns: ["Language", "Requests", "Median", "90 in 100", "If all free", "95 in 100", "Broken"],
    aboutFloor: """
      "If all free": 90 in 100 wait so long though no adviser ever has another call. \
      Only another roster shortens that, no other order.
      """,
    leftOut: { "\($0) left out: nobody ever knew their language." })

  private static let dutch = SimulationWords(
    title: { "\($0), \($1) \($1 == 1 ? "reeks" : "reeksen"); wachttijd in balieminuten" },
    waits: "Wachttijd: 95 op de 100 zijn gebeld binnen (balieminuten)", promises: "Gebroken beloften (%)",
    ratio: "Verhouding", mean: "Gemiddelde wachttijd", median: "Mediane wachttijd",
    percentile: { "Wachttijd van \($0) op de 100" }, worstP95: "95 op de 100, slechtste taal",
    broken: "Gebroken beloften", worstBroken: "Gebroken, slechtste taal", missedWindow: "Eerste venster gemist",
    emergencyP95: "Gevaar, 95 op de 100", deadlineP95: "Termijn, 95 op de 100", normalP95: "Gewoon, 95 op de 100",
    emergencyBrokenOnTheWall: "Gevaar, gebroken op de klok", emergencyWallP95: "Gevaar, 95 op de 100, op de klok",
    wallMedian: "Mediaan, op de klok", wallP95: "95 op de 100, op de klok",
    insideWindow: "Gebeld in het gewenste venster",
    firstReached: "Bij de eerste poging bereikt", reached: "Uiteindelijk bereikt",
    continuity: "Zelfde adviseur als eerder",
    specialist: "Door een specialist", ownLanguage: "In de eigen taal", gini: "Ongelijke verdeling (Gini)",
    occupancy: "Adviseurs aan de telefoon", attempts: "Pogingen per verzoek", uncalled: "Nooit gebeld",
    requests: "Verzoeken",
    columns: ["Taal", "Verzoeken", "Mediaan", "90 op 100", "Bij allen vrij", "95 op 100", "Gebroken"],
    aboutFloor: """
      "Bij allen vrij": 90 op de 100 wachten zo lang, ook als geen adviseur ooit een ander gesprek heeft. \
      Alleen een ander rooster verkort dat, geen andere volgorde.
      """,
    leftOut: { "\($0) weggelaten: hun taal is nooit bekend geworden." })
}

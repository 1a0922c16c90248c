import Desk
import Foundation

/// What `report` says.
package struct ReportWords: Sendable {
  private let isDutch: Bool
  private let locale: Locale

  package init(_ language: AdviserLanguage) {
    isDutch = language == .dutch
    locale = Locale(identifier: language.rawValue)
  }

  package var code: String { isDutch ? "nl" : "en" }

  package func title(_ from: String, _ to: String) -> String {
    isDutch
      ? "Wachten op het eerste telefoontje, \(from) tot en met \(to)" : "Waiting for the first call, \(from) to \(to)"
  }

  package var nobody: String {
    isDutch ? "Niemand vroeg in deze dagen om hulp." : "Nobody asked for help in these days."
  }
  package var language: String { isDutch ? "Taal" : "Language" }
  package var urgency: String { isDutch ? "Spoed" : "Urgency" }
  package var requests: String { isDutch ? "Vragen" : "Asked" }
  package var waiting: String { isDutch ? "Wacht" : "Waits" }
  package var median: String { isDutch ? "Helft" : "Half" }
  package var p90: String { isDutch ? "9 op 10" : "9 in 10" }
  package var wall: String { isDutch ? "9/10 klok" : "9/10 wall" }
  package var kept: String { isDutch ? "Nagekomen" : "Kept" }
  package var keptOnTheWall: String { isDutch ? "op de klok" : "on the wall" }
  package var alarms: String { isDutch ? "Gevaar terwijl niemand kon bellen:" : "Danger while nobody could call:" }
  package var hiddenCell: String { isDutch ? "verborgen" : "hidden" }
  package var hidden: String {
    isDutch
      ? "Aantallen onder vijf, en wat eruit zou volgen, zijn verborgen."
      : "Counts below five, and what they would follow from, are hidden."
  }
  package var explained: String {
    isDutch
      ? "Minuten: binnen zoveel is de helft, zijn negen van de tien gebeld; in minuten dat het loket open is, en op de klok aan de wand. Wie nog wacht telt mee voor zo lang als dat al duurt. Nagekomen: bij gevaar op de klok, anders in minuten dat het loket open is."
      : "Minutes: within so many half, and nine in ten, were called; in minutes in which the desk was open, and on the wall clock. Who still waits counts for as long as that has been. Kept: in danger on the wall clock, otherwise in minutes in which the desk was open."
  }
  package var waitsTitle: String {
    isDutch ? "Negen van de tien zijn gebeld binnen (minuten)" : "Nine in ten were called within (minutes)"
  }
  package var keptTitle: String { isDutch ? "Beloften nagekomen (%)" : "Promises kept (%)" }
  package var inDeskMinutes: String { isDutch ? "loket open" : "desk open" }
  package var onTheWall: String { isDutch ? "klok aan de wand" : "wall clock" }

  package func promise(_ urgency: String, _ minutes: Int) -> String {
    isDutch
      ? "Belofte \(self.urgency(urgency)): \(minutes) minuten."
      : "Promise \(self.urgency(urgency)): \(minutes) minutes."
  }

  package func name(_ code: String) -> String {
    switch code {
    case "all": return isDutch ? "Alle" : "All"
    case "und": return isDutch ? "Onbekend" : "Unknown"
    case _:
      let name = locale.localizedString(forLanguageCode: code) ?? code
      return name.prefix(1).uppercased() + name.dropFirst()
    }
  }

  package func urgency(_ code: String) -> String {
    switch code {
    case "now": isDutch ? "nu" : "now"
    case "soon": isDutch ? "spoedig" : "soon"
    case "normal": isDutch ? "gewoon" : "normal"
    case _: isDutch ? "alle" : "all"
    }
  }

  package func minutes(_ minutes: Double?) -> String { minutes.map { String(Int($0.rounded())) } ?? "–" }

  /// "96 %".
  package func share(kept: Int, broken: Int) -> String {
    kept + broken == 0 ? "–" : "\(Int((100 * Double(kept) / Double(kept + broken)).rounded())) %"
  }

  /// "2026-11-25 03:04: the desk was closed; Agnieszka was told after 2 s by mail; called after 5 h 56 min."
  package func alarm(
    at: String, closed: Bool, who: String?, told: [(by: Channel, state: String, seconds: Int)], calledAfter: Int?
  ) -> String {
    let reason =
      closed
      ? (isDutch ? "het loket was dicht" : "the desk was closed")
      : (isDutch ? "niemand was er die de taal spreekt" : "nobody was in who speaks the language")
    let ways = told.map { way in
      way.state == "sent"
        ? (isDutch ? "\(way.by.rawValue) na \(way.seconds) s" : "\(way.by.rawValue) after \(way.seconds) s")
        : "\(way.by.rawValue) \(way.state)"
    }.joined(separator: ", ")
    let alarmed =
      who.map { isDutch ? "\($0) gewaarschuwd: \(ways)" : "\($0) was told: \(ways)" }
      ?? (isDutch ? "niemand had dienst" : "nobody was on call")
    let called =
      calledAfter.map { isDutch ? "gebeld na \($0) minuten" : "called after \($0) minutes" }
      ?? (isDutch ? "nog niet gebeld" : "not called yet")
    return "\(at): \(reason); \(alarmed); \(called)."
  }
}

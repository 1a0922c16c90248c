import Desk
import Foundation

/// Why a callback stands where it stands, in sentences, a term each.
package struct WhyWords: Sendable {
  private let language: AdviserLanguage

  package init(_ language: AdviserLanguage) { self.language = language }

  package func sentence(_ term: Points.Term, points: Double, adviser: String) -> String {
    "\(reason(term, points, adviser)): \(number(points))."
  }

  package func windowOpens(_ at: String) -> String { language.words.windowOpens(at) }

  package func forWhom(_ adviser: String) -> String {
    switch language {
    case .english: "For \(adviser):"
    case .dutch: "Voor \(adviser):"
    }
  }

  package func total(_ points: Double) -> String {
    switch language {
    case .english: "Together \(number(points)) points."
    case .dutch: "Samen \(number(points)) punten."
    }
  }

  package func other(_ id: Int64, _ points: Double, comesFirst: Bool) -> String {
    switch (language, comesFirst) {
    case (.english, true): "No. \(id) comes first, with \(number(points)) points:"
    case (.english, false): "No. \(id) is next, with \(number(points)) points:"
    case (.dutch, true): "Nr. \(id) gaat voor, met \(number(points)) punten:"
    case (.dutch, false): "Daarna komt nr. \(id), met \(number(points)) punten:"
    }
  }

  private func reason(_ term: Points.Term, _ points: Double, _ adviser: String) -> String {
    switch language {
    case .english: english(term, points, adviser)
    case .dutch: dutch(term, points, adviser)
    }
  }

  private func english(_ term: Points.Term, _ points: Double, _ adviser: String) -> String {
    switch term {
    case .asked(let minutes, let promised):
      "Asked \(length(minutes)) ago, counting hours in which the desk is open; \(length(Double(promised))) are promised"
    case .urgency(.now): "In danger, so before everybody else"
    case .urgency(.soon): "A deadline is running"
    case .urgency(.normal): "No haste"
    case .windowOpen: "Can only be called at certain hours"
    case .spokeBefore: "Was with \(adviser) before"
    case .specialist(let issue): "\(issue) is \(adviser)'s subject"
    case .secondLanguage(let second): "In \(name(second)), not in the person's own language"
    case .scarcity(let needed):
      "\(name(needed)) is needed \(points > 0 ? "more" : "less") than \(adviser)'s other languages"
    }
  }

  private func dutch(_ term: Points.Term, _ points: Double, _ adviser: String) -> String {
    switch term {
    case .asked(let minutes, let promised):
      "Vroeg het \(length(minutes)) geleden, geteld in openingsuren van de balie; \(length(Double(promised))) is beloofd"
    case .urgency(.now): "In gevaar, dus vóór alle anderen"
    case .urgency(.soon): "Er loopt een termijn"
    case .urgency(.normal): "Geen haast"
    case .windowOpen: "Kan alleen op bepaalde uren gebeld worden"
    case .spokeBefore: "Was eerder bij \(adviser)"
    case .specialist(let issue): "\(issue) is een onderwerp van \(adviser)"
    case .secondLanguage(let second): "In het \(name(second)), niet in de eigen taal"
    case .scarcity(let needed):
      "\(name(needed)) is \(points > 0 ? "harder" : "minder") nodig dan de andere talen van \(adviser)"
    }
  }

  private func name(_ code: Language) -> String {
    let name = Locale(identifier: language.rawValue).localizedString(forLanguageCode: code.code) ?? code.code
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// Whole points; a tenth where less than one counts.
  private func number(_ points: Double) -> String {
    let whole = points.rounded()
    if abs(points) >= 0.95 || points == 0 { return String(Int(whole)) }
    return String((points * 10).rounded() / 10)
  }

  private func length(_ minutes: Double) -> String {
    let whole = Int(minutes)
    let hour = language == .english ? "h" : "u"
    if whole < 60 { return "\(whole) min" }
    return whole % 60 == 0 ? "\(whole / 60) \(hour)" : "\(whole / 60) \(hour) \(whole % 60)"
  }
}

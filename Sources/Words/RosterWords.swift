import Desk

/// What `roster import` and `roster export` say.
package struct RosterWords: Sendable {
  private let isDutch: Bool

  package init(_ language: AdviserLanguage) { isDutch = language == .dutch }

  /// "ilinca  mon  09:00-13:00 → 09:00-17:00"
  package func change(_ adviser: String, _ what: String, _ day: String, before: [String]?, after: [String]?) -> String {
    func hours(_ parts: [String]?, _ none: String) -> String {
      parts.map { $0.isEmpty ? off : $0.joined(separator: ", ") } ?? none
    }
    if what == "absence" {
      let sign = after == nil ? (isDutch ? "vervalt" : "taken back") : (isDutch ? "nieuw" : "new")
      let part = (after ?? before ?? []).filter { $0 != Absence.wholeDay?.text }
      return "\(adviser)  \(isDutch ? "afwezig" : "absent") \(([day] + part).joined(separator: " "))  \(sign)"
    }
    let usual = isDutch ? "als elke week" : "as every week"
    return "\(adviser)  \(day)  \(hours(before, usual)) → \(hours(after, usual))"
  }

  private var off: String { isDutch ? "vrij" : "off" }
  package var nothing: String { isDutch ? "Er verandert niets." : "Nothing changes." }
  package var notDone: String { isDutch ? "Nog niets veranderd." : "Nothing is changed yet." }

  package func done(_ changes: Int) -> String {
    isDutch ? "\(changes) veranderd." : "\(changes) changed."
  }

  package func written(_ lines: Int, _ file: String) -> String {
    isDutch ? "\(lines) regels in \(file)." : "\(lines) lines in \(file)."
  }
}

import Desk
import Foundation

/// What `cover` and `absence` say.
package struct CoverWords: Sendable {
  private let isDutch: Bool
  private let locale: Locale

  package init(_ language: AdviserLanguage) {
    isDutch = language == .dutch
    locale = Locale(identifier: language.rawValue)
  }

  package var language: String { isDutch ? "Taal" : "Language" }
  package var speakers: String { isDutch ? "Sprekers" : "Speakers" }
  package var next: String { isDutch ? "Eerstvolgende" : "Next in" }
  package var gaps: String { isDutch ? "Gaten" : "Gaps" }
  package var alone: String { isDutch ? "Alleen" : "Alone" }
  package var granted: String { isDutch ? "Toegekend." : "Granted." }

  package func wouldLeave(_ gaps: Int) -> String {
    if gaps == 0 { return isDutch ? "Het laat geen gat." : "It leaves no gap." }
    if gaps == 1 { return isDutch ? "Het zou een gat laten:" : "It would leave a gap:" }
    return isDutch ? "Het zou \(gaps) gaten laten:" : "It would leave \(gaps) gaps:"
  }

  /// "Greek, Tuesday 9 June, 09:00-12:00: nobody"
  package func gap(_ code: String, _ day: String, _ part: String) -> String {
    "\(name(code)), \(date(day)) \(part): \(isDutch ? "niemand" : "nobody")"
  }

  package func nobodySpeaks(_ code: String) -> String {
    isDutch ? "\(name(code)): niemand spreekt het." : "\(name(code)): nobody speaks it."
  }

  package func gapsTitle(_ days: Int) -> String {
    isDutch
      ? "Niemand aanwezig, in de komende \(days) werkdagen:" : "Nobody is in, on the coming \(days) working days:"
  }

  package func pageTitle(_ days: Int) -> String {
    isDutch ? "Bezetting van de komende \(days) werkdagen" : "Cover of the coming \(days) working days"
  }

  /// Under the page's title.
  package var legend: String {
    isDutch
      ? "× is: niemand die de taal spreekt is er. Achter elke taal staat hoeveel adviseurs haar spreken. Dagdelen waarop voor elke taal iemand er is, staan er niet bij."
      : "× means: nobody who speaks the language is in. Behind each language is how many advisers speak it. Parts of a day on which somebody is in for every language are left out."
  }

  package func short(
    _ code: String, _ day: String, _ part: String, asked: Int, badDay: Int, share: Int, help: [String]
  ) -> String {
    let place = "\(date(day)) \(part), \(name(code))"
    let could = help.isEmpty ? "" : (isDutch ? " Kan helpen: " : " Could help: ") + help.joined(separator: ", ") + "."
    if share == 0, asked == 0 {
      return isDutch ? "\(place): niemand ingeroosterd.\(could)" : "\(place): nobody rostered.\(could)"
    }
    if share == 0 {
      return isDutch
        ? "\(place): \(asked) minuten gevraagd, niemand ingeroosterd.\(could)"
        : "\(place): \(asked) minutes asked, nobody rostered.\(could)"
    }
    return isDutch
      ? "\(place): \(asked) minuten gevraagd (slechte dag \(badDay)), de sprekers hebben er \(share). Tekort \(asked - share).\(could)"
      : "\(place): \(asked) minutes asked (bad day \(badDay)), the speakers have \(share). Short by \(asked - share).\(could)"
  }

  package func name(_ code: String) -> String {
    let name = locale.localizedString(forLanguageCode: code) ?? code
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// "Tuesday 2026-06-09".
  package func date(_ text: String) -> String {
    guard let day = Day(text) else { return text }
    let names =
      isDutch
      ? ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
      : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let index = Weekday.allCases.firstIndex(of: day.weekday) ?? 0
    return "\(names[index]) \(text)"
  }
}

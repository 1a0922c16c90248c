import Desk
import Words

/// The choices of a list, written as markup once, at start; a page only says which is chosen. Under a flood pages are what
/// costs.
struct FormChoices: Sendable {
  struct Choice {
    let value: String
    let label: String
    var lang: String?
  }

  private struct Written {
    let value: String
    let before: String
    let after: String
  }

  private let written: [Written]

  init(_ choices: [Choice]) {
    let html = ScalarHTML()
    written = choices.map { choice in
      let lang = choice.lang.map { " lang=\"\(html.escapeText($0))\"" } ?? ""
      return Written(
        value: choice.value, before: "<option value=\"\(html.escapeText(choice.value))\"\(lang)",
        after: ">\(html.escapeText(choice.label))</option>")
    }
  }

  func markup(chosen: String) -> String {
    written.map { $0.before + ($0.value == chosen ? " selected" : "") + $0.after }.joined()
  }
}

/// What every page of the form is made of.
struct FormWords: Sendable {
  let phrases: Phrases
  let issues: IssueWords
  let service: String
  /// The country of a number without +.
  let region: String
  let languages: FormChoices
  private let countries: [String: FormChoices]
  private let topics: [String: FormChoices]
  private let windows: [String: FormChoices]

  init(phrases: Phrases, issues: IssueWords, service: String, region: String) {
    (self.phrases, self.issues, self.service, self.region) = (phrases, issues, service, region)
    languages = FormChoices(phrases.languages.map { .init(value: $0.code, label: $0.label, lang: $0.bcp47) })
    func each(_ make: (PhraseLanguage) -> [FormChoices.Choice]) -> [String: FormChoices] {
      Dictionary(uniqueKeysWithValues: phrases.languages.map { ($0.code, FormChoices(make($0))) })
    }
    countries = each { FormCountries.choices(in: $0.bcp47, first: region) }
    topics = each { language in
      [.init(value: "", label: "–")]
        + issues.list.issues.filter(\.onForm).map {
          .init(value: $0.code.code, label: issues.label($0.code, in: language.code))
        }
    }
    windows = each { language in
      FormWindow.allCases.map { window in
        let hours = window.hours.map { "\(Self.clock($0.lowerBound))–\(Self.clock($0.upperBound))" }
        return .init(value: window.rawValue, label: hours ?? phrases.text(.formTimeAny, in: language.code))
      }
    }
  }

  func countries(in language: String, chosen: String?) -> String {
    countries[language]?.markup(chosen: chosen ?? region) ?? ""
  }

  func topics(in language: String, chosen: String?) -> String { topics[language]?.markup(chosen: chosen ?? "") ?? "" }

  func windows(in language: String, chosen: FormWindow) -> String {
    windows[language]?.markup(chosen: chosen.rawValue) ?? ""
  }

  private static func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
}

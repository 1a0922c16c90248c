import Desk
import Words

/// Something on the page to be mended: which field, and what to say there.
package struct FormError: Equatable, Sendable {
  package let field: FormField
  package let phrase: PhraseKey
  package init(_ field: FormField, _ phrase: PhraseKey) {
    self.field = field
    self.phrase = phrase
  }
}

/// When somebody may be called, on the clock of the desk.
package enum FormWindow: String, CaseIterable, Sendable {
  case any
  case morning = "09-12"
  case afternoon = "12-17"
  case evening = "17-20"

  /// Hours of the day; nil for any time.
  package var hours: ClosedRange<Int>? {
    switch self {
    case .any: nil
    case .morning: 9...12
    case .afternoon: 12...17
    case .evening: 17...20
    }
  }
}

extension FormFields {
  /// What is wrong, in the order of the page. Whether the number can be called is the caller's to say
  /// (`FormError(.phone, .errorPhone)`): it takes a telephone library.
  package func errors(offered: [String]) -> [FormError] {
    var errors: [FormError] = []
    let tooLong = { (field: FormField, text: String) in text.unicodeScalars.count > field.limit ?? .max }
    if phone.isEmpty { errors.append(FormError(.phone, .errorRequired)) }
    if tooLong(.phone, phone) { errors.append(FormError(.phone, .errorPhone)) }
    if !offered.contains(language) { errors.append(FormError(.language, .errorLanguage)) }
    if tooLong(.name, name) { errors.append(FormError(.name, .errorLong)) }
    if tooLong(.message, message) { errors.append(FormError(.message, .errorLong)) }
    if tooLong(.region, region) { errors.append(FormError(.region, .errorLong)) }
    return errors
  }

  /// nil is "not yet known": nothing chosen, or a value that isn't on our page.
  package func issueCode(of list: IssueList) -> String? { list[issue]?.onForm == true ? issue : nil }

  /// A value that isn't on our page is the desk's own country.
  package var wantedCountry: String? { FormCountries.codes.contains(country) ? country : nil }

  /// A value that isn't on our page says nothing about when.
  package var wantedWindow: FormWindow { FormWindow(rawValue: window) ?? .any }
}

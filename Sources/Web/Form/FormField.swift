/// The fields of our own form, named as they are posted. The names are part of the published contract.
package enum FormField: String, CaseIterable, Sendable {
  case name, phone, language, issue, message, window, region, consent

  /// Unicode scalars, not characters: one character can be made of ten thousand combining marks.
  var limit: Int? {
    switch self {
    case .name, .region: 100
    case .phone: 40
    case .message: 4000
    case .language, .issue, .window, .consent: nil
    }
  }
}

/// A body that no browser with our form sends. Answered with 400, not with the page.
package enum FormFault: Error, Equatable, Sendable {
  case notUTF8
  case badPercentEncoding
  case duplicateField(FormField)
  case tooManyFields
  case controlCharacter
}

import Desk

/// The fields of our own form, named as they are posted. The names are part of the published contract.
package enum FormField: String, CaseIterable, Sendable {
  case name, country, phone, language, issue, message, window, region
  case noVoicemail = "no_voicemail"
  case discreet
  case sharedPhone = "shared_phone"
  case onlyCall = "only_call"
  case consent

  /// What a box to tick asks of whoever calls.
  var caution: Caution? { Caution(rawValue: rawValue) }

  /// Unicode scalars, not characters: one character can be made of ten thousand combining marks.
  var limit: Int? {
    switch self {
    case .name, .region: 100
    case .phone: 40
    case .message: 4000
    case .country, .language, .issue, .window, .noVoicemail, .discreet, .sharedPhone, .onlyCall, .consent: nil
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

/// A phrase without blanks that the program shows to clients, named as in `config/phrases/*.yaml`.
///
/// The files may hold more than these: a coordinator writes ahead, and other phrases join as stations do.
package enum PhraseKey: String, CaseIterable, Sendable {
  case whichLanguage = "which_language"
  case whichLanguageAgain = "which_language_again"
  case languageNotOffered = "language_not_offered"
  /// Each language's file says "who speaks <that language>" itself, so it has no blank.
  case messageReceived = "message_received"
  case askPhone = "ask_phone"
  case emergency
  case helpNow = "help_now"
  case helpDanger = "help_danger"
  case helpPolice = "help_police"
  case helpViolence = "help_violence"
  case helpTrafficking = "help_trafficking"
  case helpShelter = "help_shelter"
  case helpHealth = "help_health"
  case helpFree = "help_free"
  case helpChecked = "help_checked"
  case consentWithdraw = "consent_withdraw"
  case shareName = "share_name"
  case sharePhone = "share_phone"
  case shareLanguage = "share_language"
  case shareReading = "share_reading"
  case shareRegion = "share_region"
  case shareNeed = "share_need"
  case shareSkills = "share_skills"
  case shareWishes = "share_wishes"
  case shareSummary = "share_summary"
  case shareDocuments = "share_documents"
  case confidential

  case formTitle = "form_title"
  case formIntro = "form_intro"
  case formName = "form_name"
  case formPhone = "form_phone"
  case formLanguage = "form_language"
  case formTopic = "form_topic"
  case formTime = "form_time"
  case formTimeAny = "form_time_any"
  case formCity = "form_city"
  case formMessage = "form_message"
  case formConsent = "form_consent"
  case formCountry = "form_country"
  case formCareful = "form_careful"
  case formNoVoicemail = "form_no_voicemail"
  case formDiscreet = "form_discreet"
  case formSharedPhone = "form_shared_phone"
  case formOnlyCall = "form_only_call"
  case formLeaveEmpty = "form_leave_empty"
  case formSend = "form_send"
  case formBack = "form_back"
  case formOptional = "form_optional"
  case formSent = "form_sent"

  case errorSummary = "error_summary"
  case errorRequired = "error_required"
  case errorPhone = "error_phone"
  case errorLanguage = "error_language"
  case errorLong = "error_long"
  case errorNetwork = "error_network"
  case errorMany = "error_many"
  case errorBusy = "error_busy"
  case errorAgain = "error_again"
}

/// A phrase with blanks and what goes into them, so that a blank can't be left open or misspelt.
package enum FilledPhrase: Equatable, Sendable {
  case greeting(service: String)
  /// `id`: the client's short reference.
  case requestNumber(id: String)
  /// `url`: the page about privacy.
  case privacy(url: String)
  /// Read out before anything goes to a partner; its name.
  case consentShare(organisation: String)
  /// And what of the person would go.
  case consentWhat(fields: String)
  /// When the desk opens again.
  case outOfHours(date: String)

  var key: String {
    switch self {
    case .greeting: "greeting"
    case .requestNumber: "request_number"
    case .privacy: "privacy"
    case .consentShare: "consent_share"
    case .consentWhat: "consent_what"
    case .outOfHours: "out_of_hours"
    }
  }

  /// By the name of the blank in the files.
  var values: [String: String] {
    switch self {
    case .greeting(let service): ["service": service]
    case .requestNumber(let id): ["id": id]
    case .privacy(let url): ["url": url]
    case .consentShare(let organisation): ["organisation": organisation]
    case .consentWhat(let fields): ["fields": fields]
    case .outOfHours(let date): ["date": date]
    }
  }

  /// One of each, for checking files against.
  static let samples: [FilledPhrase] = [
    .greeting(service: ""), .requestNumber(id: ""), .privacy(url: ""), .consentShare(organisation: ""),
    .consentWhat(fields: ""), .outOfHours(date: ""),
  ]
}

import Desk
import Words

/// What the form's template names. Mustache finds these by name, so a renamed property is a hole in the page.
struct FormPageModel {
  struct Link {
    let code: String
    let tag: String
    let label: String
    let current: Bool
  }
  struct Field {
    let id: String
    let label: String
    /// "not required", in the page's language; nil when the field is required.
    let optional: String?
    let value: String
    /// Markup.
    let options: String
    let ticked: Bool
    let error: String?
  }
  struct ErrorLine {
    let field: String
    /// "Telephone number: …"; the consent's label is a sentence of its own, and its error says enough.
    let text: String
    init?(_ field: Field) {
      guard let error = field.error else { return nil }
      self.field = field.id
      text = field.id == FormField.consent.rawValue ? error : "\(field.label): \(error)"
    }
  }

  let code: String
  let tag: String
  let rtl: Bool
  let banner = true
  let service: String
  let pageTitle: String
  let ownName: String
  let languageLabel: String
  let languages: [Link]
  let title: String
  let intro: String
  let wrong: Bool
  /// About the post, not about a field.
  let notice: String?
  let summary: String
  let errors: [ErrorLine]
  let emergency: String
  let confidential: String
  let send: String
  let careful: String
  let leaveEmpty: String
  let name: Field
  let country: Field
  let phone: Field
  let language: Field
  let issue: Field
  let message: Field
  let window: Field
  let region: Field
  let ticks: [Field]
  let consent: Field
}

extension FormPageModel {
  init(
    _ page: PhraseLanguage, _ fields: FormFields, _ wrong: [FormError], notice: PhraseKey?, _ words: FormWords
  ) {
    let phrases = words.phrases
    let say = { (key: PhraseKey) in phrases.text(key, in: page.code) }
    let field = { (id: FormField, label: PhraseKey, value: String, options: String) in
      // The country has an answer before anybody gives one.
      let isRequired = [.phone, .language, .country].contains(id)
      return Field(
        id: id.rawValue, label: say(label), optional: isRequired ? nil : say(.formOptional), value: value,
        options: options, ticked: id == .consent ? fields.consent : id.caution.map(fields.cautions.contains) ?? false,
        error: wrong.first { $0.field == id }.map { say($0.phrase) })
    }
    (code, tag, ownName, service) = (page.code, page.bcp47, page.label, words.service)
    rtl = FormCountries.isRightToLeft(page.bcp47)
    self.notice = notice.map(say)
    (careful, leaveEmpty) = (say(.formCareful), say(.formLeaveEmpty))
    title = say(.formTitle)
    pageTitle = (wrong.isEmpty ? "" : say(.errorSummary) + " ") + say(.formTitle) + " – " + service
    languageLabel = say(.formLanguage)
    languages = Self.links(phrases, current: page.code)
    (intro, emergency, confidential, send) = (
      say(.formIntro), say(.emergency), say(.confidential), say(.formSend)
    )
    self.wrong = !wrong.isEmpty
    summary = say(.errorSummary)
    name = field(.name, .formName, fields.name, "")
    phone = field(.phone, .formPhone, fields.phone, "")
    let isOffered = phrases.languages.contains { $0.code == fields.language }
    language = field(
      .language, .formLanguage, "", words.languages.markup(chosen: isOffered ? fields.language : page.code))
    country = field(.country, .formCountry, "", words.countries(in: page.code, chosen: fields.wantedCountry))
    issue = field(.issue, .formTopic, "", words.topics(in: page.code, chosen: fields.issueCode(of: words.issues.list)))
    message = field(.message, .formMessage, fields.message, "")
    window = field(.window, .formTime, "", words.windows(in: page.code, chosen: fields.wantedWindow))
    region = field(.region, .formCity, fields.region, "")
    consent = field(.consent, .formConsent, "", "")
    ticks = [
      field(.noVoicemail, .formNoVoicemail, "", ""), field(.discreet, .formDiscreet, "", ""),
      field(.sharedPhone, .formSharedPhone, "", ""), field(.onlyCall, .formOnlyCall, "", ""),
    ]
    let inOrder = [name, phone, language, issue, message, window, region, consent]
    errors = inOrder.compactMap(ErrorLine.init)
  }

  static func links(_ phrases: Phrases, current: String?) -> [Link] {
    phrases.languages.map { Link(code: $0.code, tag: $0.bcp47, label: $0.label, current: $0.code == current) }
  }
}

import Words

/// What the form's template names. Mustache finds these by name, so a renamed property is a hole in the page.
struct FormPageModel {
  struct Link {
    let code: String
    let tag: String
    let label: String
    let current: Bool
  }
  struct Option {
    let value: String
    let label: String
    /// Not `tag`: a nil here would be looked up in the page, which has one.
    let lang: String?
    let selected: Bool
  }
  struct Field {
    let id: String
    let label: String
    /// "not required", in the page's language; nil when the field is required.
    let optional: String?
    let value: String
    let options: [Option]
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
  let banner = true
  let service: String
  let pageTitle: String
  let ownName: String
  let languageLabel: String
  let languages: [Link]
  let title: String
  let intro: String
  let wrong: Bool
  let summary: String
  let errors: [ErrorLine]
  let emergency: String
  let confidential: String
  let send: String
  let name: Field
  let phone: Field
  let language: Field
  let issue: Field
  let message: Field
  let window: Field
  let region: Field
  let consent: Field
}

extension FormPageModel {
  init(
    _ page: PhraseLanguage, _ fields: FormFields, _ wrong: [FormError], _ phrases: Phrases, service: String
  ) {
    let say = { (key: PhraseKey) in phrases.text(key, in: page.code) }
    let field = { (id: FormField, label: PhraseKey, value: String, options: [Option]) in
      let isRequired = id == .phone || id == .language
      return Field(
        id: id.rawValue, label: say(label), optional: isRequired ? nil : say(.formOptional), value: value,
        options: options, ticked: id == .consent && fields.consent,
        error: wrong.first { $0.field == id }.map { say($0.phrase) })
    }
    (code, tag, ownName, self.service) = (page.code, page.bcp47, page.label, service)
    title = say(.formTitle)
    pageTitle = (wrong.isEmpty ? "" : say(.errorSummary) + " ") + say(.formTitle) + " – " + service
    languageLabel = say(.formLanguage)
    languages = Self.links(phrases, current: page.code)
    (intro, emergency, confidential, send) = (
      say(.formIntro), say(.emergency), say(.confidential), say(.formSend)
    )
    self.wrong = !wrong.isEmpty
    summary = say(.errorSummary)
    name = field(.name, .formName, fields.name, [])
    phone = field(.phone, .formPhone, fields.phone, [])
    language = field(.language, .formLanguage, "", Self.languageOptions(phrases, page, fields))
    issue = field(.issue, .formTopic, "", Self.issueOptions(fields, say))
    message = field(.message, .formMessage, fields.message, [])
    window = field(.window, .formTime, "", Self.windowOptions(fields, say))
    region = field(.region, .formCity, fields.region, [])
    consent = field(.consent, .formConsent, "", [])
    let inOrder = [name, phone, language, issue, message, window, region, consent]
    errors = inOrder.compactMap(ErrorLine.init)
  }

  static func links(_ phrases: Phrases, current: String?) -> [Link] {
    phrases.languages.map { Link(code: $0.code, tag: $0.bcp47, label: $0.label, current: $0.code == current) }
  }

  private static func languageOptions(_ phrases: Phrases, _ page: PhraseLanguage, _ fields: FormFields)
    -> [Option]
  {
    let isOffered = phrases.languages.contains { $0.code == fields.language }
    let chosen = isOffered ? fields.language : page.code
    return phrases.languages.map {
      Option(value: $0.code, label: $0.label, lang: $0.bcp47, selected: $0.code == chosen)
    }
  }

  private static func issueOptions(_ fields: FormFields, _ say: (PhraseKey) -> String) -> [Option] {
    [Option(value: "", label: "–", lang: nil, selected: fields.issueCode == nil)]
      + FormFields.topics.map {
        Option(value: $0.code, label: say($0.phrase), lang: nil, selected: $0.code == fields.issueCode)
      }
  }

  private static func windowOptions(_ fields: FormFields, _ say: (PhraseKey) -> String) -> [Option] {
    FormWindow.allCases.map { window in
      let label = window.hours.map { "\(clock($0.lowerBound))–\(clock($0.upperBound))" } ?? say(.formTimeAny)
      return Option(value: window.rawValue, label: label, lang: nil, selected: window == fields.wantedWindow)
    }
  }

  private static func clock(_ hour: Int) -> String { hour < 10 ? "0\(hour):00" : "\(hour):00" }
}

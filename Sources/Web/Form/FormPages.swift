import Desk
import Mustache
import Words

/// The pages clients see: the form, the thanks, and the choice of a language. Made once, at start.
package struct FormPages: Sendable {
  private let words: FormWords
  private let formTemplate: MustacheTemplate
  private let thanksTemplate: MustacheTemplate
  private let choiceTemplate: MustacheTemplate

  /// `service`: the name of the desk, as clients know it. Throws when a template of ours is wrong.
  /// - Parameter region: the country of a number without +.
  package init(phrases: Phrases, issues: IssueWords, service: String, region: String) throws {
    words = FormWords(phrases: phrases, issues: issues, service: service, region: region)
    formTemplate = try ScalarHTML.template(FormTemplate.form)
    thanksTemplate = try ScalarHTML.template(FormTemplate.thanks)
    choiceTemplate = try ScalarHTML.template(FormTemplate.choice)
  }

  /// The form in an offered language, with what was typed and what is wrong with it; nil when it isn't offered (404).
  /// - Parameter notice: about the whole post, over the fields.
  package func form(
    in language: String, _ fields: FormFields? = nil, errors: [FormError] = [], notice: PhraseKey? = nil
  ) -> String? {
    guard let page = page(language) else { return nil }
    let fields = fields ?? FormFields(language: language)
    return formTemplate.render(FormPageModel(page, fields, errors, notice: notice, words))
  }

  /// `reference`: the fresh one of this post.
  package func thanks(in language: String, reference: String) -> String? {
    guard let page = page(language) else { return nil }
    let (phrases, service) = (words.phrases, words.service)
    let title = phrases.text(.formSent, in: language)
    return thanksTemplate.render(
      ThanksModel(
        code: page.code, tag: page.bcp47, rtl: FormCountries.isRightToLeft(page.bcp47), service: service,
        pageTitle: title + " – " + service, title: title,
        reference: phrases.text(.requestNumber(id: reference), in: language),
        emergency: phrases.text(.emergency, in: language),
        confidential: phrases.text(.confidential, in: language), back: phrases.text(.formBack, in: language)))
  }

  /// All languages by their own names, for a browser that asks for none of them: never a silent default.
  package func languageChoice() -> String {
    choiceTemplate.render(
      ChoiceModel(
        service: words.service, pageTitle: words.service, languages: FormPageModel.links(words.phrases, current: nil)))
  }

  private func page(_ language: String) -> PhraseLanguage? {
    words.phrases.languages.first { $0.code == language }
  }
}

private struct ThanksModel {
  let code: String
  let tag: String
  let rtl: Bool
  let banner = true
  let service: String
  let pageTitle: String
  let title: String
  let reference: String
  let emergency: String
  let confidential: String
  let back: String
}

private struct ChoiceModel {
  /// The name of a service in the Netherlands, the only words of the page without a tag of their own.
  let tag = "nl"
  let banner = false
  let service: String
  let pageTitle: String
  let languages: [FormPageModel.Link]
}

import Desk
import Mustache
import Referring
import Words

/// The pages that partners and referrers see. Made once, at start.
struct PartnerPages: Sendable {
  let service: String
  /// A language's own name, by its code.
  let languages: [(code: String, label: String)]
  private let linkTemplate: MustacheTemplate
  private let referrerTemplate: MustacheTemplate

  init(phrases: Phrases, service: String) throws {
    self.service = service
    languages = phrases.languages.map { ($0.code, $0.label) }
    linkTemplate = try ScalarHTML.template(PartnerTemplate.link)
    referrerTemplate = try ScalarHTML.template(PartnerTemplate.referrer)
  }

  func link(_ page: LinkDoor.Page, _ words: PartnerWords) -> String {
    var model = LinkModel(words, service: service)
    switch page {
    case .gone: model.notes = [words.gone]
    case .waiting(let codeIsOut, _):
      model.notes = [codeIsOut ? words.codeSent : words.waits]
      if codeIsOut { model.code = .init(label: words.codeLabel, open: words.open) }
      model.ask = words.getCode
    case .wrongCode(let triesLeft, _):
      model.errors = [words.wrongCode(triesLeft)]
      if triesLeft > 0 { model.code = .init(label: words.codeLabel, open: words.open) }
      model.ask = words.getCode
    case .tooManyCodes: model.errors = [words.tooManyCodes]
    case .answered(let state, let answers):
      model.title = words.answer
      model.notes = [words.answered(words.state(state))]
      if !answers.isEmpty { model.answer = AnswerModel(answers, words) }
    }
    return linkTemplate.render(model)
  }

  /// The agreed fields, once the code was right.
  func opened(_ facts: SharedFacts, answers: [String], _ words: PartnerWords) -> String {
    var model = LinkModel(words, service: service)
    model.title = words.shared
    model.facts = .init(
      items: facts.facts.map { .init(name: words.field($0.field), text: text($0)) },
      mind: words.mind)
    model.answer = AnswerModel(answers, words)
    return linkTemplate.render(model)
  }

  /// An answer that the rules don't take.
  func refused(_ sentence: String, answers: [String], typed: [String: String], _ words: PartnerWords) -> String {
    var model = LinkModel(words, service: service)
    let needsReason = ["declined", "failed"].contains(typed["state"]) && typed["reason"]?.isEmpty != false
    model.errors = [needsReason ? words.wrong(words.reason) : words.refused + " " + sentence]
    model.answer = AnswerModel(answers, typed: typed, words)
    return linkTemplate.render(model)
  }

  func referrer(_ fields: ReferrerFields?, errors: [String], _ words: PartnerWords) -> String {
    referrerTemplate.render(
      ReferrerModel(fields ?? ReferrerFields(), errors: errors, words, languages: languages, service: service))
  }

  func referred(_ reference: String, _ words: PartnerWords) -> String {
    var model = ReferrerModel(ReferrerFields(), errors: [], words, languages: languages, service: service)
    model.notes = [words.received(reference)]
    return referrerTemplate.render(model)
  }

  private func text(_ fact: SharedFacts.Fact) -> String {
    guard fact.field == .language, let label = languages.first(where: { $0.code == fact.text })?.label else {
      return fact.text
    }
    return "\(label) (\(fact.text))"
  }
}

import Desk
import Words

struct SelectModel {
  struct Option {
    let value: String
    let label: String
    var selected = false
  }
  let label: String
  let options: [Option]
}

struct LinkModel {
  struct Code {
    let label: String
    let open: String
  }
  struct Facts {
    struct Item {
      let name: String
      let text: String
    }
    let items: [Item]
    let mind: String
  }
  let tag: String
  let pageTitle: String
  let banner = true
  let service: String
  var title: String
  var notes: [String] = []
  var errors: [String] = []
  var facts: Facts?
  var code: Code?
  var ask: String?
  var answer: AnswerModel?

  init(_ words: PartnerWords, service: String) {
    tag = words.tag
    pageTitle = service
    self.service = service
    title = words.title
  }
}

struct AnswerModel {
  let heading: String
  let state: SelectModel
  let reason: SelectModel
  let exit: SelectModel
  let remark: String
  let typedRemark: String
  let send: String

  /// - Parameter typed: what somebody filled in before, to be mended.
  init(_ answers: [String], typed: [String: String] = [:], _ words: PartnerWords) {
    func option(_ value: String, _ label: String, of field: String) -> SelectModel.Option {
      .init(value: value, label: label, selected: typed[field] == value)
    }
    let none = SelectModel.Option(value: "", label: words.none)
    typedRemark = typed["remark"] ?? ""
    heading = words.answer
    state = SelectModel(label: words.answer, options: answers.map { option($0, words.state($0), of: "state") })
    reason = SelectModel(
      label: words.reason,
      options: [none] + Referral.Reason.allCases.map { option($0.rawValue, words.reasons($0), of: "reason") })
    exit = SelectModel(
      label: words.exit,
      options: [none] + Referral.Exit.allCases.map { option($0.rawValue, words.exits($0), of: "exit") })
    remark = words.remark
    send = words.send
  }
}

struct ReferrerModel {
  struct Input {
    let id: String
    let label: String
    let type: String
    let value: String
  }
  struct Form {
    let token: String
    let language: SelectModel
    let inputs: [Input]
    let messageLabel: String
    let message: String
    let feedback: SelectModel
    let agreed: String
    let send: String
  }
  let tag: String
  let pageTitle: String
  let banner = true
  let service: String
  let title: String
  var notes: [String]
  let errors: [String]
  let form: Form

  init(
    _ fields: ReferrerFields, errors: [String], _ words: PartnerWords, languages: [(code: String, label: String)],
    service: String
  ) {
    tag = words.tag
    pageTitle = words.referTitle + " – " + service
    self.service = service
    title = words.referTitle
    notes = errors.isEmpty ? [words.referIntro] : []
    self.errors = errors
    let feedbacks: [Consent.Feedback?] = [nil, .handled, .outcome]
    form = Form(
      token: words.token,
      language: SelectModel(
        label: words.language,
        options: [.init(value: "", label: words.none)]
          + languages.map { .init(value: $0.code, label: $0.label, selected: $0.code == fields.language) }),
      inputs: [
        Input(id: "phone", label: words.field(.phone), type: "tel", value: fields.phone),
        Input(id: "name", label: words.field(.name), type: "text", value: fields.name),
        Input(id: "region", label: words.field(.region), type: "text", value: fields.region),
      ],
      messageLabel: words.message, message: fields.message,
      feedback: SelectModel(
        label: words.feedback,
        options: feedbacks.map {
          .init(value: $0?.rawValue ?? "", label: words.feedbacks($0), selected: $0 == fields.feedback)
        }),
      agreed: words.agreed, send: words.send)
  }
}

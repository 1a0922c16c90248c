import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Surface
import Words

/// Our own form: a page in each language, which works without JavaScript.
struct FormRoutes: Sendable {
  let door: RequestDoor
  let pages: FormPages
  let rules: DeskRules
  let gate: FormGate
  let posters: PosterAddress
  let counters: Counters

  static let most = 64 << 10

  func add(to router: Router<DeskContext>) {
    router.get("/") { request, _ in home(request) }
    for language in rules.languages.all {
      let path = RouterPath(language.code)
      router.get(path) { request, _ in try show(language, sent: request.uri.queryParameters["sent"]) }
      router.post(path) { try await take($0, $1, language) }
    }
  }

  /// To the browser's language; all languages by their own names when it asks for none of ours.
  private func home(_ request: Request) -> Response {
    let offered = rules.languages.all.map(\.code)
    guard let code = LanguagePreference.best(acceptLanguage: request.headers[.acceptLanguage], offered: offered) else {
      return Answers.page(pages.languageChoice())
    }
    return Response(status: .seeOther, headers: [.location: "/\(code)", .vary: "Accept-Language"])
  }

  private func show(_ language: Language, sent: Substring?) throws -> Response {
    if let reference = sent.flatMap({ Reference(String($0)) }) {
      return Answers.page(try Self.whole(pages.thanks(in: language.code, reference: reference.text)))
    }
    return Answers.page(try Self.whole(pages.form(in: language.code)))
  }

  private func take(_ request: Request, _ context: DeskContext, _ language: Language) async throws -> Response {
    let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
    guard type == "application/x-www-form-urlencoded" else {
      throw ProblemAnswer(.contentType, "The form is sent as application/x-www-form-urlencoded.")
    }
    let body = try await BodyReader.read(request, context, most: Self.most)
    let fields: FormFields
    do { fields = try FormFields(urlencoded: Array(body)) } catch {
      counters.count("deliveries", ["channel": "form", "result": "bad_request"])
      throw Rejection.badRequest
    }
    let asked = Self.asked(fields, rules)
    let errors = errors(in: fields, asked)
    guard errors.isEmpty else {
      counters.count("deliveries", ["channel": "form", "result": "with_errors"])
      let page = try Self.whole(pages.form(in: language.code, fields, errors: errors))
      return Answers.page(page, status: .unprocessableContent)
    }
    if let answer = try await sentBack(fields, asked, from: posters.of(request, context), language) { return answer }
    let taken = try await door.take(asked, by: .client)
    counters.count("deliveries", ["channel": "form", "result": "kept"])
    return Response(
      status: .seeOther, headers: [.location: "/\(language.code)?sent=\(taken.reference.text)"])
  }

  /// Programs fill in what people don't see, and flood. Whoever it is gets the page back with everything on it, and is asked
  /// to press the button once more: no person is shut out, and nobody's post is dropped without a word.
  private func sentBack(_ fields: FormFields, _ asked: Intake.Request, from address: String, _ language: Language)
    async throws -> Response?
  {
    if !fields.trap.isEmpty {
      counters.count("deliveries", ["channel": "form", "result": "trapped"])
      try await door.keepSuspect(asked, trap: fields.trap)
      let page = try Self.whole(pages.form(in: language.code, fields, notice: .errorAgain))
      return Answers.page(page, status: .unprocessableContent)
    }
    guard gate.judge(number: door.number(of: asked) ?? asked.phone, from: address, now: door.clock()) == .comeAgain
    else { return nil }
    counters.count("deliveries", ["channel": "form", "result": "come_again"])
    var answer = Answers.page(
      try Self.whole(pages.form(in: language.code, fields, notice: .errorBusy)), status: .tooManyRequests)
    answer.headers[.retryAfter] = "5"
    return answer
  }

  /// All at once, one per field, in the order of the form.
  private func errors(in fields: FormFields, _ asked: Intake.Request) -> [FormError] {
    let typed = fields.errors(offered: rules.languages.all.map(\.code))
    let found = typed + door.faults(of: asked).map(Self.error)
    return FormField.allCases.compactMap { field in found.first { $0.field == field } }
  }

  private static func asked(_ fields: FormFields, _ rules: DeskRules) -> Intake.Request {
    var windows: [CallWindow] = []
    if let hours = fields.wantedWindow.hours,
      let from = LocalTime("\(hours.lowerBound < 10 ? "0" : "")\(hours.lowerBound):00"),
      let to = LocalTime("\(hours.upperBound):00"),
      let window = CallWindow(
        days: Weekday.allCases, from: from, to: to, zone: rules.openingHours.zone.identifier)
    {
      windows = [window]
    }
    var request = Intake.Request(
      channel: .form, account: "form", name: fields.name, phone: fields.phone, language: fields.language,
      issue: fields.issueCode(of: rules.issues) ?? "", message: fields.message, windows: windows,
      region: fields.region, agreed: fields.consent)
    request.country = fields.wantedCountry ?? ""
    request.cautions = Caution.allCases.filter(fields.cautions.contains)
    return request
  }

  private static func error(_ fault: Intake.Request.Fault) -> FormError {
    switch fault {
    case .phoneMissing: FormError(.phone, .errorRequired)
    case .phoneImpossible: FormError(.phone, .errorPhone)
    case .languageNotOffered: FormError(.language, .errorLanguage)
    case .issueUnknown: FormError(.issue, .errorRequired)
    }
  }

  private static func whole(_ page: String?) throws -> String {
    guard let page else { throw HTTPError(.notFound) }
    return page
  }
}

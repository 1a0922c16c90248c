import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Words

/// `GET` and `POST /referrer`: the form by which a registered organisation refers a person here. Its key is typed into the
/// form, so that none stands in a link.
struct ReferrerRoutes: Sendable {
  let gatekeeper: Gatekeeper
  let door: RequestDoor
  let pages: PartnerPages

  func add(to router: Router<DeskContext>) {
    router.get("referrer") { request, _ in
      Answers.page(pages.referrer(nil, errors: [], PartnerWords.asked(request)))
    }
    router.post("referrer") { try await take($0, $1) }
  }

  private func take(_ request: Hummingbird.Request, _ context: DeskContext) async throws -> Response {
    let words = PartnerWords.asked(request)
    let posted = try await PostedForm.read(request, context)
    let fields = ReferrerFields(posted)
    func again(_ errors: [String], _ status: HTTPResponse.Status) -> Response {
      Answers.page(pages.referrer(fields, errors: errors, words), status: status)
    }
    guard case .partner(let partner)? = try await gatekeeper.caller(token: posted["token"] ?? "")?.role else {
      return again([words.wrongToken], .unauthorized)
    }
    guard posted["agreed"] != nil else { return again([words.wrong(words.agreed)], .unprocessableContent) }
    do {
      let taken = try await door.take(
        try fields.request(from: partner, wording: "form/\(words.tag)"), by: .partner(partner))
      return Answers.page(pages.referred(taken.reference.text, words), status: .created)
    } catch let faults as Intake.Request.Faults {
      return again(
        [words.wrong(faults.faults.map { Self.name($0, words) }.joined(separator: ", "))], .unprocessableContent)
    } catch Refusal.invalid(let field) {
      return again([words.wrong(field)], .unprocessableContent)
    }
  }

  private static func name(_ fault: Intake.Request.Fault, _ words: PartnerWords) -> String {
    switch fault {
    case .phoneMissing, .phoneImpossible: words.field(.phone)
    case .languageNotOffered: words.language
    case .issueUnknown: words.message
    }
  }
}

/// What a referrer typed.
struct ReferrerFields: Sendable {
  var language = ""
  var phone = ""
  var name = ""
  var region = ""
  var message = ""
  var feedback: Consent.Feedback?

  init() {}

  init(_ posted: [String: String]) {
    func line(_ name: String) -> String { (posted[name] ?? "").trimmingCharacters(in: .whitespacesAndNewlines) }
    language = line("language")
    phone = line("phone")
    name = line("name")
    region = line("region")
    message = (posted["message"] ?? "").replacing("\r\n", with: "\n")
    feedback = posted["feedback"].flatMap(Consent.Feedback.init(rawValue:))
  }

  func request(from partner: PartnerID, wording: String) throws(Refusal) -> Intake.Request {
    var request = Intake.Request(
      channel: .form, account: "referrer", name: try API.checked(name, field: "name", most: 100), phone: phone,
      language: language, message: try API.checked(message, field: "message"),
      region: try API.checked(region, field: "region", most: 100))
    request.referrer = .init(partner: partner, feedback: feedback, wording: wording, language: nil)
    return request
  }
}

import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Referring
import Storage
import Words

/// `GET` and `POST /r/{token}`: what a partner does with the link in its mail.
struct LinkRoutes: Sendable {
  let door: LinkDoor
  let reveal: Reveal
  let pages: PartnerPages
  let rules: DeskRules

  func add(to router: Router<DeskContext>) {
    router.get("r/:token") { request, context in
      let page = try await door.look(context.parameters.get("token") ?? "")
      return answer(page, request)
    }
    router.post("r/:token") { try await act($0, $1) }
  }

  private func act(_ request: Request, _ context: DeskContext) async throws -> Response {
    let token = context.parameters.get("token") ?? ""
    let fields = try await PostedForm.read(request, context)
    switch fields["action"] ?? (fields["code"] != nil ? "open" : fields["state"] != nil ? "state" : "code") {
    case "code": return answer(try await door.sendCode(token), request)
    case "open": return try await open(token, code: fields["code"] ?? "", request)
    case "state": return try await state(token, fields, request)
    case _: throw Rejection.badRequest
    }
  }

  private func open(_ token: String, code: String, _ request: Request) async throws -> Response {
    switch try await door.open(token, code: code) {
    case .page(let page): return answer(page, request)
    case .referral(let id, let partner):
      let words = words(request)
      do {
        let html = try await reveal.referral(id, to: partner) { [pages] referral, facts in
          facts.use { pages.opened($0, answers: referral.state.answers, words) }
        }
        return Answers.page(html)
      } catch is Refusal { return answer(.gone, request) }
    }
  }

  private func state(_ token: String, _ fields: [String: String], _ request: Request) async throws -> Response {
    do {
      let said = try PartnerAnswer(
        state: fields["state"] ?? "", reason: fields["reason"]?.nonEmpty, exit: fields["exit"]?.nonEmpty,
        remark: fields["remark"])
      return answer(try await door.answer(token, said.state, remark: said.remark), request)
    } catch let refusal as Refusal {
      guard case .waiting(_, let answers) = try await door.look(token) else { return answer(.gone, request) }
      let sentence = AdviserLanguage(preference: request.headers[.acceptLanguage] ?? "nl").words
        .sentence(refusal) { DeskTime.text($0, zone: rules.openingHours.zone) }
      return Answers.page(
        pages.refused(sentence, answers: answers, typed: fields, words(request)), status: .unprocessableContent)
    }
  }

  /// What isn't there any more says so with 404, forged links too: nobody learns which.
  private func answer(_ page: LinkDoor.Page, _ request: Request) -> Response {
    let status: HTTPResponse.Status =
      switch page {
      case .gone: .notFound
      case .wrongCode: .unprocessableContent
      case .tooManyCodes: .tooManyRequests
      case .waiting, .answered: .ok
      }
    return Answers.page(pages.link(page, words(request)), status: status)
  }

  /// The partners are Dutch organisations: Dutch unless a browser asks for English.
  private func words(_ request: Request) -> PartnerWords { PartnerWords.asked(request) }
}

extension PartnerWords {
  static func asked(_ request: Request) -> PartnerWords {
    let code = LanguagePreference.best(
      acceptLanguage: request.headers[.acceptLanguage], offered: AdviserLanguage.allCases.map(\.rawValue))
    return of(code.flatMap(AdviserLanguage.init(rawValue:)) ?? .dutch)
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}

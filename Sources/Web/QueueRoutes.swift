import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Routing
import Storage
import Surface
import Words

/// `GET queue`, `POST next`, `GET callbacks/{id}/why`.
struct QueueRoutes: Sendable {
  let api: API
  let matcher: Matcher

  func add(to router: RouterGroup<DeskContext>) {
    router.get("queue") { request, _ in try await queue(request) }
    router.post("next") { request, _ in
      let caller = try await api.caller(request)
      guard let colleague = caller.colleague else { throw Refusal.notAllowed }
      return try api.answer(try await matcher.next(for: colleague))
    }
    router.get("callbacks/:id/why") { try await why($0, $1) }
  }

  private func queue(_ request: Request) async throws -> Response {
    let caller = try await api.caller(request)
    let asked = request.uri.queryParameters
    let language = try asked["language"].map { code in
      guard let language = api.rules.languages[String(code)] else { throw Refusal.invalid(field: "language") }
      return language
    }
    if asked["all"] == "true" { return try await everything(caller, language, asked["cursor"], api.limit(request)) }
    let callbacks = try await matcher.queue(for: caller.adviser(), language: language, limit: api.limit(request))
    return try Answers.json(List(items: callbacks.map(api.body)))
  }

  /// Everything open, oldest first; an adviser sees what exists for her.
  private func everything(_ caller: Caller, _ language: Language?, _ cursor: Substring?, _ limit: Int) async throws
    -> Response
  {
    let page = try await matcher.everything(
      after: try cursor.map(Self.place), language: language,
      for: caller.role == .coordinator ? nil : caller.adviser(), limit: limit)
    let next = page.count < limit ? nil : page.last.map(Self.cursor)
    return try Answers.json(List(items: page.map(api.body), next: next))
  }

  /// "1764000000000-142": the place of the last one of a page.
  private static func cursor(_ callback: Callback) -> String {
    "\(Int64((callback.waitingSince.timeIntervalSince1970 * 1000).rounded()))-\(callback.id)"
  }

  private static func place(_ cursor: Substring) throws(Refusal) -> (Date, ID<Callback>) {
    let parts = cursor.split(separator: "-").compactMap { Int64($0) }
    guard parts.count == 2 else { throw .invalid(field: "cursor") }
    return (Date(timeIntervalSince1970: Double(parts[0]) / 1000), ID(parts[1]))
  }

  private func why(_ request: Request, _ context: DeskContext) async throws -> Response {
    let caller = try await api.caller(request)
    let why = try await matcher.why(try api.id(context), for: caller.colleague?.adviser)
    guard caller.maySee(why.callback) else { throw Refusal.notFound }
    let words = AdviserLanguage(preference: request.headers[.acceptLanguage]).words
    let because = why.terms.map { term in
      words.sentence(term) { DeskTime.text($0, zone: api.rules.openingHours.zone) }
    }
    return try Answers.json(
      WhyBody(
        callback: api.body(why.callback), ahead: why.ahead, because: because,
        speakers: why.speakers.map {
          .init(
            id: $0.adviser.id.name, name: $0.adviser.name, level: $0.level, presence: $0.presence,
            nextShift: $0.nextShift)
        }))
  }
}

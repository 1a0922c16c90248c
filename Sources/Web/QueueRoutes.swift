import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Routing
import Storage
import Surface
import Words

/// `GET queue`, `POST next`, `GET callbacks/{id}/why`, `POST callbacks/{id}/decline`.
struct QueueRoutes: Sendable {
  let matcher: Matcher
  let clock: @Sendable () -> Date

  var table: [Route] {
    [
      Route(
        .init(
          .get, "queue", "listQueue", "What you can take now, best first; or all that is open, oldest first.",
          for: .desk,
          parameters: [
            .query("all", .flag, "Everything that isn't closed, oldest first."),
            .query("language", .language, "Only this language, such as pl."), .limit, .cursor,
          ], answer: .page(of: CallbackBody.self)), run: queue),
      .change(
        "next", "claimNext", "Claims the best one for you; 404 when nobody waits whom you can call now.",
        refusals: [.notFound, .refused]
      ) { call in
        guard let colleague = call.caller.colleague else { throw Refusal.notAllowed }
        return try await matcher.next(for: colleague)
      },
      Route(
        .init(
          .get, "callbacks/{id}/why", "explainCallback",
          "Why a callback stands where it stands, and who could take it.",
          for: .desk, answer: .ok(WhyBody.shape)), run: why),
      .change(
        "callbacks/{id}/decline", "declineOffer", "Doesn't take what is offered to you; it goes to the next one.",
        request: DeclineRequest.schema, refusals: [.notHolder]
      ) { call in
        let reason = try API.checked(try call.body(DeclineRequest.self).reason, field: "reason")
        guard !reason.isEmpty else { throw Refusal.invalid(field: "reason") }
        return try await matcher.decline(try call.id(), by: call.adviser(), reason: reason)
      },
    ]
  }

  @Sendable private func queue(_ call: Call) async throws -> Response {
    let language = try call.query("language").map { code in
      guard let language = call.api.rules.languages[code] else { throw Refusal.invalid(field: "language") }
      return language
    }
    let limit = try call.limit()
    if try call.flag("all") { return try await everything(call, language, limit) }
    let page = try await matcher.queue(
      for: call.adviser(), language: language, after: call.cursor { QueuePlace($0) }, limit: limit)
    return try Answers.json(List(items: page.callbacks.map(call.api.body), next: page.next?.description))
  }

  /// Everything open, oldest first; an adviser sees what exists for her.
  private func everything(_ call: Call, _ language: Language?, _ limit: Int) async throws -> Response {
    let page = try await matcher.everything(
      after: try call.cursor(Self.place), language: language,
      for: call.caller.role == .coordinator ? nil : call.adviser(), limit: limit)
    let next = page.count < limit ? nil : page.last.map(Self.cursor)
    return try Answers.json(List(items: page.map(call.api.body), next: next))
  }

  /// "1764000000000-142": the place of the last one of a page.
  private static func cursor(_ callback: Callback) -> String {
    "\(Int64((callback.waitingSince.timeIntervalSince1970 * 1000).rounded()))-\(callback.id)"
  }

  private static func place(_ cursor: String) -> (Date, ID<Callback>)? {
    let parts = cursor.split(separator: "-").compactMap { Int64($0) }
    guard parts.count == 2 else { return nil }
    return (Date(timeIntervalSince1970: Double(parts[0]) / 1000), ID(parts[1]))
  }

  @Sendable private func why(_ call: Call) async throws -> Response {
    let why = try await matcher.why(try call.id(), for: call.caller.colleague?.adviser)
    guard call.caller.maySee(why.callback) else { throw Refusal.notFound }
    let language = AdviserLanguage(preference: call.request.headers[.acceptLanguage])
    let words = WhyWords(language)
    let told = try await matcher.understood(why.callback.id)
    let understood = language.understood(told.languageRules, told.suggestions)
    let name = why.adviser?.name ?? ""
    let windows = why.callback.received.windows
    let opens = windows.allow(clock()) ? nil : windows.nextOpening(after: clock())
    let shut = opens.map { words.windowOpens(DeskTime.text($0, zone: call.api.rules.openingHours.zone)) }
    return try Answers.json(
      WhyBody(
        callback: call.api.body(why.callback), adviser: why.adviser?.id.name, ahead: why.ahead, points: why.sum?.total,
        because: [shut].compactMap { $0 } + sentences(why.sum, words, name) + understood,
        next: why.runnerUp.map {
          .init(callback: $0.callback.rawValue, points: $0.total, because: sentences($0, words, name))
        },
        speakers: why.speakers.map {
          .init(
            id: $0.adviser.id.name, name: $0.adviser.name, level: $0.level, presence: $0.presence,
            nextShift: $0.nextShift)
        }))
  }

  private func sentences(_ sum: Why.Sum?, _ words: WhyWords, _ name: String) -> [String] {
    (sum?.terms ?? []).map { words.sentence($0.term, points: $0.points, adviser: name) }
  }
}

import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Logging
import Storage
import Surface
import Words

/// Turns whatever was thrown into the answer for whoever asked: rules into 404, 409 or 422, rejections into 4xx, a store
/// that can't take anything into 503, the rest into 500. What came in is never repeated, here or in the log.
struct Failures: RouterMiddleware {
  typealias Context = DeskContext

  let zone: TimeZone
  let counters: Counters
  let log: Logger

  func handle(
    _ request: Request, context: DeskContext, next: (Request, DeskContext) async throws -> Response
  ) async throws -> Response {
    do { return try await next(request, context) } catch {
      let problem = problem(error, for: request, context)
      counters.count("http_problems", ["type": problem.kind?.rawValue ?? "other"])
      var answer = Answers.problem(problem, headers: (error as? ProblemAnswer)?.headers ?? [:])
      // RFC 9110 9.3.2: a head alone.
      if request.method == .head { answer.body = .init() }
      return answer
    }
  }

  private func problem(_ error: any Error, for request: Request, _ context: DeskContext) -> Problem {
    switch error {
    case let answer as ProblemAnswer: return answer.problem
    case let refusal as Refusal: return problem(refusal, for: request)
    case let rejection as Rejection: return problem(rejection)
    case StoreFault.unavailable, StoreFault.broken:
      return Problem(.unavailable, title: "The desk can't take this now. Try again soon.")
    case StoreFault.conflict: return problem(Refusal.changedMeanwhile, for: request)
    case let http as HTTPError where http.status == .notFound:
      return Problem(.notFound, title: "There is nothing at this address.")
    case let http as HTTPError where http.status.kind == .clientError:
      return Problem(.badRequest, title: "The request can't be read.")
    case _:
      log.error(
        "request failed", metadata: ["route": "\(context.endpointPath ?? "?")", "error": "\(type(of: error))"])
      return Problem(.fault, title: "Something is wrong at the desk; it was noted.")
    }
  }

  private func problem(_ refusal: Refusal, for request: Request) -> Problem {
    let words = AdviserLanguage(preference: request.headers[.acceptLanguage]).words
    let sentence = words.sentence(refusal) { DeskTime.text($0, zone: zone) }
    return switch refusal {
    case .notFound: Problem(.notFound, title: sentence)
    case .held(let adviser, let until): Problem(.held, title: sentence, holder: adviser.name, until: until)
    case .offered(let adviser, let until): Problem(.held, title: sentence, holder: adviser.name, until: until)
    case .notOffered: Problem(.notHolder, title: sentence)
    case .notHolder: Problem(.notHolder, title: sentence)
    case .staleEpoch(let present, let since):
      Problem(.stale, title: sentence, epoch: present, by: since?.by.code, at: since?.at)
    case .staleVersion(let present, let since):
      Problem(.stale, title: sentence, version: present, by: since?.by.code, at: since?.at)
    case .resting(let until): Problem(.refused, title: sentence, until: until)
    case .nothingToTake: Problem(.notFound, title: sentence)
    case .notAllowed: Problem(.notAllowed, title: sentence)
    case .invalid, .timeNeeded, .issueNotSet, .nothingToShare, .notShared: Problem(.invalid, title: sentence)
    case .consentMissing, .referredAlready, .partnerSuspended, .partnerNotReachable, .referralEnded, .referralStarted,
      .referralNotCompleted:
      Problem(.refused, title: sentence)
    case .closed, .notClosed, .nobodyHolds, .languageUnknown, .numberUnknown, .languageNotSpoken, .attemptsTooFew,
      .changedMeanwhile,
      .notAvailable, .leavesGap:
      Problem(.refused, title: sentence)
    }
  }

  private func problem(_ rejection: Rejection) -> Problem {
    switch rejection {
    case .unknownAccount: Problem(.notFound, title: "There is nothing at this address.")
    case .badSignature: Problem(.badSignature, title: "The signature is missing or wrong.")
    case .badVerifyToken: Problem(.notAllowed, title: "The verify token is wrong.")
    case .tooLarge: Problem(.tooLarge, title: "The body is too large.")
    case .badRequest: Problem(.badRequest, title: "The request can't be read.")
    case .tooSlow: Problem(.tooSlow, title: "The body came too slowly or not whole.")
    }
  }
}

/// A moment on the desk's clock: "14:30" today's reader needs, with the day.
package enum DeskTime {
  package static func text(_ moment: Date, zone: TimeZone) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    func two(_ number: Int?) -> String { let text = String(number ?? 0); return text.count < 2 ? "0" + text : text }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day)) \(two(parts.hour)):\(two(parts.minute))"
  }
}

import Access
import Desk
import Foundation
import Handling
import Hummingbird
import Intake
import Storage
import Surface

/// A callback that changes hands, is corrected, comes back; and what happened to the person.
struct HandoverRoutes: Sendable {
  let handler: Handler
  let door: RequestDoor

  var table: [Route] {
    [
      .change(
        "callbacks/{id}/takeover", "takeOverCallback",
        "Takes a callback from a colleague whose claim ran out or who is off shift.", request: ReasonRequest.schema,
        refusals: [.held, .refused]
      ) { call in
        let reason = try API.said(try call.body(ReasonRequest.self).reason, field: "reason", most: 1000)
        return try await handler.takeOver(call.id(), by: call.adviser(), reason: reason)
      },
      .change(
        "callbacks/{id}/assign", "assignCallback", "Says whose it is, over a rest and over another holder.",
        for: .coordinator, request: AssignRequest.schema, refusals: [.refused]
      ) { call in
        guard let adviser = AdviserID(typed: try call.body(AssignRequest.self).adviser) else {
          throw Refusal.invalid(field: "adviser")
        }
        return try await handler.assign(call.id(), to: adviser, by: call.caller)
      },
      .change(
        "callbacks/{id}/reopen", "reopenCallback", "Opens a closed callback again, with its place and its history.",
        for: .desk, refusals: [.refused]
      ) { try await handler.reopen($0.id(), by: $0.caller) },
      .change(
        "callbacks/{id}/urgency", "setUrgency", "Says how soon somebody must be called, and why.", for: .desk,
        request: UrgencyRequest.schema, refusals: [.refused]
      ) { call in
        let asked = try call.body(UrgencyRequest.self)
        let reason = try API.said(asked.reason, field: "reason", most: 1000)
        return try await handler.set(asked.urgency, of: call.id(), reason: reason, by: call.caller)
      },
      .change(
        "callbacks/{id}/edit", "editCallback", "Corrects a callback; what was there stays in the trail.", for: .desk,
        parameters: [.ifMatch], request: EditRequest.schema, refusals: [.stale, .held, .notHolder, .refused]
      ) { call in
        let editor = Correction.Editor(
          adviser: call.caller.colleague?.adviser.id, isCoordinator: call.caller.role == .coordinator,
          actor: call.caller.actor, maySee: { call.caller.maySee($0) })
        return try await door.correct(
          call.id(), try Self.correction(try call.body(EditRequest.self)), version: call.version(), by: editor)
      },
      Route(
        .init(
          .get, "callbacks/{id}/person", "showPerson",
          "What happened to the person of this callback, over all of theirs. Never personal data.", for: .desk,
          parameters: [.limit, .cursor], answer: .page(of: HistoryBody.self)), run: history),
    ]
  }

  private static func correction(_ asked: EditRequest) throws(Refusal) -> Correction {
    guard (asked.windows ?? []).count <= 14 else { throw .invalid(field: "windows") }
    guard (asked.alsoIssues ?? []).count <= 12 else { throw .invalid(field: "alsoIssues") }
    guard (asked.alsoSpeaks ?? []).count <= 12 else { throw .invalid(field: "alsoSpeaks") }
    func text(_ text: String?, _ field: String) throws(Refusal) -> String? {
      guard let text else { return nil }
      return try API.checked(text, field: field, most: 100)
    }
    return Correction(
      language: asked.language, number: asked.number, alsoSpeaks: asked.alsoSpeaks, issue: asked.issue,
      alsoIssues: asked.alsoIssues, windows: asked.windows, name: try text(asked.name, "name"),
      region: try text(asked.region, "region"),
      employer: try text(asked.employer, "employer"))
  }

  @Sendable private func history(_ call: Call) async throws -> Response {
    let limit = try call.limit()
    let lines = try await handler.history(
      ofThePersonOf: call.id(), for: call.caller, after: call.cursor { History.Place($0) }, limit: limit)
    let items = lines.map { place, line in
      switch line {
      case .event(let callback, let referral, let happening):
        HistoryBody(callback: callback, referral: referral, happening)
      case .message(let dispatch): HistoryBody(at: place.at, dispatch)
      }
    }
    return try Answers.json(List(items: items, next: lines.count < limit ? nil : lines.last?.place.description))
  }
}

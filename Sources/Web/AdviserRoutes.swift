import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// `me`, `advisers`: who is who, and who is in.
struct AdviserRoutes: Sendable {
  let store: Store
  let rules: DeskRules

  var table: [Route] {
    [
      Route(.init(.get, "me", "showMe", "Who you are.", for: .person, answer: .ok(AdviserBody.shape))) { call in
        try Answers.json(try await body(of: call.adviser().id))
      },
      Route(
        .init(
          .put, "me/presence", "sayPresence", "Says whether you can take a callback now.", for: .person,
          request: PresenceRequest.schema, answer: .ok(AdviserBody.shape))
      ) { call in
        let id = try call.adviser().id
        let presence = try call.body(PresenceRequest.self).presence
        try await store.write { try Advisers.say(presence, id, in: $0) }
        return try Answers.json(try await body(of: id))
      },
      Route(
        .init(
          .get, "advisers", "listAdvisers", "Who is who, and who is in.", for: .desk, parameters: [.limit, .cursor],
          answer: .page(of: AdviserBody.self))
      ) { try await page($0) },
      Route(
        .init(
          .post, "advisers", "saveAdvisers", "Enters colleagues, new ones and changed ones; all or none.",
          for: .coordinator, request: AdviserEntries.schema, answer: .ok(List<AdviserBody>.shape)),
        again: { call, _ in try await page(call) }, run: save),
    ]
  }

  private func body(of id: AdviserID) async throws -> AdviserBody {
    try await store.read { reader in
      guard let colleague = try Advisers.find(id, in: reader) else { throw Refusal.notFound }
      return try body(colleague, in: reader)
    }
  }

  /// In the order of their ids.
  private func page(_ call: Call) async throws -> Response {
    let limit = try call.limit()
    let after = try call.cursor { AdviserID(typed: $0) }
    let items = try await store.read { reader in
      try Advisers.all(after: after, limit: limit, in: reader).map { try body($0, in: reader) }
    }
    return try Answers.json(List(items: items, next: items.count < limit ? nil : items.last?.id))
  }

  private func body(_ colleague: Advisers.Colleague, in reader: Reader) throws -> AdviserBody {
    let colleague = colleague.observing(rules.openingHours.closed)
    return AdviserBody(
      colleague.adviser, presence: colleague.presence(now: reader.now),
      holding: try Callbacks.held(by: colleague.adviser.id, in: reader), now: reader.now)
  }

  @Sendable private func save(_ call: Call) async throws -> Response {
    let rules = call.api.rules
    let entries = try call.body(AdviserEntries.self)
    let advisers = try entries.all(languages: rules.languages, zone: rules.openingHours.zone)
    try await store.write { writer in
      for adviser in advisers { try Advisers.save(adviser, in: writer) }
      try Audit.write(
        "advisers.save", of: "advisers", by: call.caller.actor, outcome: "\(advisers.count)", in: writer)
    }
    return try await page(call)
  }
}

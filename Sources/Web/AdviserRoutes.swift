import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// `me`, `advisers`: who is who, and who is in.
struct AdviserRoutes: Sendable {
  let api: API
  let store: Store

  func add(to router: RouterGroup<DeskContext>) {
    router.get("me") { request, _ in
      let adviser = try await api.adviser(request)
      return try Answers.json(try await body(of: adviser.id))
    }
    router.put("me/presence") { request, context in
      let adviser = try await api.adviser(request)
      let presence = try await api.body(PresenceRequest.self, request, context).presence
      try await store.write { try Advisers.say(presence, adviser.id, in: $0) }
      return try Answers.json(try await body(of: adviser.id))
    }
    router.get("advisers") { request, _ in
      _ = try await api.caller(request)
      return try Answers.json(List(items: try await all()))
    }
    router.post("advisers") { try await save($0, $1) }
  }

  private func body(of id: AdviserID) async throws -> AdviserBody {
    try await store.read { reader in
      guard let colleague = try Advisers.find(id, in: reader) else { throw Refusal.notFound }
      return try Self.body(colleague, in: reader)
    }
  }

  private func all() async throws -> [AdviserBody] {
    try await store.read { reader in try Advisers.all(in: reader).map { try Self.body($0, in: reader) } }
  }

  private static func body(_ colleague: Advisers.Colleague, in reader: Reader) throws -> AdviserBody {
    AdviserBody(
      colleague.adviser, presence: colleague.presence(now: reader.now),
      holding: try Callbacks.held(by: colleague.adviser.id, in: reader), now: reader.now)
  }

  /// New ones and changed ones, all or nothing.
  private func save(_ request: Request, _ context: DeskContext) async throws -> Response {
    let caller = try await api.caller(request)
    try caller.coordinator()
    let entries = try await api.body(AdviserEntries.self, request, context).advisers
    let zone = api.rules.openingHours.zone
    let advisers = try entries.map { try $0.adviser(languages: api.rules.languages, zone: zone) }
    try await store.write { writer in
      for adviser in advisers { try Advisers.save(adviser, in: writer) }
      try Audit.write("advisers.save", of: "advisers", by: caller.actor, outcome: "\(advisers.count)", in: writer)
    }
    return try Answers.json(List(items: try await all()))
  }
}

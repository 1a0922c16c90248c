import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Intake
import Storage
import Surface

/// `inbox`: what waits for a person; for coordinators.
struct InboxRoutes: Sendable {
  let store: Store
  let reveal: Reveal
  let mail: MailDoor

  var table: [Route] {
    [
      Route(
        .init(
          .get, "inbox", "listInbox", "What waits for a person.", for: .coordinator, parameters: [.limit, .cursor],
          answer: .page(of: InboxBody.self)), run: list),
      Route(
        .init(
          .post, "inbox/{id}/reveal", "revealInboxItem", "What lies in an item. Leaves a trace, each time.",
          for: .coordinator, answer: .ok(InboxContentBody.shape), keepsKey: false)
      ) { call in
        let bytes = try await reveal.inboxItem(try call.id(), by: call.caller) { item, content in
          try content.use { try Wire.encode(InboxContentBody(item: Self.body(item), content: $0)) }
        }
        return Answers.json(bytes: bytes)
      },
      Route(
        .init(
          .post, "inbox/{id}/done", "finishInboxItem", "Takes an item off.", for: .coordinator,
          answer: .ok(InboxBody.shape)), again: { call, _ in try await item(call) }
      ) { call in
        let id: ID<Inbox.Item> = try call.id()
        let adviser = try call.adviser()
        try await store.write { try Inbox.finish(id, by: adviser.id, in: $0) }
        return try await item(call)
      },
      .change(
        "inbox/{id}/accept", "acceptInboxItem", "Makes a callback of a mail that waits, and takes it off.",
        for: .coordinator, request: AcceptRequest.schema
      ) { call in
        let asked = try call.body(AcceptRequest.self)
        let name = try asked.name.map { try API.checked($0, field: "name", most: 100) }
        return try await mail.accept(
          call.id(),
          MailAcceptance(number: asked.number, language: asked.language, name: name, referrer: asked.referrer),
          by: call.adviser().id)
      },
    ]
  }

  @Sendable private func list(_ call: Call) async throws -> Response {
    let after = try call.cursor { Int64($0) } ?? 0
    let limit = try call.limit()
    let items = try await store.read { try Inbox.open(after: ID(after), limit: limit, in: $0) }
    let next = items.count < limit ? nil : items.last.map { "\($0.id)" }
    return try Answers.json(List(items: items.map(Self.body), next: next))
  }

  private func item(_ call: Call) async throws -> Response {
    let id: ID<Inbox.Item> = try call.id()
    guard let item = try await store.read({ try Inbox.find(id, in: $0) }) else { throw Refusal.notFound }
    return try Answers.json(Self.body(item))
  }

  private static func body(_ item: Inbox.Item) -> InboxBody {
    InboxBody(
      id: item.id.rawValue, kind: item.kind.rawValue, subject: item.subject, callback: item.callback?.rawValue,
      channel: item.channel, account: item.account, count: item.count, firstAt: item.firstAt, lastAt: item.lastAt)
  }
}

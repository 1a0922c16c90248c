import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// `inbox`: what waits for a person; for coordinators.
struct InboxRoutes: Sendable {
  let api: API
  let store: Store
  let reveal: Reveal

  func add(to router: RouterGroup<DeskContext>) {
    router.get("inbox") { request, _ in
      try await api.caller(request).coordinator()
      let after = request.uri.queryParameters["cursor"].flatMap { Int64($0) } ?? 0
      let limit = api.limit(request)
      let items = try await store.read { try Inbox.open(after: ID(after), limit: limit, in: $0) }
      let next = items.count < limit ? nil : items.last.map { "\($0.id)" }
      return try Answers.json(List(items: items.map(Self.body), next: next))
    }
    router.post("inbox/:id/reveal") { request, context in
      let caller = try await api.caller(request)
      let bytes = try await reveal.inboxItem(try api.id(context), by: caller) { item, content in
        try content.use { try Wire.encode(InboxContentBody(item: Self.body(item), content: $0)) }
      }
      return Answers.json(bytes: bytes)
    }
    router.post("inbox/:id/done") { request, context in
      let caller = try await api.caller(request)
      try caller.coordinator()
      let adviser = try caller.adviser()
      let id: ID<Inbox.Item> = try api.id(context)
      let item = try await store.write { writer in
        try Inbox.finish(id, by: adviser.id, in: writer)
        return try Inbox.find(id, in: writer)
      }
      guard let item else { throw Refusal.notFound }
      return try Answers.json(Self.body(item))
    }
  }

  private static func body(_ item: Inbox.Item) -> InboxBody {
    InboxBody(
      id: item.id.rawValue, kind: item.kind.rawValue, subject: item.subject, callback: item.callback?.rawValue,
      channel: item.channel, account: item.account, count: item.count, firstAt: item.firstAt, lastAt: item.lastAt)
  }
}

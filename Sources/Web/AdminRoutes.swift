import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// What commands beside a running desk ask of it, over `DIR/admin.sock`: who may open that file may do this.
struct AdminRoutes: Sendable {
  let store: Store
  let gatekeeper: Gatekeeper
  let api: API

  func add(to router: Router<DeskContext>) {
    router.post("tokens") { request, context in
      let asked = try await api.body(TokenRequest.self, request, context)
      let token = try await gatekeeper.create(adviser: asked.adviser.map { AdviserID($0) }, role: asked.role)
      return try Answers.json(TokenBody(token: token), status: .created)
    }
    router.get("check") { _, _ in
      try Answers.json(try await store.read { try Integrity.look(in: $0) })
    }
  }
}

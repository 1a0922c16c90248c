import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

extension Gatekeeper.Holder {
  /// - Throws: `Refusal.invalid` for a request that names nobody, or more than one.
  package init(_ request: TokenRequest) throws(Refusal) {
    switch (request.adviser, request.role, request.partner) {
    case (let name?, nil, nil):
      guard let adviser = AdviserID(typed: name) else { throw .invalid(field: "adviser") }
      self = .adviser(adviser)
    case (nil, let role?, nil): self = .role(role)
    case (nil, nil, let partner?): self = .partner(PartnerID(partner))
    case _: throw .invalid(field: "adviser, role, partner")
    }
  }
}

/// What commands beside a running desk ask of it, over `DIR/admin.sock`: who may open that file may do this.
struct AdminRoutes: Sendable {
  let store: Store
  let gatekeeper: Gatekeeper
  let api: API

  func add(to router: Router<DeskContext>) {
    router.post("tokens") { request, context in
      let asked = try API.body(TokenRequest.self, from: try await api.bytes(request, context))
      let token = try await gatekeeper.create(for: try Gatekeeper.Holder(asked))
      return try Answers.json(TokenBody(token: token), status: .created)
    }
    router.get("check") { _, _ in
      try Answers.json(try await store.read { try Integrity.look(in: $0) })
    }
  }
}

import Crypto
import Desk
import Foundation
import Storage

/// Who speaks to the API: a colleague by name, a role without one (a script of the coordinator's), or a partner.
package struct Caller: Sendable {
  package enum Role: Sendable, Equatable {
    case adviser, coordinator
    /// Sees the referrals made to it, and nothing else.
    case partner(PartnerID)

    init(_ role: Adviser.Role) {
      switch role {
      case .adviser: self = .adviser
      case .coordinator: self = .coordinator
      }
    }
  }

  package let role: Role
  package let colleague: Advisers.Colleague?
  /// Whose `Idempotency-Key`s are whose: a colleague, a partner, or the one token of a script.
  package let scope: String

  /// - Throws: `Refusal.notAllowed` for a token that stands for a role alone: only a person can hold a callback.
  package func adviser() throws(Refusal) -> Adviser {
    guard let colleague else { throw .notAllowed }
    return colleague.adviser
  }

  package func coordinator() throws(Refusal) {
    guard role == .coordinator else { throw .notAllowed }
  }

  package func maySee(_ callback: Callback) -> Bool {
    role == .coordinator || colleague?.adviser.maySee(callback) == true
  }

  package var actor: Actor {
    if case .partner(let partner) = role { return .partner(partner) }
    return colleague.map { .adviser($0.adviser.id) } ?? .desk
  }
}

/// Bearer tokens. 256 random bits, of which the store keeps the hash: so a look-up compares nothing secret.
package struct Gatekeeper: Sendable {
  private let store: Store

  package init(store: Store) { self.store = store }

  /// Nil for a token that isn't known or was revoked. Looked up at every call, and the rights with it: what is taken away is gone at the next.
  package func caller(token: String) async throws -> Caller? {
    let hash = Self.hash(token)
    return try await store.read { reader in
      guard let bearer = try Tokens.find(hash: hash, in: reader) else { return nil }
      switch bearer {
      case .role(let role):
        return Caller(role: .init(role), colleague: nil, scope: "token:\(hash.base64EncodedString())")
      case .partner(let partner): return Caller(role: .partner(partner), colleague: nil, scope: "partner:\(partner)")
      case .adviser(let id, _):
        guard let colleague = try Advisers.find(id, in: reader) else { return nil }
        return Caller(role: .init(colleague.adviser.role), colleague: colleague, scope: "adviser:\(id)")
      }
    }
  }

  /// For whom a token is made.
  package enum Holder: Sendable {
    /// With the role she has.
    case adviser(AdviserID)
    /// A role without a person.
    case role(Adviser.Role)
    case partner(PartnerID)
  }

  /// Makes a token. It is shown once and not kept.
  /// - Throws: `Refusal.invalid` when there is no such colleague or partner.
  package func create(for holder: Holder) async throws -> String {
    let token = "balie_" + RandomToken.make()
    let hash = Self.hash(token)
    try await store.write { writer in
      let bearer = try Self.bearer(holder, in: writer)
      try Tokens.insert(hash: hash, bearer, in: writer)
      try Audit.write("token.create", of: "token:\(bearer.name)", by: .desk, outcome: "done", in: writer)
    }
    return token
  }

  private static func bearer(_ holder: Holder, in reader: Reader) throws -> Tokens.Bearer {
    switch holder {
    case .adviser(let id):
      guard let colleague = try Advisers.find(id, in: reader) else { throw Refusal.invalid(field: "adviser") }
      return .adviser(id, colleague.adviser.role)
    case .role(let role): return .role(role)
    case .partner(let partner):
      guard try Partners.find(partner, in: reader) != nil else { throw Refusal.invalid(field: "partner") }
      return .partner(partner)
    }
  }

  private static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }
}

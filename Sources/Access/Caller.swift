import Crypto
import Desk
import Foundation
import Storage

/// Who speaks to the API: a colleague by name, or a role without one (a script of the coordinator's).
package struct Caller: Sendable {
  package let role: Adviser.Role
  package let colleague: Advisers.Colleague?

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

  package var actor: Actor { colleague.map { .adviser($0.adviser.id) } ?? .desk }
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
      guard let id = bearer.adviser else { return Caller(role: bearer.role, colleague: nil) }
      guard let colleague = try Advisers.find(id, in: reader) else { return nil }
      return Caller(role: colleague.adviser.role, colleague: colleague)
    }
  }

  /// Makes a token for a colleague, with her role, or for a role alone. It is shown once and not kept.
  /// - Throws: `Refusal.invalid` when there is no such colleague.
  package func create(adviser: AdviserID?, role: Adviser.Role?) async throws -> String {
    let token = "balie_" + SymmetricKey(size: .bits256).withUnsafeBytes { Self.base64URL(Data($0)) }
    let hash = Self.hash(token)
    try await store.write { writer in
      let bearer: Tokens.Bearer
      if let adviser {
        guard let colleague = try Advisers.find(adviser, in: writer) else {
          throw Refusal.invalid(field: "adviser")
        }
        bearer = .init(role: colleague.adviser.role, adviser: adviser)
      } else {
        guard let role else { throw Refusal.invalid(field: "role") }
        bearer = .init(role: role, adviser: nil)
      }
      try Tokens.insert(hash: hash, bearer, in: writer)
      try Audit.write(
        "token.create", of: "token:\(adviser?.name ?? bearer.role.rawValue)", by: .desk, outcome: "done", in: writer)
    }
    return token
  }

  private static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

  private static func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }
}

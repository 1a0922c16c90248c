import Access
import Desk
import Signing
import Storage

/// The partners of the desk. Entered and changed by coordinators.
package struct Directory: Sendable {
  private let store: Store

  package init(store: Store) { self.store = store }

  package func all() async throws -> [Partner] { try await store.read { try Partners.all(in: $0) } }

  /// New ones and changed ones, all or none. What is suspended stays so.
  package func save(_ partners: [Partner], by caller: Caller) async throws {
    try caller.coordinator()
    try await store.write { writer in
      for var partner in partners {
        let known = try Partners.find(partner.id, in: writer)
        if let known { partner.isSuspended = known.isSuspended }
        if partner == known { continue }
        try Partners.save(partner, in: writer)
        try Audit.write(
          "partner.save", of: "partner:\(partner.id)", by: caller.actor, outcome: known == nil ? "entered" : "changed",
          in: writer)
      }
    }
  }

  package func suspend(_ id: PartnerID, _ isSuspended: Bool, by caller: Caller) async throws -> Partner {
    try caller.coordinator()
    return try await store.write { writer in
      guard var partner = try Partners.find(id, in: writer) else { throw Refusal.notFound }
      partner.isSuspended = isSuspended
      try Partners.save(partner, in: writer)
      try Audit.write(
        "partner.suspend", of: "partner:\(id)", by: caller.actor, outcome: isSuspended ? "suspended" : "active",
        in: writer)
      return partner
    }
  }

  /// A new secret for the webhooks between a partner's system and the desk. Shown once; the one before it goes on working.
  package func makeSecret(for id: PartnerID, by caller: Caller) async throws -> String {
    try caller.coordinator()
    let secret = StandardWebhook.makeSecret()
    try await store.write { writer in
      try Partners.add(secret: secret, of: id, in: writer)
      try Audit.write("partner.secret", of: "partner:\(id)", by: caller.actor, outcome: "made", in: writer)
    }
    return secret
  }
}

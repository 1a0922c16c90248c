import Desk
import Foundation
import Storage

/// Shows who a callback is about, to the one who holds it. The trace is on the disk before anything is opened: if it
/// can't be written, nothing is shown.
package struct Reveal: Sendable {
  let store: Store

  package init(store: Store) { self.store = store }

  /// What the holder sees.
  package struct Sheet {
    package let client: Client
    package let messages: [(at: Date, message: Message)]
    package let notes: [String]
  }

  /// - Parameter encode: makes the answer, inside; what is opened goes nowhere else.
  /// - Throws: `Refusal.held` or `.notHolder` for everybody but the holder; that too leaves an audit entry.
  package func callback(
    _ id: ID<Callback>, by adviser: Adviser, epoch: Int?,
    encode: @escaping @Sendable (Callback, borrowing Sensitive<Sheet>) throws -> [UInt8]
  ) async throws -> [UInt8] {
    let changed: Callback
    do {
      changed = try await store.change(id) { callback, writer in
        guard adviser.maySee(callback) else { throw Refusal.notFound }
        try callback.reveal(by: adviser.id, epoch: epoch, now: writer.now)
        try Audit.write("reveal", of: "callback:\(id)", by: .adviser(adviser.id), outcome: "shown", in: writer)
      }.callback
    } catch let refusal as Refusal {
      try await store.write {
        try Audit.write("reveal", of: "callback:\(id)", by: .adviser(adviser.id), outcome: "refused", in: $0)
      }
      throw refusal
    }
    return try await store.read { reader in try encode(changed, Self.sheet(of: id, in: reader)) }
  }

  private static func sheet(of id: ID<Callback>, in reader: Reader) throws -> Sensitive<Sheet> {
    let client = try Clients.open(id, in: reader)
    let messages = try Messages.open(of: id, in: reader)
    let notes = try Trail.notes(of: id, in: reader)
    return Sensitive(
      Sheet(client: client.use { $0 }, messages: messages.use { $0 }, notes: notes.use { $0 }))
  }

  /// What lies in the inbox; for coordinators.
  package func inboxItem(
    _ id: ID<Inbox.Item>, by caller: Caller,
    encode: @escaping @Sendable (Inbox.Item, borrowing Sensitive<[String]>) throws -> [UInt8]
  ) async throws -> [UInt8] {
    try caller.coordinator()
    let item = try await store.write { writer in
      guard let item = try Inbox.find(id, in: writer) else { throw Refusal.notFound }
      try Audit.write("inbox.show", of: "inbox:\(id)", by: caller.actor, outcome: "shown", in: writer)
      return item
    }
    return try await store.read { reader in try encode(item, Inbox.content(of: item, in: reader)) }
  }
}

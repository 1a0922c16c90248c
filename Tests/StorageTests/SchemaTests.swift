import Desk
import Foundation
import Storage
import Testing

@Suite struct `The table of callbacks` {
  @Test(arguments: [
    // A state without what belongs to it, and what belongs to a state without the state.
    "state = 'claimed'", "state = 'claimed', holder = 'ilinca'", "state = 'claimed', leaseUntil = 1",
    "holder = 'ilinca'", "leaseUntil = 1", "holder = 'ilinca', leaseUntil = 1",
    "state = 'resting'", "restUntil = 1", "state = 'resting', restUntil = 1, leaseUntil = 1",
    "state = 'closed'", "state = 'closed', outcome = 'withdrawn'", "state = 'closed', closedAt = 1",
    "outcome = 'withdrawn'", "closedAt = 1", "askedAt = 1",
    "state = 'needs_language'", "state = 'needs_number'",
    "state = 'needs_number', askedAt = 1, language = NULL",
    // In the queue without a language or a number.
    "language = NULL", "hasNumber = 0",
    "state = 'claimed', holder = 'ilinca', leaseUntil = 1, language = NULL",
    "state = 'claimed', holder = 'ilinca', leaseUntil = 1, hasNumber = 0",
    "state = 'resting', restUntil = 1, hasNumber = 0", "state = 'resting', restUntil = 1, language = NULL",
    // Values outside their list.
    "state = 'lost'", "urgency = 'later'", "channel = 'pigeon'", "hasNumber = 2", "version = 0", "epoch = -1",
    // A holder who doesn't exist, a wrong type, nothing.
    "state = 'claimed', holder = 'nobody', leaseUntil = 1", "waitingSince = 'yesterday'", "attempts = NULL",
    "reference = NULL", "person = NULL",
  ])
  func `refuses a wrong state from any program`(change: String) async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    let refusal = try RawFile(desk.folder).refusal(of: "UPDATE callback SET \(change)")
    #expect(refusal?.hasPrefix("19 ") == true, "\(refusal ?? "taken")")
  }

  @Test(arguments: [
    "state = 'claimed', holder = 'ilinca', leaseUntil = 1", "state = 'resting', restUntil = 1",
    "state = 'closed', outcome = 'withdrawn', closedAt = 1",
    "state = 'closed', outcome = 'withdrawn', closedAt = 1, hasNumber = 0",
    "state = 'needs_language', askedAt = 1, language = NULL", "state = 'needs_language', askedAt = 1",
    "state = 'needs_number', askedAt = 1, hasNumber = 0",
  ])
  func `takes a right one`(change: String) async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    #expect(try RawFile(desk.folder).refusal(of: "UPDATE callback SET \(change)") == nil)
  }
}

@Suite struct `The other tables` {
  @Test(arguments: [
    "INSERT INTO seen (hash) VALUES (x'01')",
    "INSERT INTO token (hash, role, createdAt) VALUES (x'01', 'adviser', 1)",
    "INSERT INTO token (hash, role, createdAt) VALUES (zeroblob(32), 'chief', 1)",
    "UPDATE adviser SET presence = 'busy'", "UPDATE adviser SET presenceAt = 1",
    "UPDATE adviser SET presence = 'asleep', presenceAt = 1",
    "UPDATE client SET phoneBucket = 65536", "UPDATE client SET phoneBucket = -1",
    "UPDATE client SET sealed = NULL",
    "UPDATE client SET sealed = 'Zofia'",
    "INSERT INTO receipt VALUES (1, 'whatsapp', 'main', 1, 'unread', NULL)",
    "INSERT INTO receipt VALUES (1, 'whatsapp', 'main', 1, 'read', x'01')",
    "INSERT INTO receipt VALUES (1, 'whatsapp', 'main', 1, 'lost', NULL)",
    "INSERT INTO dispatch VALUES (1, 1, 'whatsapp', 'main', 'failed', 1, NULL, 0, NULL, x'01', NULL, NULL, NULL)",
    "INSERT INTO dispatch VALUES (1, 1, 'whatsapp', 'main', 'sent', 1, 'why', 0, NULL, x'01', NULL, NULL, NULL)",
    "INSERT INTO dispatch VALUES (1, 9, 'whatsapp', 'main', 'sent', 1, NULL, 0, NULL, x'01', NULL, NULL, NULL)",
    "INSERT INTO inbox VALUES (1, 'number', 's', 1, 'whatsapp', 'main', 0, 1, 1, NULL, NULL, NULL)",
    "INSERT INTO inbox VALUES (1, 'number', 's', 1, 'whatsapp', 'main', 1, 1, 1, NULL, 1, NULL)",
    "INSERT INTO wrappedKey VALUES ('thief', 1, 1, x'01')",
    "INSERT INTO message VALUES (9, 99, 1, x'01')",
    "INSERT INTO event VALUES (99, 1, 1, 1, 'desk', 'heard', '{}', NULL)",
  ])
  func `refuse what can't be`(sql: String) async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    let refusal = try RawFile(desk.folder).refusal(of: sql)
    #expect(refusal?.hasPrefix("19 ") == true, "\(refusal ?? "taken")")
  }

  @Test(arguments: [
    "UPDATE event SET at = at + 1", "UPDATE event SET kind = 'heard' WHERE seq = 1", "DELETE FROM event",
    "DELETE FROM event WHERE seq = 1", "INSERT OR REPLACE INTO event SELECT * FROM event",
    "INSERT OR REPLACE INTO event SELECT 99, callback, version, at, actor, 'heard', '{}', NULL FROM event",
    "UPDATE audit SET outcome = 'refused'", "DELETE FROM audit", "DELETE FROM audit WHERE seq = 1",
    "INSERT OR REPLACE INTO audit SELECT seq, at, 'nobody', action, object, outcome FROM audit",
  ])
  func `keep what happened as it happened`(sql: String) async throws {
    let desk = try await OpenDesk()
    try await desk.receive()
    try await desk.store.write {
      try Audit.write("reveal", of: "callback:1", by: .adviser(OpenDesk.ilinca.id), outcome: "shown", in: $0)
    }
    let refusal = try RawFile(desk.folder).refusal(of: sql)
    #expect(refusal?.hasPrefix("19 ") == true, "\(refusal ?? "taken")")
    let entries = try await desk.store.read { try Audit.entries(of: "callback:1", in: $0) }
    #expect(entries.map(\.actor) == ["adviser:ilinca"])
  }
}

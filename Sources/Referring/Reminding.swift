import Desk
import Foundation
import Storage

/// What comes due by itself: a partner's system that took a referral has it; one that says neither yes nor no is asked
/// again, then a colleague is told; who referred a person here is told what that person agreed to.
extension Liaison {
  /// - Returns: when something is due next.
  package func step() async throws -> Date? {
    let isIdle = try await store.read { reader in
      try Referrals.taken(in: reader).isEmpty && Referrals.due(by: reader.now, in: reader).isEmpty
        && Feedbacks.owed(in: reader).isEmpty
    }
    // Only then: every turn of the writer wakes this step again.
    if !isIdle { try await settle() }
    return try await store.read { try Referrals.nextDue(in: $0) }
  }

  private func settle() async throws {
    try await store.write { writer in
      for id in try Referrals.taken(in: writer) {
        try Referrals.change(id, in: writer) { referral, writer in
          try referral.move(to: .received, by: .partner(referral.requested.partner), now: writer.now)
        }
      }
      for id in try Referrals.due(by: writer.now, in: writer) { try self.remind(id, in: writer) }
      for owed in try Feedbacks.owed(in: writer) { try self.tell(owed, in: writer) }
    }
  }

  private func remind(_ id: ID<Referral>, in writer: Writer) throws {
    guard let found = try Referrals.find(id, in: writer),
      let partner = try Partners.find(found.requested.partner, in: writer)
    else { return }
    let next = days.end(of: partner.answersWithin, after: writer.now)
    let canAsk = try letters.reach(partner, in: writer)
    let (referral, reminder) = try Referrals.change(id, in: writer) { referral, writer in
      referral.remind(now: writer.now, next: next, canAsk: canAsk)
    }
    switch reminder {
    case .askAgain: try letters.askAgain(partner, referral, in: writer)
    case .tellColleague:
      try Inbox.put(
        .partnerSilent, subject: partner.id.name, callback: referral.requested.callback,
        channel: partner.delivery.via.channel, account: partner.id.name, in: writer)
    case nil: break
    }
  }

  private func tell(_ owed: Feedbacks.Owed, in writer: Writer) throws {
    guard let partner = try Partners.find(owed.partner, in: writer) else { return }
    try Callbacks.change(owed.callback, in: writer) { callback, writer in
      guard try self.letters.tell(partner, owed, callback, in: writer) else {
        try Inbox.put(
          .failedSend, subject: "no way to tell", callback: callback.id, channel: .mail, account: partner.id.name,
          in: writer)
        return
      }
      callback.tell(owed.partner, owed.tells, now: writer.now)
    }
    try Feedbacks.told(owed, in: writer)
  }
}

extension Referral.Via {
  /// How it shows in the inbox.
  var channel: Channel {
    switch self {
    case .mail: .mail
    case .webhook: .webhook
    case .phone: .phone
    }
  }
}

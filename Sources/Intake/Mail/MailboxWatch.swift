import Curl
import Desk
import Foundation
import Logging
import MIME
import Storage

/// Looks into the referrers' mailbox again and again, and takes what is new. How far it came is kept in the transaction of
/// each mail; so none is taken twice or passed over, wherever the process ends. Nothing in the mailbox is changed.
package actor MailboxWatch {
  private let store: Store
  private let mailbox: Mailbox
  private let door: MailDoor
  private let log: Logger
  private let every: TimeInterval
  private let name: Data
  private var nextLook = Date.distantPast
  private var failures = 0
  /// The UID whose reading this process has begun: begun once more, it isn't counted again.
  private var begun: UInt32?

  /// What was there longer than that when the desk first looked isn't a referral any more.
  static let firstReach: TimeInterval = 7 * 24 * 3600
  /// A larger mail isn't fetched; a person looks into the mailbox.
  package static let mostBytes = 12 << 20
  /// Of a mail that isn't read, so much of its head is shown.
  static let headBytes = 32 << 10
  /// A mail whose reading ended the process so often isn't read any more.
  static let mostTries = 2

  /// - Parameters:
  ///   - identity: address and user of the mailbox: how far one was read counts for that one.
  ///   - every: seconds between two looks.
  package init(
    store: Store, mailbox: Mailbox, identity: String, every: TimeInterval, door: MailDoor, log: Logger
  ) {
    self.store = store
    self.mailbox = mailbox
    self.every = every
    self.door = door
    self.log = log
    name = store.vault.duplicateHash("mailbox", identity)
  }

  /// Looks when it is time.
  /// - Returns: when it is time again.
  package func step() async throws -> Date? {
    guard store.clock() >= nextLook else { return nextLook }
    do {
      try await look()
      if failures > 0 { log.notice("mailbox is read again") }
      failures = 0
      nextLook = store.clock() + every
    } catch let failure as TransferFailure {
      if failure == .cancelled { return nil }
      try await tell(failure)
    }
    return nextLook
  }

  private func look() async throws {
    let look = try await mailbox.look()
    var position = try await position(in: look)
    while position.uid + 1 < look.nextUID {
      let last = min(look.nextUID - 1, position.uid + Mailbox.listLength)
      for entry in try await mailbox.list((position.uid + 1)...last) where entry.receivedAt >= position.since {
        try await take(entry, &position)
      }
      position.uid = last
      try await save(position)
    }
  }

  /// Where to go on. A mailbox that was made anew is read from its beginning: what was taken is known by its content.
  private func position(in look: MailboxLook) async throws -> Mailboxes.Position {
    let known = try await store.read { [name] in try Mailboxes.find(name, in: $0) }
    guard var position = known else {
      let position = Mailboxes.Position(validity: look.validity, uid: 0, since: store.clock() - Self.firstReach)
      try await save(position)
      return position
    }
    guard position.validity != look.validity else { return position }
    log.notice("mailbox was made anew", metadata: ["validity": "\(look.validity)"])
    position.validity = look.validity
    position.uid = 0
    position.tries = 0
    try await save(position)
    return position
  }

  private func take(_ entry: MailboxEntry, _ position: inout Mailboxes.Position) async throws {
    if entry.uid != begun {
      position.tries += 1
      try await save(position)
      begun = entry.uid
    }
    let judged = position.tries > Self.mostTries ? Judged.unread("ended_the_process") : try await read(entry, position)
    var next = position
    next.uid = entry.uid
    next.tries = 0
    let head = if case .unread = judged { try await head(of: entry, position) } else { [UInt8]() }
    try await store.write { [door, log, name, next] writer in
      do {
        try writer.attempt { try Self.hear(judged, head, entry, door, in: writer) }
      } catch {
        guard writer.mayGoOn(after: error) else { throw error }
        // One bad mail holds up none of the others; a person sees it.
        log.error("mail not understood", metadata: ["uid": "\(entry.uid)", "error": "\(type(of: error))"])
        try door.hold(unread: [], "not_understood", uid: entry.uid, in: writer)
      }
      try Mailboxes.save(next, of: name, in: writer)
    }
    position = next
  }

  private enum Judged: Sendable {
    case mail(ReceivedMail)
    /// It isn't read: why.
    case unread(String)
    /// Somebody took it out of the mailbox meanwhile.
    case gone
  }

  private static func hear(
    _ judged: Judged, _ head: [UInt8], _ entry: MailboxEntry, _ door: MailDoor, in writer: Writer
  )
    throws
  {
    switch judged {
    case .mail(let mail): try door.hear(mail, in: writer)
    case .unread(let reason): try door.hold(unread: head, reason, uid: entry.uid, in: writer)
    case .gone: break
    }
  }

  private func read(_ entry: MailboxEntry, _ position: Mailboxes.Position) async throws -> Judged {
    guard entry.size <= Self.mostBytes else { return .unread("too_large") }
    let bytes: [UInt8]
    do {
      bytes = try await mailbox.fetch(entry.uid, validity: position.validity, most: Self.mostBytes)
    } catch {
      switch error {
      case .notSent(.notFound): return .gone
      case .tooLarge: return .unread("too_large")
      case .notSent, .outcomeUnknown, .cancelled: throw error
      }
    }
    do { return .mail(try door.read(bytes, receivedAt: entry.receivedAt)) } catch { return .unread(error.rawValue) }
  }

  /// For the person who will look; without it the UID must do.
  private func head(of entry: MailboxEntry, _ position: Mailboxes.Position) async throws -> [UInt8] {
    do {
      return try await mailbox.head(entry.uid, validity: position.validity, most: Self.headBytes)
    } catch TransferFailure.cancelled { throw TransferFailure.cancelled } catch { return [] }
  }

  private func save(_ position: Mailboxes.Position) async throws {
    try await store.write { [name] in try Mailboxes.save(position, of: name, in: $0) }
  }

  /// Said once to the log; to a coordinator when it lasts.
  private func tell(_ failure: TransferFailure) async throws {
    failures += 1
    let code = Self.code(failure)
    if failures == 1 { log.warning("mailbox can't be read", metadata: ["reason": "\(code)"]) }
    if failures == 3 {
      try await store.write {
        try Inbox.put(.channelStopped, subject: "imap \(code)", channel: .mail, account: MailDoor.account, in: $0)
      }
    }
    // Whoever is refused and knocks every five seconds gets the account locked.
    let isDenied = failure == .notSent(.denied)
    let pause = min(300, max(every, isDenied ? 30 : 0) * pow(2, Double(min(failures - 1, 6))))
    nextLook = store.clock() + pause
  }

  private static func code(_ failure: TransferFailure) -> String {
    switch failure {
    case .notSent(let reason), .outcomeUnknown(let reason): reason.rawValue
    case .tooLarge: "tooLarge"
    case .cancelled: "cancelled"
    }
  }
}

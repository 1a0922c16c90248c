import Desk
import Foundation

/// All that waits for a person because no rule knows what to do with it. What repeats is one item with a count.
package enum Inbox {
  package enum Kind: String, Sendable, CaseIterable {
    /// Rightly signed, but we can't read it.
    case unreadableDelivery = "unreadable_delivery"
    /// For a number that isn't ours.
    case unrouted
    /// A person sent something that isn't text: a voice note, a photo, a type we don't know.
    case unreadMessage = "unread_message"
    /// Something of the gateway that isn't a message: an account event, a reaction, a status of a group.
    case gatewayEvent = "gateway_event"
    /// The desk asked for a language or a number, and nobody answered within two desk hours.
    case noAnswer = "no_answer"
    /// A message of ours that didn't arrive.
    case failedSend = "failed_send"
    /// A message of ours of which nobody can say whether it arrived.
    case uncertainSend = "uncertain_send"
    /// An account that may not send: its messages wait.
    case channelStopped = "channel_stopped"
    /// Tried as often as the policy goes; a coordinator decides.
    case mostAttempts = "most_attempts"
    /// A letter or webhook to a partner that hasn't left for half an hour, and is tried on.
    case delayedSend = "delayed_send"
    /// A partner who must be told by phone that a referral is over.
    case callPartner = "call_partner"
    /// Half of the promise is over, and nobody who speaks a language of the person will be in before its end: an interpreter
    /// must be found. The subject has the language, and moments that fit.
    case interpreterNeeded = "interpreter_needed"
    /// The promise is over, and nobody called.
    case promiseOver = "promise_over"
    /// Somebody in danger wrote while nobody could call, and nobody was on call. The subject says why nobody could.
    case nobodyOnCall = "nobody_on_call"
    /// A partner that didn't answer a referral, reminded and all.
    case partnerSilent = "partner_silent"
    /// Rightly signed by a partner, and not what the rules allow: another's referral, an answer after the end.
    case partnerAnswer = "partner_answer"
    /// A post of our own form that is probably a program's: it filled in what people don't see.
    case suspectPost = "suspect_post"
    /// A mail of nobody who is registered as a referrer, or that can't be shown to be theirs.
    case quarantinedMail = "quarantined_mail"
    /// A referrer's mail that doesn't say whom to call, or in which language; or that reading would have cost too much.
    case unclearMail = "unclear_mail"
    /// A mail that a machine wrote: an absence note, a mailing list, a loop. Nothing was done with it.
    case automaticMail = "automatic_mail"
    /// A number that can't be phoned, as a gateway or a person gave it.
    case number
  }

  package struct Item: Sendable {
    package let id: ID<Item>
    package let kind: Kind
    /// What it is, in a code ("image", "account_update", "131026"); never a person's words.
    package let subject: String
    package let callback: ID<Callback>?
    package let channel: Channel
    package let account: AccountName
    package let count: Int
    package let firstAt: Date
    package let lastAt: Date
    package let hasContent: Bool
  }

  /// What has no content of its own and repeats is one item with a count.
  /// - Parameter content: kept sealed: under the callback's key where there is one, else under its own.
  package static func put(
    _ kind: Kind, subject: String, callback: ID<Callback>? = nil, channel: Channel, account: AccountName,
    content: String? = nil, in writer: Writer
  ) throws {
    _ = try add(
      kind, subject: subject, callback: callback, channel: channel, account: account, content: content, in: writer)
  }

  /// - Returns: the item, which may have been there before.
  package static func add(
    _ kind: Kind, subject: String, callback: ID<Callback>? = nil, channel: Channel, account: AccountName,
    content: String? = nil, in writer: Writer
  ) throws -> ID<Item> {
    if let row = try writer.row(
      """
      SELECT id FROM inbox WHERE kind = \(kind.rawValue) AND subject = \(subject) AND doneAt IS NULL
      AND coalesce(callback, 0) = \(callback?.rawValue ?? 0) AND channel = \(channel.rawValue)
      AND account = \(account)
      """), content == nil
    {
      let id: ID<Item> = try row.id(0)
      try writer.run("UPDATE inbox SET count = count + 1, lastAt = \(writer.now) WHERE id = \(id)")
      return id
    }
    let id = try writer.next(in: .inbox, as: Item.self)
    if callback == nil && content != nil { try writer.makeKey(for: .inbox, id.rawValue) }
    let sealed = try content.map { try writer.seal([$0], at: place(id, callback)) }
    try writer.run(
      """
      INSERT INTO inbox (id, kind, subject, callback, channel, account, count, firstAt, lastAt, sealed)
      VALUES (\(id), \(kind.rawValue), \(subject), \(callback), \(channel.rawValue), \(account), 1,
        \(writer.now), \(writer.now), \(sealed))
      """)
    return id
  }

  package static func open(after id: ID<Item> = 0, limit: Int, in reader: Reader) throws -> [Item] {
    try reader.rows(
      "SELECT \(columns) FROM inbox WHERE doneAt IS NULL AND id > \(id) ORDER BY id LIMIT \(limit)"
    ).map(read)
  }

  package static func find(_ id: ID<Item>, in reader: Reader) throws -> Item? {
    try reader.row("SELECT \(columns) FROM inbox WHERE id = \(id)").map(read)
  }

  /// What lies in an item. For `Access.Reveal`.
  package static func content(of item: Item, in reader: Reader) throws -> Sensitive<[String]> {
    guard let sealed = try reader.row("SELECT sealed FROM inbox WHERE id = \(item.id)")?.blobIfAny(0) else {
      return Sensitive([])
    }
    return try reader.open(sealed, at: place(item.id, item.callback), as: [String].self)
  }

  package static func finish(_ id: ID<Item>, by adviser: AdviserID, in writer: Writer) throws {
    let changed = try writer.run(
      "UPDATE inbox SET doneAt = \(writer.now), doneBy = \(adviser.name) WHERE id = \(id) AND doneAt IS NULL")
    guard changed == 1 else { throw Refusal.notFound }
    try HeldMails.drop(id, in: writer)
  }

  package static func count(of kind: Kind, in reader: Reader) throws -> Int {
    let row = try reader.row("SELECT count(*) FROM inbox WHERE kind = \(kind.rawValue) AND doneAt IS NULL")
    return Int(try row?.integer(0) ?? 0)
  }

  package static func count(in reader: Reader) throws -> Int {
    Int(try reader.row("SELECT count(*) FROM inbox WHERE doneAt IS NULL")?.integer(0) ?? 0)
  }

  private static let columns: Query =
    "id, kind, subject, callback, channel, account, count, firstAt, lastAt, sealed IS NOT NULL"

  private static func read(_ row: Row) throws -> Item {
    Item(
      id: try row.id(0), kind: try row.value(1, as: Kind.self), subject: try row.text(2),
      callback: try row.integerIfAny(3).map { ID<Callback>($0) }, channel: try row.value(4, as: Channel.self),
      account: try row.text(5), count: Int(try row.integer(6)), firstAt: try row.date(7),
      lastAt: try row.date(8), hasContent: try row.flag(9))
  }

  private static func place(_ id: ID<Item>, _ callback: ID<Callback>?) -> Vault.Place {
    if let callback { return .init(.callback, callback.rawValue, table: "inbox", row: id.rawValue) }
    return .init(.inbox, id.rawValue, table: "inbox", row: id.rawValue)
  }
}

import Desk
import Forms
import Foundation
import Phone
import Storage

/// Makes of one message what it asks for, in one turn of the writer: duplicate key, callback, conversation, answers.
struct Hearing: Sendable {
  let rules: DeskRules
  let ear: LanguageEar
  let replies: Replies

  /// Free text may be sent within 24 hours of the person's last message (gateways.md A1.13); an answer to an older
  /// one would be refused, so none is written.
  static let answerWindow: TimeInterval = 23 * 3600

  /// What can be worked out of an item without knowing what came before.
  func prepare(_ item: GatewayItem, _ vault: Vault) -> GatewayItem {
    switch item {
    case .message(var message):
      message.prepared = prepared(message, vault)
      return .message(message)
    case .submission(var submission):
      submission.reading = ear.read(submission.filled.words.joined(separator: "\n"))
      return .submission(submission)
    case .status, .event, .unrouted, .unreadable: return item
    }
  }

  private func prepared(_ message: InboundMessage, _ vault: Vault) -> InboundMessage.Prepared {
    .init(
      reading: ear.read(message.text),
      duplicateHash: vault.duplicateHash(Channel.whatsapp.rawValue, message.desk, message.gatewayID),
      senderBucket: vault.senderBucket(message.sender.address))
  }

  /// A message that was heard before changes nothing.
  func hear(_ message: InboundMessage, receivedAt: Date, in writer: Writer) throws {
    let prepared = message.prepared ?? self.prepared(message, writer.vault)
    guard try Seen.note(prepared.duplicateHash, in: writer) else { return }
    let sentAt = Self.plausible(message.sentAt, receivedAt: receivedAt)
    let thread = try Threads.find(
      channel: .whatsapp, account: message.account, sender: message.sender.address,
      bucket: prepared.senderBucket, in: writer)
    let heard: Heard
    if let thread {
      heard = try join(thread, message, sentAt: sentAt, in: writer)
    } else {
      heard = try open(message, sentAt: sentAt, in: writer)
    }
    try Messages.append(
      Message(kind: message.kind, text: message.text, raw: message.raw), to: heard.callback.id, at: sentAt,
      in: writer)
    if message.raw != nil {
      try Inbox.put(
        .unreadMessage, subject: message.kind, callback: heard.callback.id, channel: .whatsapp,
        account: message.account, content: message.raw, in: writer)
    }
    guard writer.now.timeIntervalSince(sentAt) < Self.answerWindow else { return }
    try answer(heard, to: message, in: writer)
  }

  private struct Heard {
    let callback: Callback
    let say: [Conversation.Say]
  }

  /// The first message of somebody: a callback, whatever it says.
  private func open(_ message: InboundMessage, sentAt: Date, in writer: Writer) throws -> Heard {
    var conversation = Conversation()
    let number = message.sender.phone
    let understood = ear.understand(message, menuWasShown: false)
    let named: (language: Language?, because: [String]) =
      if case .language(let language, let because) = understood { (language, because) } else { (nil, []) }
    let answers = conversation.answer(understood, known: nil, hasNumber: number != nil, reopened: false)
    let id: ID<Callback> = try writer.next(in: .callback)
    var callback = Callback.receive(
      id,
      .init(
        reference: try References.fresh(in: writer), person: try writer.next(in: .person), channel: .whatsapp,
        account: message.account, language: named.language, because: named.because, hasNumber: number != nil,
        waitingSince: sentAt),
      now: writer.now)
    suggest(to: &callback, message, sentAt: sentAt, now: writer.now)
    let say = try help(callback, &conversation, message, in: writer) + answers
    try Callbacks.insert(
      callback, Client(name: message.name, phone: number?.e164, phoneIsValid: number?.isValid ?? false),
      in: writer)
    try Threads.begin(
      channel: .whatsapp, account: message.account, sender: message.sender.address,
      bucket: message.prepared?.senderBucket, callback: id,
      conversation: conversation, heardAt: sentAt, in: writer)
    if let number, !number.isValid {
      try Inbox.put(
        .number, subject: "not in any numbering plan", callback: id, channel: .whatsapp,
        account: message.account,
        in: writer)
    }
    return Heard(callback: callback.saved, say: say)
  }

  /// Another message of a person whose callback is there: the same callback, opened again if it was closed.
  private func join(_ thread: Threads.Thread, _ message: InboundMessage, sentAt: Date, in writer: Writer)
    throws
    -> Heard
  {
    var thread = thread
    let (callback, say) = try Callbacks.change(thread.callback, in: writer) { callback, writer in
      let wasClosed = if case .closed = callback.state { true } else { false }
      callback.hear(now: writer.now)
      suggest(to: &callback, message, sentAt: sentAt, now: writer.now)
      try readNumber(for: &callback, message, in: writer)
      let answers = try converse(
        &thread.conversation, with: &callback, message, reopened: wasClosed, now: writer.now)
      return try help(callback, &thread.conversation, message, in: writer) + answers
    }
    try Threads.save(thread, heardAt: max(sentAt, thread.lastHeardAt), in: writer)
    return Heard(callback: callback, say: say)
  }

  private func converse(
    _ conversation: inout Conversation, with callback: inout Callback, _ message: InboundMessage,
    reopened: Bool,
    now: Date
  ) throws -> [Conversation.Say] {
    let understood = ear.understand(message, menuWasShown: conversation.menuWasShown)
    if case .language(let language, let because) = understood {
      try callback.know(language, because: because, by: .client, now: now)
    }
    // A language that proved wrong in the call is not known.
    let known = callback.isWithoutLanguage ? nil : callback.language
    let say = conversation.answer(understood, known: known, hasNumber: callback.hasNumber, reopened: reopened)
    for said in say {
      switch said {
      case .whichLanguage, .whichLanguageAgain, .languageNotOffered: callback.askLanguage(now: now)
      case .askNumber: callback.askNumber(now: now)
      case .messageReceived, .help: break
      }
    }
    return say
  }

  private func suggest(to callback: inout Callback, _ message: InboundMessage, sentAt: Date, now: Date) {
    let clock = WallClock(zone: rules.openingHours.zone)
    callback.suggest(ear.suggestion(of: message, sentAt: sentAt, clock: clock), now: now)
  }

  /// Somebody whom nobody can phone yet may write the number.
  private func readNumber(for callback: inout Callback, _ message: InboundMessage, in writer: Writer) throws {
    guard !callback.hasNumber, let text = message.text,
      case .number(let number) = PhoneReader.read(text, region: rules.phoneRegion)
    else { return }
    var client = try Clients.open(callback.id, in: writer).use { $0 }
    client.phone = number.e164
    client.phoneIsValid = true
    try Clients.save(client, of: callback.id, in: writer)
    callback.knowNumber(by: .client, now: writer.now)
  }

  private func answer(_ heard: Heard, to message: InboundMessage, in writer: Writer) throws {
    let opens = rules.opens(after: writer.now)
    for say in heard.say {
      let text = replies.text(say, hint: ear.hint(message), now: writer.now, opens: opens)
      try Dispatches.write(
        .init(to: message.sender.address, text: text), channel: .whatsapp, account: message.account,
        callback: heard.callback.id, in: writer)
    }
  }

  /// Whom else to phone comes before anything that the desk asks.
  private func help(
    _ callback: Callback, _ conversation: inout Conversation, _ message: InboundMessage, in writer: Writer
  ) throws -> [Conversation.Say] {
    guard callback.isInDangerUncalled,
      rules.unattended(callback, by: try rules.present(in: writer), now: writer.now) != nil
    else { return [] }
    let languages = rules.helpLanguages(
      known: callback.isWithoutLanguage ? nil : callback.language, written: ear.urgentIn(message),
      hint: ear.hint(message))
    return [conversation.help(in: languages, now: writer.now)].compactMap { $0 }
  }

  /// A clock that is wrong must not jump the queue: not later than it came, not older than Meta's seven days of
  /// retries (gateways.md A1.3).
  static func plausible(_ sentAt: Date?, receivedAt: Date) -> Date {
    guard let sentAt, sentAt <= receivedAt, sentAt > receivedAt - 8 * 24 * 3600 else { return receivedAt }
    return sentAt
  }
}

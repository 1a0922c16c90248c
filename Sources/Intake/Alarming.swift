import Desk
import Foundation
import Storage

/// Looks after those in danger whom nobody of the desk can call: tells who is on call, and the person whom else to phone.
/// What was told is a row; a desk that was killed goes on where it was, and tells nothing twice.
package struct Alarming: Sendable {
  private let store: Store
  private let rules: DeskRules
  private let replies: Replies
  private let onCall: OnCall?

  /// - Parameter onCall: nil where nobody is configured: the inbox and the report say so.
  package init(store: Store, rules: DeskRules, replies: Replies, onCall: OnCall?) {
    self.store = store
    self.rules = rules
    self.replies = replies
    self.onCall = onCall
  }

  /// The desk closes and shifts end without anything being written, so it looks by itself too.
  private static let pause: TimeInterval = 20
  private static let atOnce = 100

  /// - Returns: when to look again.
  package func step() async throws -> Date {
    let isNeeded = try await store.read { try !due(in: $0).isEmpty }
    if isNeeded {
      try await store.write { writer in
        for (callback, reason) in try due(in: writer) { try alarm(callback, reason, in: writer) }
      }
    }
    return store.clock() + Self.pause
  }

  private func due(in reader: Reader) throws -> [(Callback, Unattended)] {
    let callbacks = try Alarms.due(notSince: reader.now - OnCall.alarmHolds, limit: Self.atOnce, in: reader)
    if callbacks.isEmpty { return [] }
    let present = try rules.present(in: reader)
    return callbacks.compactMap { callback in
      rules.unattended(callback, by: present, now: reader.now).map { (callback, $0) }
    }
  }

  private func alarm(_ callback: Callback, _ reason: Unattended, in writer: Writer) throws {
    let alarm = try Alarms.insert(callback.id, reason, who: onCall?.who, in: writer)
    for way in onCall?.ways ?? [] { try tell(way, alarm, callback, in: writer) }
    if onCall == nil {
      try Inbox.put(
        .nobodyOnCall, subject: reason.rawValue, callback: callback.id, channel: callback.received.channel,
        account: callback.received.account, in: writer)
    }
    try help(callback, in: writer)
  }

  private func tell(_ way: OnCall.Way, _ alarm: Alarm, _ callback: Callback, in writer: Writer) throws {
    let words = AlarmWords(desk: rules.name, alarm: alarm, language: callback.language, zone: rules.openingHours.zone)
    switch way {
    case .command(let command):
      let page = Alarms.Page(
        alarm: alarm.id.rawValue, callback: callback.id.rawValue, language: callback.language?.code,
        reason: alarm.reason, at: alarm.at.formatted(.iso8601), command: command)
      try Dispatches.write(page, callback: callback.id, alarm: alarm.id, in: writer)
    case .mail(let address):
      try Dispatches.write(
        .init(to: address, subject: words.subject, text: words.text), callback: callback.id, alarm: alarm.id,
        in: writer)
    case .whatsapp(let number, let account, let template):
      try Dispatches.write(
        .init(to: number, text: words.text, template: template), account: account, callback: callback.id,
        alarm: alarm.id, in: writer)
    }
  }

  /// Who wrote while the desk was open, and wasn't called before it closed, is told now whom else to phone.
  private func help(_ callback: Callback, in writer: Writer) throws {
    guard let found = try Threads.ofCallback(callback.id, in: writer),
      writer.now.timeIntervalSince(found.thread.lastHeardAt) < Hearing.answerWindow
    else { return }
    // She was told when she wrote, in whatever languages.
    if callback.isWithoutLanguage && found.thread.conversation.helpSaid != nil { return }
    var thread = found.thread
    let languages = rules.helpLanguages(
      known: callback.isWithoutLanguage ? nil : callback.language, written: [], hint: nil)
    guard let say = thread.conversation.help(in: languages, now: writer.now) else { return }
    try Threads.save(thread, heardAt: thread.lastHeardAt, in: writer)
    let text = replies.text(say, hint: nil, now: writer.now, opens: rules.opens(after: writer.now))
    try Threads.sender(of: thread, in: writer).use { sender in
      try Dispatches.write(
        .init(to: sender, text: text), channel: found.channel, account: found.account, callback: callback.id,
        in: writer)
    }
  }
}

extension DeskRules {
  /// Who is at work now, by her own word or by the roster.
  func present(in reader: Reader) throws -> [Adviser] {
    try Advisers.all(in: reader).map { $0.observing(openingHours.closed) }
      .filter { $0.presence(now: reader.now) != .away }.map(\.adviser)
  }
}

/// The words to who is on call, Dutch first and English after. Nothing of the person; a number to look up at the desk.
struct AlarmWords {
  let desk: String
  let alarm: Alarm
  let language: Language?
  let zone: TimeZone

  var subject: String { "\(desk): \(alarm.callback)" }

  var text: String {
    let code = language?.code ?? "?"
    let time = WallClock(zone: zone).time(of: alarm.at)
    let (dutch, english) =
      switch alarm.reason {
      case .closed: ("het loket is dicht", "the desk is closed")
      case .nobodyIn: ("er is niemand die de taal spreekt", "nobody is in who speaks the language")
      }
    return """
      \(desk), \(time): misschien is er iemand in gevaar, en \(dutch). Terugbelverzoek \(alarm.callback), taal: \(code).
      balie claim \(alarm.callback)

      Somebody may be in danger, and \(english). Callback \(alarm.callback), language: \(code).
      """
  }
}

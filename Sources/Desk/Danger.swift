import Foundation

/// Why nobody of the desk can call somebody in danger now.
package enum Unattended: String, Sendable, Codable, CaseIterable {
  /// The desk is closed.
  case closed
  /// The desk is open, and nobody is in who speaks a language of the person.
  case nobodyIn = "nobody_in"
}

extension Callback {
  /// In danger, and nobody called or is about to.
  package var isInDangerUncalled: Bool {
    guard received.urgency == .now, attempts.isEmpty else { return false }
    return switch state {
    case .needsLanguage, .needsNumber, .waiting, .offered, .resting: true
    case .claimed, .closed: false
    }
  }
}

extension DeskRules {
  /// - Parameter present: who is at work now, by her own word or by the roster.
  package func unattended(_ callback: Callback, by present: [Adviser], now: Date) -> Unattended? {
    guard openingHours.contains(now) else { return .closed }
    // While the language isn't known anybody can look into it.
    let canHelp = present.contains { callback.language == nil || $0.canSpeak(with: callback) }
    return canHelp ? nil : .nobodyIn
  }

  /// When the desk opens again; nil while it is open.
  package func opens(after now: Date) -> Date? {
    openingHours.contains(now) ? nil : openingHours.next(after: now)?.start
  }

  /// The most blocks that a message of help has: WhatsApp takes 4,096 characters.
  private static let mostHelpLanguages = 4

  /// In which languages somebody in danger is told whom to phone. The person's own, when it is known. Else the desk doesn't
  /// guess and doesn't wait either: it says so in those languages whose words made the message urgent, in the one that
  /// goes with the number's country, and in English, and once more in her own as soon as she names it.
  package func helpLanguages(known: Language?, written: [String], hint: Language?) -> [Language] {
    if let known { return [known] }
    let likely = written.compactMap { languages[$0] }.prefix(Self.mostHelpLanguages - 2)
    let all = likely + [hint, languages["en"] ?? languages.all.first].compactMap { $0 }
    return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

/// Who is told at once of somebody in danger whom nobody can call, and by which ways (`alarm.onCall`).
package struct OnCall: Sendable, Equatable {
  package enum Way: Sendable, Equatable {
    /// A program and its arguments. It is run by itself, never by a shell, and is told numbers and codes.
    case command([String])
    case mail(String)
    /// - template: the name and language of one that Meta approved, without blanks. Nil: free text, which Meta carries only
    ///   within a day of the last message of who is on call.
    case whatsapp(to: String, account: AccountName, template: Template?)
  }

  package struct Template: Sendable, Equatable, Codable {
    package let name: String
    package let language: String

    package init(name: String, language: String) {
      self.name = name
      self.language = language
    }
  }

  /// As the report names her.
  package let who: String
  /// One or more; each is used.
  package let ways: [Way]

  package init(who: String, ways: [Way]) {
    self.who = who
    self.ways = ways
  }

  /// No second alarm about the same callback within so many seconds.
  package static let alarmHolds: TimeInterval = 12 * 3600
}

extension OnCall.Way {
  package var channel: Channel {
    switch self {
    case .command: .command
    case .mail: .mail
    case .whatsapp: .whatsapp
    }
  }
}

/// That somebody in danger wrote while nobody could call: who was told of it, or that nobody was on call.
package struct Alarm: Sendable, Equatable {
  package let id: ID<Alarm>
  package let callback: ID<Callback>
  package let at: Date
  package let reason: Unattended
  /// Nil: nobody was on call.
  package let who: String?

  package init(id: ID<Alarm>, callback: ID<Callback>, at: Date, reason: Unattended, who: String?) {
    self.id = id
    self.callback = callback
    self.at = at
    self.reason = reason
    self.who = who
  }
}

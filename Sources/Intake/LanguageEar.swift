import Desk
import Foundation
import Language
import Phone

/// What a message says: of the language its writer wants, and, as suggestions, of the rest.
package struct LanguageEar: Sendable {
  let languages: Languages
  let reader: MessageReader
  let menu: LanguageMenu

  package init(languages: Languages, reader: MessageReader, menu: LanguageMenu) {
    self.languages = languages
    self.reader = reader
    self.menu = menu
  }

  /// Reads a message for what it says by itself; before the writer's turn, since it takes its time.
  func read(_ text: String?) -> MessageReading? { text.map(reader.read) }

  /// - Parameter menuWasShown: a bare number answers the menu, and means nothing before it.
  func understand(_ message: InboundMessage, menuWasShown: Bool) -> Conversation.Understood {
    if menuWasShown, let language = message.text.flatMap(menu.choice).flatMap({ languages[$0] }) {
      return .language(language, because: ["number of the menu"])
    }
    return understand(message.prepared?.reading ?? read(message.text))
  }

  /// What a text by itself says of the language.
  func understand(_ reading: MessageReading?) -> Conversation.Understood {
    guard let reading else { return .nothing }
    switch reading.language {
    // The trail keeps the rule in clear; the words, which may be the whole message, only sealed with the message.
    case .named(let code, _, let rule):
      return languages[code].map { .language($0, because: [rule]) } ?? .nothing
    case .notOffered: return .notOffered
    case .unclear: return .nothing
    }
  }

  /// A language the sender may well read, by the country of the number.
  func hint(_ message: InboundMessage) -> Language? {
    message.sender.phone?.region.flatMap { Self.hints[$0] }.flatMap { languages[$0] }
  }

  /// The language most people with a number of that country read.
  private static let hints = [
    "PL": "pl", "RO": "ro", "MD": "ro", "BG": "bg", "TR": "tr", "UA": "uk", "RU": "ru", "DE": "de",
    "AT": "de",
    "GR": "el", "CY": "el", "HU": "hu", "ES": "es", "CO": "es", "VE": "es", "AR": "es", "NL": "nl",
    "BE": "nl",
  ]

  /// The languages in which a message of danger may be written, while that isn't clear.
  func urgentIn(_ message: InboundMessage) -> [String] { message.prepared?.reading?.urgentIn ?? [] }

  func suggestion(of message: InboundMessage, sentAt: Date, clock: WallClock) -> Suggestion {
    suggestion(of: message.prepared?.reading ?? read(message.text), sentAt: sentAt, clock: clock)
  }

  /// - Parameter clock: of the desk, for "tomorrow" and "on Thursday".
  func suggestion(of reading: MessageReading?, sentAt: Date, clock: WallClock) -> Suggestion {
    guard let reading else { return Suggestion() }
    var suggestion = Suggestion(
      issue: reading.issue.flatMap { IssueCode($0.value) },
      urgency: reading.urgency.flatMap { Urgency(rawValue: $0.value) },
      windows: reading.wish.flatMap { CallWindow($0, zone: clock.zone) }.map { [$0] } ?? [],
      days: reading.days.map { .init(event: $0.event, date: Self.date($0.day, from: sentAt, clock)) })
    if let urgency = reading.urgency { suggestion.because.append("urgency \(urgency.value): \(urgency.rule)") }
    if let issue = reading.issue { suggestion.because.append("issue \(issue.value): \(issue.rule)") }
    return suggestion
  }

  private static func date(_ day: MessageReading.Day, from sentAt: Date, _ clock: WallClock) -> String {
    let today = clock.day(of: sentAt)
    switch day {
    case .inDays(let days): return "\(today.advanced(by: days))"
    case .weekday(let name):
      // "On Thursday" is the next one, never today.
      let next = (1...7).map { today.advanced(by: $0) }.first { $0.weekday.rawValue == name }
      return "\(next ?? today)"
    }
  }
}

extension CallWindow {
  /// What somebody said of when to call; nil when that would never open.
  package init?(_ wish: TimeWish, zone: TimeZone) {
    let said = wish.window
    self.init(
      days: said.days.compactMap { Weekday(rawValue: $0) }, from: LocalTime(minutes: said.from),
      to: LocalTime(minutes: said.to), zone: zone.identifier)
  }
}

extension Suggestion {
  /// Whoever chose an issue that can't wait has said so.
  func raised(to issue: IssueList.Issue?) -> Suggestion {
    guard let issue, let chosen = issue.urgency, chosen > urgency ?? .normal else { return self }
    var raised = self
    raised.urgency = chosen
    raised.because.append("urgency \(chosen.rawValue): \(issue.code) was chosen")
    return raised
  }
}

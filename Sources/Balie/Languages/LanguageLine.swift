import Desk
import Foundation
import Intake
import Language

/// One message of `balie language eval --json`: what is understood, null where the desk would ask.
struct LanguageLine: Encodable {
  let id: String
  let language: String?
  let issue: String?
  let urgency: Urgency
  let window: [CallWindow]?
  let days: [String]
  let because: [String]

  init(id: String, _ reading: MessageReading, zone: TimeZone) {
    self.id = id
    issue = reading.issue?.value
    urgency = reading.urgency.flatMap { Urgency(rawValue: $0.value) } ?? .normal
    window = reading.wish.flatMap { CallWindow($0, zone: zone) }.map { [$0] }
    days = reading.days.map { "\($0.event): \(Self.day($0.day))" }
    let why: [String]
    switch reading.language {
    case .named(let code, let words, let rule):
      language = code
      why = ["language \(code): \(rule) (\(words.joined(separator: ", ")))"]
    case .notOffered(let name):
      language = nil
      why = ["language: \(name) is not offered; told so, and asked"]
    case .unclear(let because):
      language = nil
      why = ["language: asked (\(because.joined(separator: "; ")))"]
    }
    because =
      why
      + [("issue", reading.issue), ("urgency", reading.urgency)].compactMap { name, found in
        found.map { "\(name) \($0.value): \($0.rule) (\($0.words.joined(separator: " ")))" }
      }
  }

  private static func day(_ day: MessageReading.Day) -> String {
    switch day {
    case .inDays(0): "today"
    case .inDays(1): "tomorrow"
    case .inDays(-1): "yesterday"
    case .inDays(let days): "in \(days) days"
    case .weekday(let name): name
    }
  }

  private enum CodingKeys: CodingKey { case id, language, issue, urgency, window, because }

  /// Every field, null where there is none.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encode(language, forKey: .language)
    try container.encode(issue, forKey: .issue)
    try container.encode(urgency, forKey: .urgency)
    try container.encode(window, forKey: .window)
    try container.encode(because + days, forKey: .because)
  }

  /// For a person at the terminal.
  var spoken: [String] {
    let times = (window ?? []).map { window in
      "call: \(window.days.map(\.rawValue).joined(separator: " ")) \(window.from)-\(window.to)"
    }
    return because + times + days
  }
}

import Desk
import Language

/// How many messages of a labelled file were understood.
struct LanguageScore {
  struct Count {
    var right = 0
    var asked = 0
    var wrong = 0
    var all: Int { right + asked + wrong }
  }

  private(set) var languages: [String: Count] = [:]
  /// Messages whose language can't be known: right is asking.
  private(set) var ambiguous = Count()
  /// From what it is to what it was taken for, "?" for asking.
  private(set) var confusion: [String: [String: Int]] = [:]
  private(set) var issues = Count()
  private(set) var urgency = (meant: 0, found: 0, right: 0)
  private(set) var windows = (said: 0, understood: 0, right: 0, all: 0)
  /// Which were wrong, and in what, without their text.
  private(set) var mistakes: [String] = []

  mutating func add(_ message: LabelledMessage, _ line: LanguageLine) {
    addLanguage(message, line)
    addIssue(message, line)
    let isUrgent = line.urgency != .normal
    if message.urgent { urgency.meant += 1 }
    if isUrgent { urgency.found += 1 }
    if message.urgent && isUrgent { urgency.right += 1 }
    if message.urgent != isUrgent {
      mistakes.append("\(message.id) urgency: \(message.urgent ? "missed" : "raised by mistake")")
    }
    let said = WindowLabel(line.window?.first)
    let isRight = message.window.map { said.matches($0) } ?? (line.window == nil)
    windows.all += 1
    if message.window != nil { windows.said += 1 }
    if message.window != nil && isRight { windows.understood += 1 }
    if isRight {
      windows.right += 1
    } else {
      mistakes.append("\(message.id) window: \(message.window ?? "none") is meant")
    }
  }

  private mutating func addLanguage(_ message: LabelledMessage, _ line: LanguageLine) {
    guard let meant = message.language else {
      if line.language == nil { ambiguous.right += 1 } else { ambiguous.wrong += 1 }
      confusion["?", default: [:]][line.language ?? "?", default: 0] += 1
      if let language = line.language { mistakes.append("\(message.id) language: \(language), must ask") }
      return
    }
    confusion[meant, default: [:]][line.language ?? "?", default: 0] += 1
    var count = languages[meant] ?? Count()
    switch line.language {
    case nil: count.asked += 1
    case meant?: count.right += 1
    case let found?: if message.alsoRight.contains(found) { count.right += 1 } else { count.wrong += 1 }
    }
    if line.language != meant { mistakes.append("\(message.id) language: \(line.language ?? "asked"), is \(meant)") }
    languages[meant] = count
  }

  private mutating func addIssue(_ message: LabelledMessage, _ line: LanguageLine) {
    guard let meant = message.issue else { return }
    switch line.issue {
    case nil: issues.asked += 1
    case meant?: issues.right += 1
    case let found?:
      if message.issuesAlso.contains(found) {
        issues.right += 1
      } else {
        issues.wrong += 1
        mistakes.append("\(message.id) issue: \(found), is \(meant)")
      }
    }
  }
}

/// A window as the labelled files write it.
private struct WindowLabel {
  let window: CallWindow?
  init(_ window: CallWindow?) { self.window = window }

  func matches(_ label: String) -> Bool {
    guard let window else { return false }
    let parts = label.split(separator: " ", maxSplits: 1).map(String.init)
    switch (parts.first, parts.last) {
    case ("after", let time?): return window.from.description == time
    case ("before", let time?): return window.to.description == time
    case ("between", let times?): return "\(window.from)-\(window.to)" == times
    case (let days?, _): return window.days.map(\.rawValue).joined(separator: ",") == days
    case _: return false
    }
  }
}

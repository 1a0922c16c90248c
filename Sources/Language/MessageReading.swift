/// What a message says, as far as a machine can tell. All but the language are suggestions.
///
/// The words are the client's own: they may be shown to whoever tries the rules, never logged or kept in clear.
package struct MessageReading: Equatable, Sendable {
  /// Something suggested: its value, the rule that led to it and the words.
  package struct Suggestion: Equatable, Sendable {
    package let value: String
    package let rule: String
    package let words: [String]
  }

  /// A day on which something happens or happened, as it was said.
  package struct EventDay: Equatable, Sendable {
    /// `court`, `deadline`, `dismissal`, `leaving`.
    package let event: String
    package let day: Day
  }

  package enum Day: Equatable, Sendable {
    /// Days from the message: -1 is yesterday.
    case inDays(Int)
    /// The next "mon" … "sun".
    case weekday(String)
  }

  package let language: LanguageReading
  /// A code of the issue list.
  package let issue: Suggestion?
  /// `now` or `soon`.
  package let urgency: Suggestion?
  /// While the language isn't clear: those whose words alone make it as urgent. It may be written in one of them.
  package let urgentIn: [String]
  package let wish: TimeWish?
  package let days: [EventDay]
}

/// What a message seems to say besides the language. A person confirms it; only urgency counts at once, and a
/// machine only raises that. Rules and values: the words that led to them stay sealed with the message.
package struct Suggestion: Sendable, Equatable, Codable {
  package var issue: IssueCode?
  package var urgency: Urgency?
  /// When the person would like to be called.
  package var windows: [CallWindow]
  package var days: [EventDay]
  /// Which rules led to it: "urgency now: identity papers withheld".
  package var because: [String]

  /// A day that a legal term may run from or to.
  package struct EventDay: Sendable, Equatable, Codable {
    /// `court`, `deadline`, `dismissal`, `leaving`.
    package var event: String
    /// "2026-11-26", in the desk's zone.
    package var date: String

    package init(event: String, date: String) {
      self.event = event
      self.date = date
    }
  }

  package init(
    issue: IssueCode? = nil, urgency: Urgency? = nil, windows: [CallWindow] = [], days: [EventDay] = [],
    because: [String] = []
  ) {
    self.issue = issue
    self.urgency = urgency
    self.windows = windows
    self.days = days
    self.because = because
  }

  package var isEmpty: Bool { issue == nil && urgency == nil && windows.isEmpty && days.isEmpty }
}

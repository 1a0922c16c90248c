import Foundation

/// What a coordinator decides about the desk, as the rules use it.
package struct DeskRules: Sendable, Equatable {
  /// As clients see it.
  package let name: String
  package let languages: Languages
  /// When the desk is open; promises count these minutes.
  package let openingHours: DeskCalendar
  package let promises: Promises
  /// Whom first.
  package let points: Points
  /// How long an offer stands, in seconds; 0: nothing is offered.
  package let offerSeconds: Int
  package let attempts: AttemptPolicy
  /// The country in which a number without a prefix is dialled, ISO 3166-1 ("NL").
  package let phoneRegion: String
  /// What callbacks can be about.
  package let issues: IssueList

  package init(
    name: String, languages: Languages, openingHours: WeeklyHours, closed: ClosedDays = .none, promises: Promises,
    points: Points = Points(), offerSeconds: Int = 120, attempts: AttemptPolicy, phoneRegion: String,
    issues: IssueList = .bare
  ) {
    self.name = name
    self.languages = languages
    self.openingHours = DeskCalendar(openingHours, closed: closed)
    self.promises = promises
    var points = points
    points.promises = promises
    self.points = points
    self.offerSeconds = offerSeconds
    self.attempts = attempts
    self.phoneRegion = phoneRegion
    self.issues = issues
  }

  /// By when the first attempt is promised; nil while the desk has no opening hours at all.
  package func due(_ callback: Callback) -> Date? {
    openingHours.moment(after: promises.deskMinutes(callback.received.urgency), from: callback.waitingSince)
  }

  /// Desk minutes after which an unanswered question of the desk is a person's business.
  package static let patienceMinutes = 120.0

  package func isOverdue(questionAskedAt asked: Date, now: Date) -> Bool {
    openingHours.minutes(from: asked, to: now) >= Self.patienceMinutes
  }
}

extension Adviser {
  /// Which callbacks exist for her: those in a language she speaks, and what she holds. For a coordinator all.
  package func maySee(_ callback: Callback) -> Bool {
    if role == .coordinator || callback.holder == id { return true }
    return callback.language != nil && canSpeak(with: callback)
  }

  /// In the person's own language or a second one.
  package func canSpeak(with callback: Callback) -> Bool {
    ([callback.language].compactMap { $0 } + callback.received.alsoSpeaks).contains { level(in: $0) != nil }
  }
}

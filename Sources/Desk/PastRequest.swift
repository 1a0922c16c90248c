import Foundation

/// A request as the trail tells of it, to be played once more. Nothing of the person.
package struct PastRequest: Sendable, Codable, Equatable {
  package let id: Int64
  package let asked: Date
  package let language: Language
  package let alsoSpeaks: [Language]
  /// The area of what it was about: "employment".
  package let area: String
  package let urgency: Urgency
  /// When the person could be called; nil: at any hour.
  package let hours: DayPart?
  /// Who had called about an earlier request of the same person.
  package let previous: AdviserID?
  /// Of each attempt, whether somebody answered.
  package let answers: [Bool]
  /// How long the call took, where the trail tells.
  package let talkMinutes: Double?

  package init(
    id: Int64, asked: Date, language: Language, alsoSpeaks: [Language], area: String, urgency: Urgency,
    hours: DayPart?, previous: AdviserID?, answers: [Bool], talkMinutes: Double?
  ) {
    self.id = id
    self.asked = asked
    self.language = language
    self.alsoSpeaks = alsoSpeaks
    self.area = area
    self.urgency = urgency
    self.hours = hours
    self.previous = previous
    self.answers = answers
    self.talkMinutes = talkMinutes
  }

  /// The trail of one callback, and who called about an earlier one of the same person.
  /// - Returns: nil when nobody ever knew the language.
  package init?(_ callback: Callback, trail: [Callback.Recorded], previous: AdviserID?) {
    guard let language = callback.language else { return nil }
    let received = callback.received
    self.init(
      id: callback.id.rawValue, asked: Self.second(callback.waitingSince), language: language,
      alsoSpeaks: received.alsoSpeaks,
      area: String(callback.issue.code.prefix { $0 != "." }), urgency: received.urgency,
      hours: received.windows.first.flatMap { DayPart(from: $0.from, to: $0.to) }, previous: previous,
      answers: callback.attempts.map { $0.result.isAnswered }, talkMinutes: Self.talk(trail))
  }

  /// JSON has whole seconds: the same from a desk that runs as from a folder.
  private static func second(_ moment: Date) -> Date {
    Date(timeIntervalSince1970: moment.timeIntervalSince1970.rounded(.down))
  }

  /// From the last look at the number to writing down that somebody answered; a call of over two hours is one that was
  /// written down later.
  private static func talk(_ trail: [Callback.Recorded]) -> Double? {
    var begun: Date?
    for recorded in trail {
      switch recorded.event {
      case .claimed, .takenOver, .assigned, .revealed: begun = recorded.at
      case .attempted(let result, _, _) where result.isAnswered:
        guard let begun else { return nil }
        let minutes = recorded.at.timeIntervalSince(begun) / 60
        return (1...120).contains(minutes) ? minutes : nil
      case _: break
      }
    }
    return nil
  }
}

extension AttemptResult {
  /// Did the person, or somebody for her, pick up?
  fileprivate var isAnswered: Bool {
    switch self {
    case .reached, .callDropped, .askedOtherTime, .languageMismatch, .wrongPerson: true
    case .noAnswer, .voicemailLeft, .voicemailNotAllowed, .busy, .numberInvalid: false
    }
  }
}

import Foundation

/// What the desk has asked somebody in a thread, and how often. Pure: it takes what was understood and says what
/// to answer; the cap keeps a person from being spoken at by a machine.
package struct Conversation: Sendable, Equatable, Codable {
  package private(set) var timesLanguageAsked = 0
  package private(set) var timesNumberAsked = 0
  /// The language in which "we got your message" was last said.
  package private(set) var confirmedIn: Language?
  /// In which languages, and when (seconds since 1970), somebody in danger was last told whom else to phone.
  package private(set) var helpSaid: [String: Int]?

  package init() {}

  /// What a message says of the language.
  package enum Understood: Sendable, Equatable {
    case language(Language, because: [String])
    case notOffered
    case nothing
  }

  /// What the desk answers in the thread.
  package enum Say: Sendable, Equatable {
    case messageReceived(in: Language)
    case whichLanguage
    case whichLanguageAgain
    case languageNotOffered
    case askNumber(in: Language)
    /// Whom to phone while nobody of the desk can call.
    case help(in: [Language])
  }

  /// How often a machine asks the same thing before a person looks at it.
  package static let mostQuestions = 2

  /// Was the numbered menu shown, so that "3" is an answer?
  package var menuWasShown: Bool { timesLanguageAsked > 0 }

  /// - Parameter known: the callback's language, when it is known already.
  package mutating func answer(
    _ understood: Understood, known: Language?, hasNumber: Bool, reopened: Bool
  ) -> [Say] {
    let language: Language
    switch (understood, known) {
    case (.language(let named, _), _): language = named
    case (_, let known?): language = known
    case (.notOffered, nil): return askLanguage(first: .languageNotOffered)
    case (.nothing, nil): return askLanguage(first: .whichLanguage)
    }
    var say: [Say] = []
    if confirmedIn != language || reopened {
      confirmedIn = language
      say.append(.messageReceived(in: language))
    }
    if !hasNumber && timesNumberAsked < Self.mostQuestions {
      timesNumberAsked += 1
      say.append(.askNumber(in: language))
    }
    return say
  }

  /// Whom to phone is said again after so many seconds: the next night it may be another list.
  package static let helpHolds = 12 * 3600

  /// - Parameter languages: the person's own, or those in which the message may be while that isn't known.
  package mutating func help(in languages: [Language], now: Date) -> Say? {
    let second = Int(now.timeIntervalSince1970)
    let untold = languages.filter { (helpSaid?[$0.code]).map { second - $0 >= Self.helpHolds } ?? true }
    if untold.isEmpty { return nil }
    helpSaid = (helpSaid ?? [:]).merging(untold.map { ($0.code, second) }) { $1 }
    return .help(in: untold)
  }

  private mutating func askLanguage(first: Say) -> [Say] {
    guard timesLanguageAsked < Self.mostQuestions else { return [] }
    timesLanguageAsked += 1
    return [timesLanguageAsked == 1 || first == .languageNotOffered ? first : .whichLanguageAgain]
  }
}

import Foundation

/// What the desk has asked somebody in a thread, and how often. Pure: it takes what was understood and says what
/// to answer; the cap keeps a person from being spoken at by a machine.
package struct Conversation: Sendable, Equatable, Codable {
  package private(set) var timesLanguageAsked = 0
  package private(set) var timesNumberAsked = 0
  /// The language in which "we got your message" was last said.
  package private(set) var confirmedIn: Language?

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

  private mutating func askLanguage(first: Say) -> [Say] {
    guard timesLanguageAsked < Self.mostQuestions else { return [] }
    timesLanguageAsked += 1
    return [timesLanguageAsked == 1 || first == .languageNotOffered ? first : .whichLanguageAgain]
  }
}

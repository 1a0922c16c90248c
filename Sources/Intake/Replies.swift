import Desk
import Foundation
import Language
import Words

/// The words of what the desk answers in a thread.
package struct Replies: Sendable {
  private let phrases: Phrases
  private let menu: LanguageMenu
  let help: HelpText

  package init(phrases: Phrases, menu: LanguageMenu, help: HelpText) {
    self.phrases = phrases
    self.menu = menu
    self.help = help
  }

  /// - Parameter hint: a language the sender may well read, by the country of the number. It only orders what is
  ///   said: the question stands in English and in that language, and the menu names every language by itself.
  /// - Parameter opens: when the desk opens again, while it is closed.
  func text(_ say: Conversation.Say, hint: Language?, now: Date, opens: Date?) -> String {
    switch say {
    case .messageReceived(let language): phrases.text(.messageReceived, in: language.code)
    case .askNumber(let language): phrases.text(.askPhone, in: language.code)
    case .whichLanguage: question(.whichLanguage, hint: hint)
    case .whichLanguageAgain: question(.whichLanguageAgain, hint: hint)
    case .languageNotOffered: question(.languageNotOffered, hint: hint)
    case .help(let languages): help.text(in: languages, at: now, opens: opens)
    }
  }

  private func question(_ key: PhraseKey, hint: Language?) -> String {
    let offered = Set(phrases.languages.map(\.code))
    let codes = [hint?.code, "en"].compactMap { $0 }.filter(offered.contains)
    let asked = codes.enumerated().filter { codes.firstIndex(of: $0.element) == $0.offset }
      .map { phrases.text(key, in: $0.element) }
    return (asked + [menu.text()]).joined(separator: "\n\n")
  }
}

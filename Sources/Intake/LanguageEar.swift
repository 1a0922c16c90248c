import Desk
import Language

/// What a message says of the language its writer wants.
package struct LanguageEar: Sendable {
  let languages: Languages
  let reader: LanguageReader
  let menu: LanguageMenu

  package init(languages: Languages, reader: LanguageReader, menu: LanguageMenu) {
    self.languages = languages
    self.reader = reader
    self.menu = menu
  }

  /// - Parameter menuWasShown: a bare number answers the menu, and means nothing before it.
  func understand(_ text: String?, menuWasShown: Bool) -> Conversation.Understood {
    guard let text else { return .nothing }
    if menuWasShown, let language = menu.choice(text).flatMap({ languages[$0] }) {
      return .language(language, because: ["number of the menu"])
    }
    switch reader.read(text) {
    case .named(let code, let because):
      return languages[code].map { .language($0, because: because) } ?? .nothing
    case .notOffered: return .notOffered
    case .unclear: return .nothing
    }
  }
}

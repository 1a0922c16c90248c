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

  /// Reads a message for what it says by itself; before the writer's turn, since it takes its time.
  func read(_ text: String?) -> LanguageReading { text.map(reader.read) ?? .unclear(because: []) }

  /// - Parameter menuWasShown: a bare number answers the menu, and means nothing before it.
  func understand(_ message: InboundMessage, menuWasShown: Bool) -> Conversation.Understood {
    if menuWasShown, let language = message.text.flatMap(menu.choice).flatMap({ languages[$0] }) {
      return .language(language, because: ["number of the menu"])
    }
    switch message.prepared?.reading ?? read(message.text) {
    // The trail keeps the rule in clear; the words, which may be the whole message, only sealed with the message.
    case .named(let code, _, let rule):
      return languages[code].map { .language($0, because: [rule]) } ?? .nothing
    case .notOffered: return .notOffered
    case .unclear: return .nothing
    }
  }
}

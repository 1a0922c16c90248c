/// A language that this desk offers, as BCP-47 ("pl"). Made only by `Languages`, so that inside nothing is
/// left to validate.
package struct Language: Hashable, Sendable, Codable, CustomStringConvertible {
  package let code: String

  fileprivate init(code: String) { self.code = code }

  package init(from decoder: any Decoder) throws {
    code = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }

  package var description: String { code }
}

/// The languages of this desk, in the order in which menus show them.
package struct Languages: Sendable, Equatable {
  package let all: [Language]

  /// `desk.languages` of the configuration.
  package init(codes: [String]) { all = codes.map(Language.init(code:)) }

  /// The twelve that Balie ships phrases for.
  package static let shipped = Languages(
    codes: ["pl", "ro", "bg", "tr", "uk", "ru", "de", "el", "en", "hu", "es", "nl"])

  package subscript(code: String) -> Language? { all.first { $0.code == code } }

  /// A code that the store kept. A language that was taken off the list since keeps its callbacks.
  package static func stored(_ code: String) -> Language { Language(code: code) }
}

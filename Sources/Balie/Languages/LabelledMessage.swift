import Foundation

/// A message with what it means, a line of a file for `balie language eval`.
struct LabelledMessage: Decodable {
  let id: String
  let text: String
  /// Nil when the desk must ask.
  let language: String?
  /// Languages that would be right as well.
  let alsoRight: [String]
  let issue: String?
  let issuesAlso: [String]
  let urgent: Bool
  /// "after 18:00", "before 09:00", "between 12:00-13:00", "sun"; nil when nothing is said.
  let window: String?

  private enum CodingKeys: String, CodingKey {
    case id, text, language, issue, urgent
    case alsoRight = "also_ok"
    case issuesAlso = "issues_also"
    case window = "phone_window"
  }

  init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: CodingKeys.self)
    id = try line.decode(String.self, forKey: .id)
    text = try line.decode(String.self, forKey: .text)
    language = try line.decodeIfPresent(String.self, forKey: .language)
    alsoRight = try line.decodeIfPresent([String].self, forKey: .alsoRight) ?? []
    issue = try line.decodeIfPresent(String.self, forKey: .issue)
    issuesAlso = try line.decodeIfPresent([String].self, forKey: .issuesAlso) ?? []
    urgent = try line.decodeIfPresent(Bool.self, forKey: .urgent) ?? false
    window = try line.decodeIfPresent(String.self, forKey: .window)
  }

  /// - Throws: what Foundation says of an unreadable file or line.
  static func read(_ file: URL) throws -> [LabelledMessage] {
    try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline).map {
      try JSONDecoder().decode(LabelledMessage.self, from: Data($0.utf8))
    }
  }
}

import Foundation

/// One filled-in form, whoever's form it is: what was answered to what.
package struct FormSubmission: Sendable, Equatable {
  /// Whose shape it has: "typeform"; "plain" where it has nobody's.
  package let provider: String
  /// The provider's own name for this submission, the same at every delivery of it.
  package var id: String?
  package var form: String?
  /// When it was sent in, as the provider writes it.
  package var sent: String?
  /// Saved or left half way: nobody asks for anything yet.
  package var isDraft = false
  package var answers: [Answer] = []

  package struct Answer: Sendable, Equatable {
    package let key: String
    /// What the person read; the key where the provider doesn't say.
    package let label: String
    package let value: FormTree

    package init(_ key: String, label: String? = nil, _ value: FormTree) {
      self.key = key
      self.label = label.map(Self.tidy)?.nonEmpty ?? key
      self.value = value
    }

    /// On one line. Typeform's titles hold line breaks, some of them written out.
    private static func tidy(_ label: String) -> String {
      label.replacing("\\n", with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }

  init(_ provider: String) { self.provider = provider }

  /// When it was sent in; nil when the provider gave no time that makes sense.
  package var sentAt: Date? { sent.flatMap(ProviderTime.read) }
}

/// Times as providers write them (gateways.md A4.3).
enum ProviderTime {
  static func read(_ text: String) -> Date? {
    if let number = Double(text), number > 0 {
      return Date(timeIntervalSince1970: number >= 1e12 ? number / 1000 : number)
    }
    // Gravity's: UTC, and no zone.
    let stamp =
      text.wholeMatch(of: /\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/) == nil ? text : text.replacing(" ", with: "T") + "Z"
    for style in [Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true)] {
      do { return try style.parse(stamp) } catch { continue }
    }
    return nil
  }
}

/// What a client's text says about the language they want to be called in.
///
/// `because` is meant for the event trail and for a coordinator who asks why: it holds names of languages
/// and rules only, never other words of the client.
package enum LanguageReading: Equatable, Sendable {
  /// The text is essentially the name of one language that is offered.
  case named(code: String, because: [String])
  /// Nothing named, several named, or the name stands in a sentence about something else: ask.
  case unclear(because: [String])
  /// A language we know but don't offer, by its own name ("Français").
  case notOffered(name: String)
}

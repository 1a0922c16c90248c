/// What a client's text says about the language they want to be called in.
///
/// `because` is meant for a coordinator who asks why. `words` are the client's own, and no more than names of
/// languages; all the same a whole message may be nothing else.
package enum LanguageReading: Equatable, Sendable {
  /// The text is essentially the name of one language that is offered.
  case named(code: String, words: [String], rule: String)
  /// Nothing named, several named, or the name stands in a sentence about something else: ask.
  case unclear(because: [String])
  /// A language we know but don't offer, by its own name ("Français").
  case notOffered(name: String)
}

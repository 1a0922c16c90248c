import Desk
import Testing

private typealias Say = Conversation.Say

@Suite struct `A conversation` {
  private func say(
    _ conversation: inout Conversation, _ understood: Conversation.Understood, known: Language? = nil,
    hasNumber: Bool = true, reopened: Bool = false
  ) -> [Say] {
    conversation.answer(understood, known: known, hasNumber: hasNumber, reopened: reopened)
  }

  private func named(_ language: Language) -> Conversation.Understood { .language(language, because: []) }

  @Test func `asks for the language twice and then leaves it to a person`() {
    var conversation = Conversation()
    #expect(say(&conversation, .nothing) == [.whichLanguage])
    #expect(say(&conversation, .nothing) == [.whichLanguageAgain])
    for _ in 0..<5 { #expect(say(&conversation, .nothing) == []) }
  }

  @Test func `says when a language isn't offered, within the same two questions`() {
    var conversation = Conversation()
    #expect(say(&conversation, .nothing) == [.whichLanguage])
    #expect(say(&conversation, .notOffered) == [.languageNotOffered])
    #expect(say(&conversation, .notOffered) == [])
  }

  @Test func `takes a number for an answer only after the menu`() {
    var conversation = Conversation()
    #expect(!conversation.menuWasShown)
    _ = say(&conversation, .nothing)
    #expect(conversation.menuWasShown)
  }

  @Test func `confirms once`() {
    var conversation = Conversation()
    #expect(say(&conversation, named(Invented.pl)) == [.messageReceived(in: Invented.pl)])
    #expect(say(&conversation, .nothing, known: Invented.pl) == [])
    #expect(say(&conversation, named(Invented.pl), known: Invented.pl) == [])
  }

  @Test func `confirms again in another language`() {
    var conversation = Conversation()
    _ = say(&conversation, named(Invented.pl))
    #expect(say(&conversation, named(Invented.bg), known: Invented.pl) == [.messageReceived(in: Invented.bg)])
  }

  @Test func `confirms again when a closed callback is opened again`() {
    var conversation = Conversation()
    _ = say(&conversation, named(Invented.pl))
    #expect(
      say(&conversation, .nothing, known: Invented.pl, reopened: true) == [.messageReceived(in: Invented.pl)])
  }

  @Test func `still answers one who was asked twice and then says it`() {
    var conversation = Conversation()
    for _ in 0..<3 { _ = say(&conversation, .nothing) }
    #expect(say(&conversation, named(Invented.el)) == [.messageReceived(in: Invented.el)])
  }

  @Test func `asks for a number after the language, twice at most`() {
    var conversation = Conversation()
    #expect(say(&conversation, .nothing, hasNumber: false) == [.whichLanguage])
    #expect(
      say(&conversation, named(Invented.pl), hasNumber: false)
        == [.messageReceived(in: Invented.pl), .askNumber(in: Invented.pl)])
    #expect(
      say(&conversation, .nothing, known: Invented.pl, hasNumber: false) == [.askNumber(in: Invented.pl)])
    #expect(say(&conversation, .nothing, known: Invented.pl, hasNumber: false) == [])
  }
}

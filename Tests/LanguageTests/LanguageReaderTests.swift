import Language
import Testing

@Suite struct `Reading a language` {
  let reader: LanguageReader

  init() throws { reader = try shippedReader().languages }

  func named(_ text: String) -> String? {
    if case .named(let code, _, _) = reader.read(text) { return code }
    return nil
  }

  @Test(arguments: [
    ("polski", "pl"), ("po polsku", "pl"), ("Pools", "pl"), ("POLNISCH", "pl"), ("Lehçe", "pl"),
    ("limba română", "ro"), ("Roemeens", "ro"), ("румынский", "ro"), ("български", "bg"), ("Türkçe", "tr"),
    ("українською", "uk"), ("Ουκρανικά", "uk"), ("русский язык", "ru"), ("Deutsch", "de"), ("ελληνικά", "el"),
    ("Rumca", "el"), ("angol", "en"), ("magyarul", "hu"), ("castellano", "es"), ("Dutch", "nl"),
    ("Vlaams", "nl"),
  ])
  func `knows its name in every language`(text: String, code: String) { #expect(named(text) == code) }

  @Test(arguments: [
    ("turkce", "tr"), ("TÜRKÇE", "tr"), ("İNGİLİZCE", "en"), ("Tuerkisch", "tr"), ("Rumaenisch", "ro"),
    ("Niederlaendisch", "nl"), ("romaneste", "ro"), ("Oekraiens", "uk"), ("ｅｎｇｌｉｓｈ", "en"),
    ("jezyk polski", "pl"), ("espanol", "es"), ("ΕΛΛΗΝΙΚΑ", "el"), ("po-russki", "ru"),
    ("bulgarski ezik", "bg"),
    ("polska mova", "pl"),
  ])
  func `knows it without accents and in other letters`(text: String, code: String) {
    #expect(named(text) == code)
  }

  @Test(arguments: [
    ("dzień dobry, polski", "pl"), ("I speak Polish please", "pl"), ("Ik wil Roemeens praten", "ro"),
    ("mówię po holendersku", "nl"), ("на турски ако може", "tr"), ("bitte jemand der Polnisch kann", "pl"),
    ("Polski, 0612345678", "pl"), ("🇵🇱", "pl"), ("🇷🇺🙏 по-русски", "ru"), ("polski polski!!", "pl"),
    ("PL", "pl"),
    ("ua", "uk"), ("holland nyelven", "nl"),
  ])
  func `passes over greetings and politeness`(text: String, code: String) { #expect(named(text) == code) }

  @Test(arguments: [
    "my boss speaks Turkish", "mijn baas is Pools", "he speaks Russian",
    "English contract not signed", "I am Moldovan", "my wife need help she not speak english",
  ])
  func `doesn't take a name out of a sentence about something else`(text: String) {
    #expect(named(text) == nil)
  }

  @Test(arguments: [
    "not Russian", "не русский", "kein Deutsch",
    "only a little English", "I don't speak Dutch", "no speak english", "polski nie angielski",
    "Rusça değil Türkçe", "русский, нет",
  ])
  func `doesn't take a language that is negated`(text: String) { #expect(named(text) == nil) }

  @Test(arguments: [("nie mówię po angielsku", "pl"), ("no hablo inglés", "es"), ("Rusça bilmiyorum", "tr")])
  func `takes the language in which another is negated`(text: String, code: String) {
    #expect(named(text) == code)
  }

  @Test(arguments: [
    ("not Russian, Ukrainian please", "uk"), ("No hablo inglés, español por favor", "es"),
    ("Rusça bilmiyorum. Türkçe", "tr"), ("не говорю по-русски, українською", "uk"),
    ("Polish but not English", "pl"),
  ])
  func `takes the other one when the first is negated`(text: String, code: String) {
    #expect(named(text) == code)
  }

  @Test(arguments: ["Polish or English", "polski / русский", "🇵🇱🇷🇺", "🇧🇪🇳🇱", "pl en", "English, ruski"])
  func `asks when two are named`(text: String) { #expect(named(text) == nil) }

  @Test(arguments: [
    "polis", "Polska", "Romani", "Roman", "Romania", "Polonia", "holland", "Holland", "bulgar", "dutsch",
    "UK",
    "Україна", "🇨🇾", "🇲🇩", "🇪🇺", "🇯🇵", "", "   ", "?", "👋", "3", "hallo", "Hiii", "Andrzej", "\u{0}",
    "polskipolski",
  ])
  func `asks when the word may be something else`(text: String) {
    guard case .unclear(let because) = reader.read(text) else {
      Issue.record("\(text) was taken for a choice")
      return
    }
    #expect(!because.isEmpty)
  }

  @Test(arguments: [("français", "Français"), ("Slovak please", "Slovenčina"), ("po włosku", "Italiano")])
  func `says so when the language isn't offered`(text: String, name: String) {
    #expect(reader.read(text) == .notOffered(name: name))
  }

  @Test func `heeds what the desk offers`() throws {
    let small = LanguageReader(try shippedFolder(), offered: ["pl", "nl"])
    #expect(small.read("magyarul") == .notOffered(name: "Magyar"))
    #expect(small.read("HU") == .notOffered(name: "Magyar"))
    #expect(small.read("not Polish, English") == .notOffered(name: "English"))
  }

  @Test func `gives the words and the rule, and nothing else of the client`() {
    #expect(
      reader.read("Dzień dobry, po polsku")
        == .named(code: "pl", words: ["po polsku"], rule: "a name alone"))
    #expect(
      reader.read("Jan Kowalski, Polish") == .named(code: "pl", words: ["polish"], rule: "asked for by name"))
    #expect(
      reader.read("Hungary") == .unclear(because: ["a country only: hungary", "no word of it is known"]))
  }

  @Test func `takes a long and hostile text in its stride`() {
    #expect(named(String(repeating: "po ", count: 20_000) + "polsku") == "pl")
    #expect(named("p" + String(repeating: "\u{0301}", count: 10_000) + "olski") == "pl")
  }
}

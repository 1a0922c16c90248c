import Language
import Testing

@Suite struct `When to call` {
  func wish(_ text: String) throws -> TimeWish? { try shippedReader().read(text).wish }

  @Test(arguments: [
    ("proszę dzwonić po 18", 18, 0), ("graag bellen na half zes", 17, 30), ("bitte ab 16:30 anrufen", 16, 30),
    ("fél hét után hívjanak", 18, 30), ("beni beş buçuktan sonra arayın", 17, 30), ("sunați după ora 18", 18, 0),
    ("позвоните после половины шестого", 17, 30), ("call me after seven pm", 19, 0),
    ("llámenme a partir de las cinco y media", 17, 30), ("πάρτε με μετά τις εννιά το βράδυ", 21, 0),
    ("звънете след 18 часа", 18, 0), ("зателефонуйте після 21:00", 21, 0),
  ])
  func `after an hour is read in every language`(text: String, hour: Int, minute: Int) throws {
    #expect(try wish(text) == TimeWish(from: hour * 60 + minute))
  }

  @Test func `before an hour, between two, on a day, not in the morning`() throws {
    #expect(try wish("liefst bellen voor acht uur 's ochtends") == TimeWish(to: 8 * 60))
    #expect(try wish("mogę odebrać między 12 a 13") == TimeWish(from: 12 * 60, to: 13 * 60))
    #expect(try wish("мога да говоря само в неделя") == TimeWish(days: ["sun"]))
    #expect(try wish("proszę dzwonić, nie rano") == TimeWish(from: 12 * 60))
  }

  @Test(arguments: [
    "pracuję tam od 2 lat i nie płacą za nadgodziny", "after 3 weeks they still did not pay me for my work",
    "ich arbeite von 6 bis 18 Uhr im Lager und bekomme kein Geld dafür", "dziś rano mnie zwolnili, proszę o telefon",
    "mam rozprawę w czwartek, proszę o telefon",
  ])
  func `isn't read from hours of work and things that happened`(text: String) throws {
    #expect(try wish(text) == nil)
  }

  @Test func `a window has both ends`() {
    #expect(TimeWish(from: 18 * 60).window == (TimeWish.week, 18 * 60, 22 * 60))
    #expect(TimeWish(from: 21 * 60).window == (TimeWish.week, 21 * 60, 23 * 60))
    #expect(TimeWish(days: ["sun"], to: 8 * 60).window == (["sun"], 6 * 60, 8 * 60))
  }
}

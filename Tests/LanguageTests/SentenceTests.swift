import Language
import Testing

@Suite struct `A message in a language that it doesn't name` {
  func language(_ text: String) throws -> String? {
    if case .named(let code, _, _) = try shippedReader().read(text).language { code } else { nil }
  }

  @Test(arguments: [
    ("nie wypłacili mi za nadgodziny", "pl"), ("nu mi-au dat banii pe luna asta", "ro"),
    ("не ми дадоха парите за миналия месец", "bg"), ("ne mi dadoha parite za tozi mesec", "bg"),
    ("bu ay maaşımı vermediler", "tr"), ("мені не дали зарплату за цей місяць", "uk"),
    ("мне не дали зарплату за этот месяц", "ru"), ("mne ne dali zarplatu za etot mesyats", "ru"),
    ("der Chef hat mir diesen Monat nichts gezahlt", "de"), ("δεν με πλήρωσαν αυτόν τον μήνα", "el"),
    ("den me plirosan auton ton mina", "el"), ("they did not pay me for this month", "en"),
    ("nem fizettek ki ebben a hónapban", "hu"), ("este mes no me han pagado nada", "es"),
    ("ze hebben mij deze maand niet betaald", "nl"),
  ])
  func `is known by its words`(text: String, code: String) throws { #expect(try language(text) == code) }

  @Test(arguments: [
    ("my boss speaks Turkish and didn't pay me this month", "en"),
    ("szef jest Turkiem, mówi po turecku i nie płaci", "pl"),
    ("договір нідерландською, я нічого не розумію", "uk"), ("το γράμμα είναι στα ολλανδικά, τι λέει;", "el"),
  ])
  func `isn't in the language of the boss or of a letter`(text: String, code: String) throws {
    #expect(try language(text) == code)
  }

  @Test(arguments: [
    ("Hello sir, agencja nie płaci mi za godziny, please call", "pl"),
    ("goedemiddag, loonstrook gelmedi, patron para vermiyor", "tr"),
    ("mi-au trimis o scrisoare de la gemeente despre toeslag", "ro"),
  ])
  func `is known though English and Dutch stand in it`(text: String, code: String) throws {
    #expect(try language(text) == code)
  }

  @Test(arguments: [
    "help", "salary no", "boss bad no pay", "документ", "Popescu Maria", "problem", "ok thanks", "bel mij",
  ])
  func `is asked about when it could be anybody's`(text: String) throws { #expect(try language(text) == nil) }
}

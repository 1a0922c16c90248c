import Desk
import Testing
import Web
import Words

@Suite struct `A posted form` {
  func read(_ body: String) throws(FormFault) -> FormFields { try FormFields(urlencoded: Array(body.utf8)) }
  let offered = ["pl", "nl"]

  @Test func `is read by the names of the contract`() throws {
    let fields = try read(
      "name=Jan&phone=%2B31+6+12345678&language=pl&issue=employment.wages&message=a%26b&window=17-20&region=Venlo&consent=yes"
    )
    #expect(fields.name == "Jan" && fields.phone == "+31 6 12345678" && fields.language == "pl")
    #expect(fields.issue == "employment.wages" && fields.message == "a&b" && fields.region == "Venlo")
    #expect(fields.wantedWindow == .evening && fields.wantedWindow.hours == 17...20 && fields.consent)
    #expect(fields.errors(offered: offered) == [])
  }

  @Test func `says what to mind, and whether a program filled it in`() throws {
    let fields = try read("no_voicemail=yes&discreet=no&only_call=on&website=http%3A%2F%2Fx")
    #expect(fields.cautions == [.noVoicemail, .onlyCall] && fields.trap == "http://x")
    #expect(try read("name=Jan").trap.isEmpty)
  }

  @Test func `is decoded once`() throws { #expect(try read("name=%2541%2B").name == "%41+") }

  @Test func `keeps lines in the message only`() throws {
    let fields = try read("name=+Jan%0D%0A+Nowak%09&message=a%0D%0Ab%0Dc%0Ad%09e")
    #expect(fields.name == "Jan Nowak")
    #expect(fields.message == "a\nb\nc\nd\te")
  }

  @Test func `passes over fields it doesn't know`() throws {
    #expect(try read("utm=1&utm=2&name=Jan&&=x&Name=Y").name == "Jan")
  }

  @Test(arguments: [
    ("name=a&name=b", FormFault.duplicateField(.name)),
    ("consent=yes&consent=yes", .duplicateField(.consent)),
    ("name=%", .badPercentEncoding), ("name=%4", .badPercentEncoding), ("name=%zz", .badPercentEncoding),
    ("name=%ff", .notUTF8), ("name=%c0%af", .notUTF8), ("name=%ed%a0%80", .notUTF8), ("%ff=1", .notUTF8),
    ("name=%00", .controlCharacter), ("x=%00", .controlCharacter), ("message=%1b[2J", .controlCharacter),
    ("message=%c2%9b", .controlCharacter), ("name=%7f", .controlCharacter), ("na%0bme=x", .controlCharacter),
  ])
  func `is refused when no browser would send it`(body: String, fault: FormFault) {
    #expect(throws: fault) { try read(body) }
  }

  @Test func `is refused with more than two hundred fields`() throws {
    let two = Array(repeating: "a=1", count: 200).joined(separator: "&")
    #expect(try read(two).name == "")
    #expect(throws: FormFault.tooManyFields) { try read(two + "&a=1") }
  }

  @Test func `needs a language and a number`() throws {
    #expect(
      try read("").errors(offered: offered) == [
        FormError(.phone, .errorRequired), FormError(.language, .errorLanguage),
      ])
    #expect(
      try read("phone=1&language=hu&consent=no").errors(offered: offered).map(\.field) == [
        .language
      ])
  }

  @Test func `has texts of a bounded length, counted in scalars`() throws {
    let ok = "phone=1&language=pl&consent=yes"
    let marks = "e" + String(repeating: "%CC%81", count: 100)
    #expect(try read(ok + "&name=\(marks)").errors(offered: offered) == [FormError(.name, .errorLong)])
    let message = String(repeating: "a", count: 4000)
    #expect(try read(ok + "&message=\(message)").errors(offered: offered) == [])
    #expect(
      try read(ok + "&message=\(message)a").errors(offered: offered) == [FormError(.message, .errorLong)])
    let number = String(repeating: "1", count: 41)
    #expect(
      try read("language=pl&consent=yes&phone=\(number)").errors(offered: offered) == [
        FormError(.phone, .errorPhone)
      ])
  }

  @Test func `says nothing with a choice that isn't on the page`() throws {
    let fields = try read("issue=x&window=03-04")
    #expect(fields.issueCode(of: .bare) == nil && fields.wantedWindow == .any)
    #expect(try read("country=ZZ").wantedCountry == nil && read("country=PL").wantedCountry == "PL")
  }
}

@Suite struct `The language a browser asks for` {
  @Test(arguments: [
    ("pl", "pl"), ("pl-PL,pl;q=0.9,en;q=0.8", "pl"), ("fr,nl;q=0.5,pl;q=0.7", "pl"),
    ("nl;q=0.8, pl;q=0.8", "nl"),
    ("PL-pl", "pl"), ("pl;q=0, nl;q=0.1", "nl"), ("pl;q=0.001", "pl"), ("pl ; Q=1.000", "pl"),
    ("de,*;q=0.5,nl;q=0.1", "nl"),
    ("pl;q=2,nl;q=0.1", "nl"), ("pl;q=abc,nl", "nl"), (",,nl", "nl"),
  ])
  func `is the heaviest that is offered`(header: String, code: String) {
    #expect(LanguagePreference.best(acceptLanguage: header, offered: ["nl", "pl"]) == code)
  }

  @Test(arguments: [
    nil, "", "*", "fr", "pl;q=0", "plx", ";q=1", "pl;q=1.5", "-pl", String(repeating: "pl,", count: 2000),
  ])
  func `is none when none is offered`(header: String?) {
    #expect(LanguagePreference.best(acceptLanguage: header, offered: ["nl", "pl"]) == nil)
  }
}

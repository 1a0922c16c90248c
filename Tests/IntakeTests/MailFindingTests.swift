import Desk
import Phone
import Testing

@testable import Intake

@Suite struct `A referrer's words` {
  private static let cases: [(String, String?, String?)] = [
    ("Telefoon: 06-12345678\nTaal: Pools", "+31612345678", "pl"),
    ("Tel.: +48 600 100 200 (zijn zus: 0612345678)\nTaal: Pools, spreekt ook Engels", nil, "pl"),
    ("Meneer spreekt alleen Roemeens. Bel 0612345678.", "+31612345678", "ro"),
    ("Nummer telefonu: brak. numer: 0048600100200, język: polski", "+48600100200", "pl"),
    ("Phone number: 06 12345678\nLanguage: Bulgarian", "+31612345678", "bg"),
    ("Bel 0612345678 of 0687654321. Taal: Turks", nil, "tr"),
    ("Taal: Pools of Roemeens\nTel: 0612345678", "+31612345678", nil),
    ("Hij is ontslagen. Bel 0612345678.", "+31612345678", nil), ("Taal: Pools", nil, "pl"),
    ("Spreekt geen Engels, wel Hongaars. 06 12 34 56 78", "+31612345678", "hu"),
  ]

  @Test(arguments: cases)
  func `say whom to call and in which language, or don't`(text: String, number: String?, language: String?) async throws
  {
    let finding = try await find(text)
    let found: String? = if case .one(let number) = finding.number { number.e164 } else { nil }
    #expect(found == number)
    #expect(finding.language?.code == language)
  }

  @Test func `name the person where a line says who it is`() async throws {
    let finding = try await find("Naam cliënt: Jan Nowak\nWoonplaats: Venlo\nTel: 0612345678\nTaal: Pools en Engels")
    #expect(finding.name == "Jan Nowak" && finding.region == "Venlo")
    #expect(finding.alsoSpeaks.map(\.code) == ["en"])
  }

  private func find(_ text: String) async throws -> MailFinding {
    let desk = try await IntakeDesk()
    return MailFinding(text: text, whole: text, subject: "", ear: desk.ear, region: "NL")
  }
}

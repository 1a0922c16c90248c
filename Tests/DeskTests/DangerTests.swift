import Desk
import Foundation
import Testing

@Suite struct `Somebody in danger` {
  private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  private static let week = WeeklyHours(
    [.mon: [DayPart("09:00-17:30")].compactMap { $0 }, .wed: [DayPart("09:00-17:30")].compactMap { $0 }], zone: zone)
  private static let rules = DeskRules(
    name: "Balie", languages: .shipped, openingHours: week, promises: Promises(),
    attempts: AttemptPolicy(zone: zone), phoneRegion: "NL")
  private static let (pl, ro, en) = (Languages.stored("pl"), Languages.stored("ro"), Languages.stored("en"))

  private static func at(_ text: String) throws -> Date { try Date(text + ":00+02:00", strategy: .iso8601) }

  private static func callback(_ language: Language?) -> Callback {
    .receive(
      1,
      .init(
        reference: Reference.stored("0442-1848"), person: 1, channel: .whatsapp, account: "main", language: language,
        urgency: .now, hasNumber: true, waitingSince: .distantPast),
      now: .distantPast)
  }

  private static func adviser(_ languages: Language...) -> Adviser {
    Adviser(
      id: AdviserID("a"), name: "A", role: .adviser, languages: languages.map { .init(language: $0, level: .native) },
      specialisms: [], roster: week)
  }

  @Test func `is unattended while the desk is closed, and while nobody is in who speaks the language`() throws {
    let (open, night) = (try Self.at("2026-06-10T10:00"), try Self.at("2026-06-10T03:00"))
    let polish = Self.callback(Self.pl)
    #expect(Self.rules.unattended(polish, by: [Self.adviser(Self.pl)], now: night) == .closed)
    #expect(Self.rules.unattended(polish, by: [Self.adviser(Self.ro)], now: open) == .nobodyIn)
    #expect(Self.rules.unattended(polish, by: [Self.adviser(Self.pl)], now: open) == nil)
    #expect(Self.rules.unattended(Self.callback(nil), by: [Self.adviser(Self.ro)], now: open) == nil)
    #expect(Self.rules.unattended(Self.callback(nil), by: [], now: open) == .nobodyIn)
    // Tuesday is closed all day; Wednesday at nine is next.
    #expect(Self.rules.opens(after: try Self.at("2026-06-09T12:00")) == (try Self.at("2026-06-10T09:00")))
    #expect(Self.rules.opens(after: open) == nil)
  }

  @Test func `is told in her language, or in those it may be`() {
    let rules = Self.rules
    #expect(rules.helpLanguages(known: Self.pl, written: ["ro"], hint: Self.ro) == [Self.pl])
    #expect(rules.helpLanguages(known: nil, written: [], hint: nil) == [Self.en])
    #expect(rules.helpLanguages(known: nil, written: ["ro"], hint: Self.ro) == [Self.ro, Self.en])
    let many = rules.helpLanguages(known: nil, written: ["uk", "ru", "bg", "xx"], hint: Self.pl)
    #expect(many.map(\.code) == ["uk", "ru", "pl", "en"])
  }

  @Test func `is told once in each language, and again the next night`() throws {
    var conversation = Conversation()
    let night = try Self.at("2026-06-10T03:00")
    #expect(conversation.help(in: [Self.ro, Self.en], now: night) == .help(in: [Self.ro, Self.en]))
    #expect(conversation.help(in: [Self.ro], now: night + 60) == nil)
    #expect(conversation.help(in: [Self.pl], now: night + 60) == .help(in: [Self.pl]))
    #expect(conversation.help(in: [Self.pl], now: night + 86_400) == .help(in: [Self.pl]))
  }

  @Test func `is named who is open at that hour, danger and shelter first`() throws {
    func line(_ id: String, _ kind: HelpLine.Kind, _ hours: WeeklyHours?) -> HelpLine {
      HelpLine(
        id: id, kind: kind, name: nil, phone: "112", hours: hours, isFree: true, source: "page",
        verifiedOn: Day(number: 20_000))
    }
    let lines = [
      line("police", .police, nil), line("office", .trafficking, Self.week), line("bed", .shelter, nil),
      line("112", .danger, nil),
    ]
    #expect(lines.open(at: try Self.at("2026-06-10T03:00")).map(\.id) == ["112", "bed", "police"])
    #expect(lines.open(at: try Self.at("2026-06-10T10:00")).map(\.id) == ["112", "bed", "office", "police"])
    #expect(lines.outdated(on: Day(number: 20_365)).isEmpty)
    #expect(lines.outdated(on: Day(number: 20_366)).count == 4)
  }
}

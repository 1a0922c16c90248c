import Desk
import Foundation
import Testing
import Words

@Suite struct `Whom else to phone` {
  private static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt

  private static func shipped(_ name: String, _ path: String = #filePath) -> URL {
    var root = URL(filePath: path)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appending(path: "config").resolvingSymlinksInPath().appending(path: name)
  }

  @Test(arguments: Languages.shipped.all.map(\.code))
  func `is said in every language, 112 first, with hours and the day it was looked up`(code: String) throws {
    let phrases = try Phrases(folder: Self.shipped("phrases"), languages: Languages.shipped.all.map(\.code))
    let help = HelpText(
      phrases: phrases, lines: try HelpLines.read(Self.shipped("help.yaml"), zone: Self.zone), zone: Self.zone)
    let night = try Date("2026-11-25T02:00:00Z", strategy: .iso8601)
    let language = Languages.stored(code)
    let text = help.text(in: [language], at: night, opens: night + 6 * 3600)
    let lines = text.split(separator: "\n")
    #expect(lines[0].contains("112"))
    #expect(lines[1].contains("09:00") && lines[1].contains("25") && lines[1].contains("2026"))
    #expect(lines[3].hasPrefix("112: ") && lines[3].contains("24/7") && lines[3].contains("2021"))
    #expect(text.contains("0800-2000 Veilig Thuis") && text.contains("0900-8844"))
    #expect(!text.contains("[") && !text.contains("{"))
    #expect(help.text(in: [language], at: night, opens: nil).split(separator: "\n").count == lines.count - 1)
  }

  @Test func `of office hours is named in them only, with the days in the language`() throws {
    let phrases = try Phrases(folder: Self.shipped("phrases"), languages: Languages.shipped.all.map(\.code))
    let lines = try read(Self.always + Self.office)
    let help = HelpText(phrases: phrases, lines: lines, zone: Self.zone)
    let day = try Date("2026-11-25T10:00:00Z", strategy: .iso8601)
    let polish = help.text(in: [Languages.stored("pl")], at: day, opens: nil)
    #expect(polish.contains("pon.-śr. 09:00-17:00; pt. 09:00-12:00"), "\(polish)")
    #expect(!help.text(in: [Languages.stored("pl")], at: day + 12 * 3600, opens: nil).contains("Office"))
  }

  private static let always = """
    - { id: a, kind: danger, phone: "112", hours: always, free: true, source: page, verifiedOn: "2026-01-01" }

    """
  private static let office = """
    - id: b
      kind: shelter
      name: Office
      phone: 010 123
      hours: { mon: ["09:00-17:00"], tue: ["09:00-17:00"], wed: ["09:00-17:00"], fri: ["09:00-12:00"] }
      free: false
      source: page
      verifiedOn: "2026-01-01"

    """

  private func read(_ text: String) throws -> [HelpLine] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { do { try FileManager.default.removeItem(at: folder) } catch {} }
    let file = folder.appending(path: "help.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try HelpLines.read(file, zone: Self.zone)
  }

  @Test(arguments: [
    ("phone: 010 123", "phone: ring us", "help.yaml:5: phone: must be a telephone number"),
    ("kind: shelter", "kind: bed", "help.yaml:3: kind: must be one of"),
    ("free: false", "free: maybe", "help.yaml:7: free: must be true or false"),
    ("09:00-12:00", "12:00-09:00", "help.yaml:6: hours: must be HH:MM-HH:MM"),
    ("2026-01-01\"\n", "yesterday\"\n", "help.yaml:9: verifiedOn: must be YYYY-MM-DD"),
    ("source: page\n", "colour: red\n", "help.yaml:8: colour is not known"),
    ("id: b", "id: a", "help.yaml:2: id: a is there twice"),
  ])
  func `is refused by line when it is wrong`(part: String, instead: String, fault: String) throws {
    let text = Self.always + Self.office.replacing(part, with: instead)
    let thrown = #expect(throws: HelpFault.self) { _ = try read(text) }
    #expect("\(thrown.map { "\($0)" } ?? "")".hasPrefix(fault), "\(String(describing: thrown))")
  }

  @Test func `must name somebody for danger, day and night`() {
    #expect(throws: HelpFault.self) { _ = try read(Self.office) }
  }
}

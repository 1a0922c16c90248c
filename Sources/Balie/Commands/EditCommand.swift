import ArgumentParser
import Desk
import Foundation
import Surface
import Words

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Corrects a callback; what was there stays in the trail.",
    discussion: """
      balie edit 142 --number "06 12345678" --window "mon,wed 18:00-21:00"
      An empty text takes a name, region or employer away; --window any: at any hour.
      """)

  @Argument(help: "The callback's number.") var number: Int64
  @Option(name: .long, help: "The language to call in, such as pl.") var language: String?
  @Option(name: .customLong("also-speaks"), help: "Other languages, such as en,de.") var alsoSpeaks: String?
  @Option(name: .customLong("number"), help: "The number to call.") var phone: String?
  @Option(name: .long, help: "What it is about, such as employment.wages.") var issue: String?
  @Option(name: .customLong("also-issue"), help: "What else it is about, such as debt,tax; none takes all away.")
  var alsoIssue: String?
  @Option(name: .long, help: "When to call: \"mon,wed 18:00-21:00\", \"any\"; may be said more than once.")
  var window: [String] = []
  @Option(name: .long, help: "The person's name.") var name: String?
  @Option(name: .long, help: "Where the person is.") var region: String?
  @Option(name: .long, help: "For whom the person works.") var employer: String?
  @Option(name: .long, help: "The version you looked at; without it, the present one.") var version: Int?
  @OptionGroup var output: Output

  func validate() throws {
    let asked: [Any?] = [language, alsoSpeaks, phone, issue, alsoIssue, window.first, name, region, employer]
    if asked.allSatisfy({ $0 == nil }) { throw ValidationError("Say what to correct, such as --language or --number.") }
  }

  func run() async throws {
    let client = try DeskClient()
    let seen = version == nil ? try await present(client) : version
    let request = EditRequest(
      language: language, number: phone,
      alsoSpeaks: alsoSpeaks.map(list), issue: issue, alsoIssues: alsoIssue.map { $0 == "none" ? [] : list($0) },
      windows: try windows(), name: name, region: region, employer: employer)
    let bytes = try await client.post(
      "callbacks/\(number)/edit", request, headers: seen.map { [("If-Match", "\"\($0)\"")] } ?? [])
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.changed(number))
  }

  private func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
  }

  private func present(_ client: DeskClient) async throws -> Int? {
    try Wire.decode(CallbackBody.self, from: try await client.get("callbacks/\(number)")).version
  }

  private func windows() throws -> [CallWindow]? {
    if window.isEmpty { return nil }
    if window == ["any"] { return [] }
    return try window.map { text in
      guard let window = SpokenWindow.read(text, zone: Speech.zone) else {
        throw ValidationError("--window: \"mon,wed 18:00-21:00\"")
      }
      return window
    }
  }
}

/// "mon,wed 18:00-21:00" on the wall clock of a zone.
enum SpokenWindow {
  static func read(_ text: String, zone: TimeZone) -> CallWindow? {
    let parts = text.split(separator: " ")
    guard parts.count == 2, let part = DayPart(String(parts[1])) else { return nil }
    let days = parts[0].split(separator: ",").map { Weekday(rawValue: String($0)) }
    guard days.allSatisfy({ $0 != nil }) else { return nil }
    return CallWindow(days: days.compactMap { $0 }, from: part.from, to: part.to, zone: zone.identifier)
  }
}

import ArgumentParser
import Foundation
import Surface
import Terminal
import Words

struct CoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cover", abstract: "Who is in for each language on the coming working days, and where nobody is.")

  @Option(name: .long, help: "How many working days.") var days = 10
  @Option(name: .long, help: "Write it as a plan with colours to this HTML file.") var html: String?
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("cover?days=\(days)")
    if output.json { return Speech.json(bytes) }
    let cover = try Wire.decode(CoverBody.self, from: bytes)
    let words = CoverWords(Speech.language)
    if let html { try Data(CoverPage(cover, words, days: days).html.utf8).write(to: URL(filePath: html)) }
    var table = Table([
      .init(words.language), .init(words.speakers, .right), .init(words.next, elastic: true), .init(words.gaps, .right),
      .init(words.alone, elastic: true),
    ])
    for one in cover.languages {
      table.append([
        words.name(one.language), "\(one.speakers.count)",
        one.nextAt.map { "\(Speech.time($0)) \(one.next ?? "")" } ?? "–", "\(one.gaps.count)",
        one.alone.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key) \($0.value)" }
          .joined(separator: ", "),
      ])
    }
    Speech.table(table)
    let gaps = cover.languages.flatMap(\.gaps)
    if !gaps.isEmpty { Speech.say("\n" + words.gapsTitle(days)) }
    for gap in gaps { Speech.say("  " + words.gap(gap.language, gap.day, gap.part)) }
    if !cover.forecast.isEmpty { Speech.say("") }
    for short in cover.forecast {
      Speech.say(
        words.short(
          short.language, short.day, short.part, asked: Int(short.asked), badDay: Int(short.badDay),
          share: Int(short.share), help: Array(short.couldHelp.prefix(5))))
    }
  }
}

import ArgumentParser
import Foundation
import Surface
import Terminal
import Words

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "How long people waited for the first call, and which promises were kept.",
    discussion: """
      Each promise is reported in desk minutes and on the wall clock; in danger the wall clock counts.
      Counts below five are hidden, and what they would follow from, unless --small.
      """)

  @Option(name: .long, help: "The first day on which they came, YYYY-MM-DD; four weeks ago without.") var from: String?
  @Option(name: .long, help: "The last day; today without.") var to: String?
  @Flag(name: .long, help: "Small counts too. Not for publication.") var small = false
  @Option(name: .long, help: "Write it with plots to this HTML file.") var html: String?
  @OptionGroup var output: Output

  func run() async throws {
    let query = [from.map { "from=\($0)" }, to.map { "to=\($0)" }, small ? "small=true" : nil].compactMap { $0 }
    let bytes = try await DeskClient().get("reports/waiting?" + query.joined(separator: "&"))
    let report = try Wire.decode(WaitingReportBody.self, from: bytes)
    let words = ReportWords(Speech.language)
    if let html { try Data(ReportPage(report, words).html.utf8).write(to: URL(filePath: html)) }
    if output.json { return Speech.json(bytes) }
    Speech.say(words.title(report.from, report.to))
    guard !report.rows.isEmpty else { return Speech.say(words.nobody) }
    let promises = report.promises
    for urgency in ["now", "soon", "normal"] {
      Speech.say(words.promise(urgency, promises[urgency] ?? 0))
    }
    Speech.say("")
    Speech.table(Self.table(report, words))
    if !report.alarms.isEmpty { Speech.say("\n" + words.alarms) }
    for alarm in report.alarms { Speech.say("  " + words.alarm(alarm, at: Speech.time)) }
  }

  private static func table(_ report: WaitingReportBody, _ words: ReportWords) -> Table {
    var table = Table([
      .init(words.language, elastic: true), .init(words.urgency), .init(words.requests, .right),
      .init(words.waiting, .right), .init(words.median, .right), .init(words.p90, .right), .init(words.wall, .right),
      .init(words.kept, .right), .init(words.keptOnTheWall, .right),
    ])
    for row in report.rows {
      guard let figures = row.figures else {
        table.append([words.name(row.language), words.urgency(row.urgency), words.hiddenCell, "", "", "", "", "", ""])
        continue
      }
      table.append([
        words.name(row.language), words.urgency(row.urgency), "\(figures.requests)", "\(figures.stillWaiting)",
        words.minutes(figures.desk.median), words.minutes(figures.desk.p90), words.minutes(figures.wall.p90),
        words.share(figures.kept), words.share(figures.keptOnTheWallClock),
      ])
    }
    return table
  }
}

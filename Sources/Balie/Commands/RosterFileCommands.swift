import ArgumentParser
import Desk
import Foundation
import Rostering
import Surface
import Words

extension RosterCommand {
  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Takes a file of rosters, CSV or iCalendar: usual weeks, other days, absences. All of it or nothing.",
      discussion: """
        balie roster import rosters.csv --dry-run     shows what would change, changes nothing
        balie roster import ilinca.ics --adviser ilinca

        A file changes whom and what it names. Who has lines for the week has that week from now on.
        """)

    @Argument(help: "A file that ends in .csv or .ics.") var file: String
    @Option(name: .long, help: "Whose events those of an iCalendar file are that don't say so.") var adviser: String?
    @Flag(name: .long, help: "Only show what would change.") var dryRun = false
    @Flag(name: .long, help: "Take back, from today on, other days and absences that the file doesn't have.")
    var replace = false
    @Option(name: .long, help: "Why it is done although it leaves gaps; kept sealed.") var because: String?
    @OptionGroup var output: Output

    func run() async throws {
      let lines = try RosterFile.read(file, adviser: adviser)
      let bytes = try await DeskClient().post(
        "roster/import",
        RosterImportRequest(lines: lines.map(RosterLineBody.init), dryRun: dryRun, replace: replace, because: because))
      if output.json { Speech.json(bytes) }
      let answer = try Wire.decode(RosterImportBody.self, from: bytes)
      if !answer.faults.isEmpty {
        throw Failed(.refused, answer.faults.map { "\(file):\($0.line): \($0.reason)" }.joined(separator: "\n"))
      }
      if !output.json { show(answer) }
    }

    private func show(_ answer: RosterImportBody) {
      let words = RosterWords(Speech.language)
      for change in answer.changes {
        Speech.say(
          words.change(change.adviser, change.what, change.day, before: change.before, after: change.after))
      }
      if !answer.gaps.isEmpty { Speech.say(CoverWords(Speech.language).wouldLeave(answer.gaps.count)) }
      for gap in answer.gaps { Speech.say("  " + CoverWords(Speech.language).gap(gap.language, gap.day, gap.part)) }
      Speech.say(
        answer.changes.isEmpty ? words.nothing : answer.applied ? words.done(answer.changes.count) : words.notDone)
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Writes rosters as CSV or iCalendar, by the file's ending.",
      discussion: "balie roster export rosters.ics")

    @Argument(help: "A file that ends in .csv or .ics.") var file: String
    @Option(name: .long, help: "Only hers.") var adviser: String?

    func run() async throws {
      let client = try DeskClient()
      let bytes = try await client.get("roster/lines" + (adviser.map { "?adviser=\($0)" } ?? ""))
      let items = try Wire.decode(List<RosterLineBody>.self, from: bytes).items
      var lines: [RosterLine] = []
      for (place, item) in items.enumerated() { lines.append(try item.read(at: "\(place)")) }
      let advisers = try Wire.decode(List<AdviserBody>.self, from: try await client.get("advisers?limit=500")).items
      let names = Dictionary(
        advisers.map { (AdviserID($0.id), $0.name) }, uniquingKeysWith: { first, _ in first })
      try Data(RosterFile.write(lines, names: names, to: file).utf8).write(to: URL(filePath: file))
      Speech.say(RosterWords(Speech.language).written(lines.count, file))
    }
  }
}

/// A file of rosters, by its ending.
enum RosterFile {
  /// - Throws: `Failed`, each fault with file and line.
  static func read(_ file: String, adviser: String?) throws -> [RosterLine] {
    let text: String
    do { text = try String(contentsOf: URL(filePath: file), encoding: .utf8) } catch {
      throw Failed(.configuration, "\(file): can't be read as UTF-8")
    }
    do throws(RosterFaults) {
      guard file.lowercased().hasSuffix(".ics") else { return try RosterCSV.read(text) }
      let owner = adviser.map { AdviserID($0) }
      return try RosterCalendar(zone: Speech.zone, today: today, adviser: owner).read(text)
    } catch {
      throw Failed(.refused, error.faults.map { "\(file):\($0.line): \($0.reason)" }.joined(separator: "\n"))
    }
  }

  static func write(_ lines: [RosterLine], names: [AdviserID: String], to file: String) -> String {
    guard file.lowercased().hasSuffix(".ics") else { return RosterCSV.write(lines) }
    return RosterCalendarWriter(zone: Speech.zone, now: Serve.clock()).write(lines, names: names)
  }

  private static var today: Day { WallClock(zone: Speech.zone).day(of: Serve.clock()) }
}

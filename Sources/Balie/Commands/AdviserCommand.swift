import ArgumentParser
import Desk
import Foundation
import Surface
import Words

struct AdviserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adviser", abstract: "Enters colleagues.", subcommands: [Import.self, Export.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enters the advisers of a file, YAML or CSV, new ones and changed ones; all or none.",
      discussion: """
        balie adviser import config/advisers.yaml

        As CSV the columns are id, name, role, languages (ro:native hu:fluent), specialisms, mon to sun (09:00-13:00 13:30-17:00).
        """)

    @Argument(help: "A file such as config/advisers.yaml, or one that ends in .csv.") var file: String
    @OptionGroup var output: Output

    func run() async throws {
      let read = try AdviserFile(file)
      let client = try DeskClient()
      let bytes: [UInt8]
      do { bytes = try await client.post("advisers", AdviserEntries(advisers: read.entries)) } catch let failed
        as Failed
      {
        throw read.placed(failed)
      }
      if output.json { return Speech.json(bytes) }
      Speech.say("\(read.entries.count)")
      let cover = try Wire.decode(CoverBody.self, from: try await client.get("cover?days=1"))
      let words = CoverWords(Speech.language)
      for one in cover.languages where one.speakers.isEmpty { Speech.say(words.nobodySpeaks(one.language)) }
    }
  }

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the advisers and their usual weeks as CSV.", discussion: "balie adviser export advisers.csv")

    @Argument(help: "The file to write.") var file: String

    func run() async throws {
      let client = try DeskClient()
      let advisers = try Wire.decode(List<AdviserBody>.self, from: try await client.get("advisers?limit=500")).items
      let lines = try Wire.decode(List<RosterLineBody>.self, from: try await client.get("roster/lines")).items
      let weeks = Dictionary(grouping: lines.filter { $0.kind == "week" }, by: \.adviser)
      let entries = advisers.map { adviser in
        AdviserEntry(
          id: adviser.id, name: adviser.name, role: adviser.role,
          languages: Dictionary(
            adviser.languages.map { ($0.language.code, $0.level) }, uniquingKeysWith: { first, _ in first }),
          specialisms: adviser.specialisms,
          roster: Dictionary(grouping: weeks[adviser.id] ?? [], by: \.day).mapValues { $0.compactMap(\.hours) })
      }
      try Data(AdviserFile.csv(entries).utf8).write(to: URL(filePath: file))
      Speech.say("\(entries.count)")
    }
  }
}

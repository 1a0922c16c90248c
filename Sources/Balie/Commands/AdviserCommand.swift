import ArgumentParser
import Desk
import Foundation
import Surface

struct AdviserCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adviser", abstract: "Enters colleagues.", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enters the advisers of a file, new ones and changed ones; all or none.",
      discussion: "balie adviser import config/advisers.yaml")

    @Argument(help: "A file such as config/advisers.yaml.") var file: String
    @OptionGroup var output: Output

    func run() async throws {
      let entries = try ListFile.read(URL(filePath: file), as: AdviserEntries.self)
      let bytes = try await DeskClient().post("advisers", entries)
      if output.json { return Speech.json(bytes) }
      Speech.say("\(entries.advisers.count)")
    }
  }
}

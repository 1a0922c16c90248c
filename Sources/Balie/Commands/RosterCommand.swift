import ArgumentParser
import Foundation
import Surface
import Terminal
import Words

struct RosterCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "When advisers are in.",
    subcommands: [Show.self, Change.self, Swap.self, Import.self, Export.self], defaultSubcommand: Show.self)

  static func show(_ roster: RosterBody) {
    Speech.say(roster.name)
    for line in roster.days where !line.hours.isEmpty {
      Speech.say("  \(line.day)  \(line.hours.joined(separator: ", "))")
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The coming days, absences and closed days taken off.")

    @Argument(help: "An adviser; all without.") var adviser: String?
    @Option(name: .long, help: "How many days.") var days = 14
    @OptionGroup var output: Output

    func run() async throws {
      let query = "days=\(days)" + (adviser.map { "&adviser=\($0)" } ?? "")
      let bytes = try await DeskClient().get("roster?\(query)")
      if output.json { return Speech.json(bytes) }
      for roster in try Wire.decode(List<RosterBody>.self, from: bytes).items { RosterCommand.show(roster) }
    }
  }

  struct Change: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Other hours on one day.",
      discussion: "balie roster change ilinca 2026-12-24 09:00-13:00     off: not in     usual: as every week")

    @Argument(help: "The adviser.") var adviser: String
    @Argument(help: "The day, YYYY-MM-DD.") var day: String
    @Argument(help: "Hours such as 09:00-12:30, or off, or usual.") var hours: [String]
    @OptionGroup var output: Output

    func run() async throws {
      let parts: [String]? = hours == ["usual"] ? nil : hours == ["off"] ? [] : hours
      let bytes = try await DeskClient().post(
        "advisers/\(adviser)/changes", RosterChangeRequest(day: day, hours: parts))
      output.json ? Speech.json(bytes) : RosterCommand.show(try Wire.decode(RosterBody.self, from: bytes))
    }
  }

  struct Swap: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Two advisers exchange a day each.", discussion: "balie roster swap ilinca 2026-12-03 radu 2026-12-04")

    @Argument(help: "One adviser.") var one: String
    @Argument(help: "The day she gives.") var day: String
    @Argument(help: "The other.") var other: String
    @Argument(help: "The day the other gives.") var otherDay: String
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post(
        "roster/swap", SwapRequest(one: .init(adviser: one, day: day), other: .init(adviser: other, day: otherDay)))
      if output.json { return Speech.json(bytes) }
      for roster in try Wire.decode(List<RosterBody>.self, from: bytes).items { RosterCommand.show(roster) }
    }
  }
}

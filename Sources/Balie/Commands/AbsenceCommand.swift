import ArgumentParser
import Foundation
import Surface
import Terminal
import Words

struct AbsenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "absence", abstract: "When advisers are away.", subcommands: [Show.self, Add.self, Remove.self],
    defaultSubcommand: Show.self)

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Absences from five weeks ago on.")

    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().get("absences")
      if output.json { return Speech.json(bytes) }
      let words = Speech.words
      var table = Table([.init(words.number, .right), .init(words.name), .init(words.since), .init(""), .init("")])
      for absence in try Wire.decode(List<AbsenceBody>.self, from: bytes).items {
        table.append(["\(absence.id)", absence.adviser, absence.from, absence.to, absence.part ?? ""])
      }
      Speech.table(table)
    }
  }

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grants an absence; refused when it leaves a language without anybody.",
      discussion:
        "balie absence add ilinca 2026-12-21 2027-01-01 --what-if     shows what it leaves uncovered, grants nothing")

    @Argument(help: "The adviser.") var adviser: String
    @Argument(help: "The first day, YYYY-MM-DD.") var from: String
    @Argument(help: "The last day; the first without.") var to: String?
    @Option(name: .long, help: "Only this part of each day, such as 13:00-17:30.") var part: String?
    @Flag(name: .long, help: "Only show what it would leave uncovered.") var whatIf = false
    @Option(name: .long, help: "Why it is granted although it leaves gaps; kept sealed.") var because: String?
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post(
        "advisers/\(adviser)/absences",
        AbsenceRequest(from: from, to: to ?? from, part: part, whatIf: whatIf, because: because))
      if output.json { return Speech.json(bytes) }
      let answer = try Wire.decode(GapsBody.self, from: bytes)
      let words = CoverWords(Speech.language)
      Speech.say(answer.granted ? words.granted : words.wouldLeave(answer.gaps.count))
      for gap in answer.gaps { Speech.say("  " + words.gap(gap.language, gap.day, gap.part)) }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes an absence back.")

    @Argument(help: "Its number.") var number: Int64
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post("absences/\(number)/withdraw")
      output.json ? Speech.json(bytes) : Speech.say("\(number)")
    }
  }
}

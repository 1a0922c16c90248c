import ArgumentParser
import Surface
import Words

struct AssignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: "Says whose a callback is; for coordinators.")

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "The colleague's ID, as `balie advisers` lists it.") var adviser: String
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().post("callbacks/\(number)/assign", AssignRequest(adviser: adviser))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.assigned(number, adviser))
  }
}

import ArgumentParser
import Words

struct ReopenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: "Opens a closed callback again, with its place and its history.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().post("callbacks/\(number)/reopen")
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.reopened(number))
  }
}

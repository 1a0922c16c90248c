import ArgumentParser
import Words

struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Gives a callback back to the queue; it keeps its place.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().post("callbacks/\(number)/release")
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.released(number))
  }
}

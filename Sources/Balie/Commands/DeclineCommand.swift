import ArgumentParser
import Surface
import Words

struct DeclineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decline", abstract: "Doesn't take what is offered to you; it goes to the next one.")

  @Argument(help: "The callback's number.") var number: Int64
  @Option(name: .long, help: "Why; colleagues who take it will read this.") var reason: String
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().post("callbacks/\(number)/decline", DeclineRequest(reason: reason))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.released(number))
  }
}

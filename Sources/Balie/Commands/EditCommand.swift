import ArgumentParser
import Surface
import Words

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Says the language of somebody whom the conversation couldn't understand.")

  @Argument(help: "The callback's number.") var number: Int64
  @Option(name: .long, help: "The language to call in, such as pl.") var language: String
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().post("callbacks/\(number)/edit", EditRequest(language: language))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.changed(number))
  }
}

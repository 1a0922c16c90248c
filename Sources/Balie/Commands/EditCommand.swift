import ArgumentParser
import Surface
import Words

struct EditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Corrects the language or the number of a callback.")

  @Argument(help: "The callback's number.") var number: Int64
  @Option(name: .long, help: "The language to call in, such as pl.") var language: String?
  @Option(name: .customLong("number"), help: "The number to call.") var phone: String?
  @OptionGroup var output: Output

  func validate() throws {
    if language == nil && phone == nil { throw ValidationError("Say --language or --number.") }
  }

  func run() async throws {
    let bytes = try await DeskClient().post("callbacks/\(number)/edit", EditRequest(language: language, number: phone))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.changed(number))
  }
}

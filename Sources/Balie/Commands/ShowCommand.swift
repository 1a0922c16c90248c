import ArgumentParser
import Surface

struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "What is known of a callback; never personal data.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("callbacks/\(number)")
    if output.json { return Speech.json(bytes) }
    CallbackTable.show(try Wire.decode(CallbackBody.self, from: bytes))
  }
}

import ArgumentParser
import Surface

struct NextCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "next", abstract: "Claims the best one for you.")

  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    try ClaimCommand.show(try await client.post("next"), client, output)
  }
}

import ArgumentParser
import Surface

struct TakeoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "takeover", abstract: "Takes a callback from a colleague whose claim ran out or who is off shift.",
    discussion: "balie takeover 142 --reason \"ill since this morning\"")

  @Argument(help: "The callback's number.") var number: Int64
  @Option(name: .long, help: "Why; kept in the trail.") var reason: String
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    let bytes = try await client.post("callbacks/\(number)/takeover", ReasonRequest(reason: reason))
    try ClaimCommand.show(bytes, client, output)
  }
}

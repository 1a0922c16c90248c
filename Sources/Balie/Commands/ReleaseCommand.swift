import ArgumentParser
import Words

struct ReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: "Gives a callback back to the queue; it keeps its place.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    let bytes = try await client.post("callbacks/\(number)/release", headers: client.claims.headers(for: number))
    client.claims.forget(number)
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.released(number))
  }
}

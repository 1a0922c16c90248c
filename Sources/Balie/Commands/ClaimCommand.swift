import ArgumentParser
import Surface
import Words

struct ClaimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Claims a callback. One colleague wins; the others are told who.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    try Self.show(try await client.post("callbacks/\(number)/claim"), client, output)
  }

  /// - Parameter bytes: a callback that is the caller's now.
  static func show(_ bytes: [UInt8], _ client: DeskClient, _ output: Output) throws {
    let callback = try Wire.decode(CallbackBody.self, from: bytes)
    client.claims.remember(callback)
    if output.json { return Speech.json(bytes) }
    Speech.say(Speech.words.claimed(callback.id, callback.leaseUntil.map(Speech.time) ?? ""))
  }
}

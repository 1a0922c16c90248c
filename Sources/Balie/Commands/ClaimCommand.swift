import ArgumentParser
import Surface
import Words

struct ClaimCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "claim", abstract: "Claims a callback. One colleague wins; the others are told who.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws { try Self.show(try await DeskClient().post("callbacks/\(number)/claim"), output) }

  static func show(_ bytes: [UInt8], _ output: Output) throws {
    if output.json { return Speech.json(bytes) }
    let callback = try Wire.decode(CallbackBody.self, from: bytes)
    Speech.say(Speech.words.claimed(callback.id, callback.leaseUntil.map(Speech.time) ?? ""))
  }
}

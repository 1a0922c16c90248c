import ArgumentParser
import Foundation
import Surface
import Words

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "queue", abstract: "What you can take now, best first.")

  @Flag(name: .long, help: "Everything that isn't closed, oldest first.") var all = false
  @Option(name: .long, help: "Only this language, such as pl.") var language: String?
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    let filter = language.map { "&language=" + $0 } ?? ""
    let bytes = try await client.get("queue?limit=50\(all ? "&all=true" : "")\(filter)")
    if output.json { return Speech.json(bytes) }
    let list = try Wire.decode(List<CallbackBody>.self, from: bytes)
    if list.items.isEmpty { return Speech.say(Speech.words.nobodyWaits) }
    CallbackTable.show(list.items, now: Serve.clock(), all: all)
    if list.next != nil { Speech.say("…") }
  }
}

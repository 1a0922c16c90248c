import ArgumentParser
import Desk
import Foundation
import Surface
import Terminal
import Words

struct RevealCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reveal", abstract: "Shows number, name and text of a callback you hold; leaves a trace.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    let bytes = try await client.post("callbacks/\(number)/reveal", headers: client.claims.headers(for: number))
    if output.json { return Speech.json(bytes) }
    Self.show(try Wire.decode(ClientBody.self, from: bytes))
  }

  private static func show(_ client: ClientBody) {
    let words = Speech.words
    for caution in client.cautions { Speech.say("! " + Speech.language.sentence(caution)) }
    Speech.say("\(words.phone): \(Visible(client.phone ?? "?").text)")
    if !client.phoneIsValid { Speech.say("  (\(words.phoneUnchecked))") }
    Speech.say("\(words.name): \(Visible(client.name ?? "?").text)")
    if let region = client.region { Speech.say("\(words.region): \(Visible(region).text)") }
    if let employer = client.employer { Speech.say("\(words.employer): \(Visible(employer).text)") }
    Speech.say(
      "\(words.language): \(client.callback.language ?? "?")   \(words.issue): "
        + ([client.callback.issue] + client.callback.alsoIssues).joined(separator: ", "))
    if !client.messages.isEmpty { Speech.say(words.messages + ":") }
    for message in client.messages {
      Speech.say("  \(Speech.time(message.at))  \(Visible(message.kind, columns: 30).text)")
      if let text = message.text { Speech.outside(text, indent: "    ") }
    }
    if !client.notes.isEmpty { Speech.say(words.notes + ":") }
    for note in client.notes { Speech.outside(note, indent: "  ") }
  }
}

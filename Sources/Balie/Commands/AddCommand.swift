import ArgumentParser
import Desk
import Foundation
import Surface
import Words

extension Urgency: ExpressibleByArgument {}

struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Takes down a callback from the phone or the counter.",
    discussion: "Asks for what isn't given: balie add --language pl --number \"+48 600 100 200\"")

  @Option(name: .long, help: "The language to call in, such as pl.") var language: String?
  @Option(name: .long, help: "The number to call.") var number: String?
  @Option(name: .long, help: "The person's name.") var name: String?
  @Option(name: .long, help: "What it is about, such as employment.wages.") var issue: String?
  @Option(name: .long, help: "now, soon or normal.") var urgency: Urgency?
  @Option(name: .long, help: "What the person said.") var message: String?
  @Option(name: .long, help: "Where the person is.") var region: String?
  @Flag(name: .long, help: "Taken at the counter, not by phone.") var counter = false
  @OptionGroup var output: Output

  func run() async throws {
    let request = AddRequest(
      channel: counter ? .counter : .phone, language: try language ?? ask(Speech.words.language),
      number: try number ?? ask(Speech.words.phone), name: try name ?? askIfAny(Speech.words.name), issue: issue,
      urgency: urgency, message: try message ?? askIfAny(Speech.words.messages),
      region: region)
    let bytes = try await DeskClient().post("callbacks", request)
    if output.json { return Speech.json(bytes) }
    struct Added: Decodable {
      let id: Int64?
      let reference: String
    }
    let added = try Wire.decode(Added.self, from: bytes)
    Speech.say(Speech.words.added(added.id, added.reference))
  }

  /// An empty line is an answer. Asked only beside other questions, so that a script is never kept waiting.
  private func askIfAny(_ what: String) throws -> String? {
    guard number == nil, isatty(STDIN_FILENO) == 1 else { return nil }
    let answer = try ask(what)
    return answer.isEmpty ? nil : answer
  }

  private func ask(_ what: String) throws -> String {
    guard isatty(STDIN_FILENO) == 1 else { throw ValidationError("Say --language and --number.") }
    FileHandle.standardOutput.write(Data((what + ": ").utf8))
    return readLine() ?? ""
  }
}

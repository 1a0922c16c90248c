import ArgumentParser
import Desk
import Surface
import Words

extension Outcome: ExpressibleByArgument {}

struct CloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Closes a callback you hold.",
    discussion: "balie close 142 advice_given --issue employment.wages --note \"wrote to the agency\"")

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "What became of it.") var outcome: Outcome
  @Option(name: .long, help: "What it was about, such as employment.wages.") var issue: String?
  @Option(name: .long, help: "A last note; - reads it from the terminal.") var note: String?
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    let request = CloseRequest(
      outcome: outcome, issue: issue, note: note == "-" ? Speech.typed(Speech.words.notes) : note)
    let bytes = try await client.post(
      "callbacks/\(number)/close", request, headers: client.claims.headers(for: number))
    client.claims.forget(number)
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.closed(number, outcome.rawValue))
  }
}

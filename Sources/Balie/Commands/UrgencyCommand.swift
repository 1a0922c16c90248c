import ArgumentParser
import Desk
import Surface
import Words

struct UrgencyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "urgency", abstract: "Says how soon somebody must be called, and why.",
    discussion: "balie urgency 142 now --reason \"must leave the house tonight\"")

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "now, soon or normal.") var urgency: Urgency
  @Option(name: .long, help: "Why; kept in the trail, sealed.") var reason: String
  @OptionGroup var output: Output

  func run() async throws {
    let request = UrgencyRequest(urgency: urgency, reason: reason)
    let bytes = try await DeskClient().post("callbacks/\(number)/urgency", request)
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.changed(number))
  }
}

import ArgumentParser
import Desk
import Surface

extension Presence: ExpressibleByArgument {}

struct PresenceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "presence", abstract: "Says whether you can take a callback: available, busy or away.",
    discussion: "Holds until your next shift begins or ends.")

  @Argument(help: "available, busy or away") var presence: Presence
  @OptionGroup var output: Output

  func run() async throws {
    try AdvisersCommand.show(
      one: try await DeskClient().put("me/presence", PresenceRequest(presence: presence)), output)
  }
}

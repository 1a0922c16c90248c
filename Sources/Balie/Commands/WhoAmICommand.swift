import ArgumentParser
import Surface
import Terminal

struct WhoAmICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "whoami", abstract: "Who you are at the desk.")

  @OptionGroup var output: Output

  func run() async throws { try AdvisersCommand.show(one: try await DeskClient().get("me"), output) }
}

import ArgumentParser
import Desk
import Foundation
import Surface

struct TokenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token", abstract: "Makes tokens for advisers and scripts.", subcommands: [Create.self])

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a token and prints it, once, alone on the last line.",
      discussion: "balie token create --adviser ilinca --config config/balie.yaml")

    @OptionGroup var desk: DeskFolder
    @Option(name: .long, help: "For this colleague, with her role.") var adviser: String?
    @Option(name: .long, help: "For a role without a person: coordinator.") var role: String?

    func validate() throws {
      guard (adviser == nil) != (role == nil) else { throw ValidationError("Say --adviser ID or --role ROLE.") }
      if let role, Adviser.Role(rawValue: role) == nil { throw ValidationError("There is no role \(role).") }
    }

    func run() async throws {
      let request = TokenRequest(adviser: adviser, role: role.flatMap { Adviser.Role(rawValue: $0) })
      Speech.say(try await AdminClient.token(request, try desk.settings()))
    }
  }
}

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
    @Option(name: .long, help: "For a role without a person: coordinator; or partner, with --partner.")
    var role: String?
    @Option(name: .long, help: "For this partner's system, with --role partner.") var partner: String?

    func validate() throws {
      guard (adviser == nil) != (role == nil) else { throw ValidationError("Say --adviser ID or --role ROLE.") }
      if let role, role != "partner", Adviser.Role(rawValue: role) == nil {
        throw ValidationError("There is no role \(role).")
      }
      guard (role == "partner") == (partner != nil) else {
        throw ValidationError("A partner's token takes both: --role partner --partner ID.")
      }
    }

    func run() async throws {
      let request = TokenRequest(
        adviser: adviser, role: role.flatMap { Adviser.Role(rawValue: $0) }, partner: partner)
      Speech.say(try await AdminClient.token(request, try desk.settings()))
    }
  }
}

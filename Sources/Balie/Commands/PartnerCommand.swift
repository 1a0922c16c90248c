import ArgumentParser
import Foundation
import Surface
import Words

struct PartnerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partner", abstract: "Keeps the directory of partners.",
    subcommands: [Import.self, Suspend.self, Resume.self, Secret.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enters the partners of a file, new ones and changed ones; all or none.",
      discussion: "balie partner import config/partners.yaml")

    @Argument(help: "A file such as config/partners.yaml.") var file: String
    @OptionGroup var output: Output

    func run() async throws {
      let entries = try ListFile.read(URL(filePath: file), as: PartnerEntries.self)
      let bytes = try await DeskClient().post("partners", entries)
      output.json ? Speech.json(bytes) : Speech.say("\(entries.partners.count)")
    }
  }

  struct Suspend: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lets nobody be referred to a partner for now; what is under way goes on.")

    @Argument(help: "The partner.") var partner: String
    @OptionGroup var output: Output

    func run() async throws { try await PartnerCommand.set(partner, isSuspended: true, output) }
  }

  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lets people be referred to a partner again.")

    @Argument(help: "The partner.") var partner: String
    @OptionGroup var output: Output

    func run() async throws { try await PartnerCommand.set(partner, isSuspended: false, output) }
  }

  struct Secret: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a secret for the webhooks to and from a partner, and prints it once.",
      discussion: "The one before it goes on working until the next is made.")

    @Argument(help: "The partner.") var partner: String
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post("partners/\(partner)/secret")
      output.json ? Speech.json(bytes) : Speech.say(try Wire.decode(SecretBody.self, from: bytes).secret)
    }
  }

  private static func set(_ partner: String, isSuspended: Bool, _ output: Output) async throws {
    let bytes = try await DeskClient().post("partners/\(partner)/suspend", SuspendRequest(suspended: isSuspended))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.partnerChanged(partner))
  }
}

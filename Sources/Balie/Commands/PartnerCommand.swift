import ArgumentParser
import Foundation
import Surface
import Words

struct PartnerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partner", abstract: "Keeps the directory of partners.",
    subcommands: [Add.self, Edit.self, Import.self, Suspend.self, Resume.self, Secret.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Enters a partner.",
      discussion: """
        balie partner add noodhulp --name "Stichting Noodhulp" --does "A bed for three nights." \\
          --refer-when "Nowhere to sleep tonight." --needs name,phone,language --phone "088 000 00 00" \\
          --source noodhulp.example --verified-on 2026-11-01
        """)

    @Argument(help: "A short name, as it is typed in commands: a-z, 0-9 and -.") var partner: String
    @OptionGroup var flags: PartnerFlags
    @OptionGroup var output: Output

    func run() async throws {
      guard try await PartnerCommand.find(partner) == nil else {
        throw Failed(.refused, Speech.words.partnerExists(partner))
      }
      try await PartnerCommand.save(PartnerEntry(id: partner), flags, output)
    }
  }

  struct Edit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Changes what is said of a partner; the rest stays.",
      discussion: "balie partner edit barka --hours \"Mon-Fri 9-17\" --source barkanl.org --verified-on 2026-11-20")

    @Argument(help: "The partner.") var partner: String
    @OptionGroup var flags: PartnerFlags
    @OptionGroup var output: Output

    func run() async throws {
      guard let entry = try await PartnerCommand.find(partner) else {
        throw Failed(.refused, Speech.words.noPartner(partner))
      }
      try await PartnerCommand.save(entry, flags, output)
    }
  }

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

  private static func find(_ partner: String) async throws -> PartnerEntry? {
    let bytes = try await DeskClient().get("partners")
    return try Wire.decode(List<PartnerEntry>.self, from: bytes).items.first { $0.id == partner }
  }

  private static func save(_ entry: PartnerEntry, _ flags: PartnerFlags, _ output: Output) async throws {
    var entry = entry
    flags.change(&entry)
    let bytes = try await DeskClient().post("partners", PartnerEntries(partners: [entry]))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.partnerChanged(entry.id))
  }

  private static func set(_ partner: String, isSuspended: Bool, _ output: Output) async throws {
    let bytes = try await DeskClient().post("partners/\(partner)/suspend", SuspendRequest(suspended: isSuspended))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.partnerChanged(partner))
  }
}

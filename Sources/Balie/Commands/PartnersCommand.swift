import ArgumentParser
import Desk
import Surface
import Terminal
import Words

struct PartnersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partners", abstract: "The organisations people can be referred to.")

  @Argument(help: "Everything about this one.") var partner: String?
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("partners")
    if output.json { return Speech.json(bytes) }
    let partners = try Wire.decode(List<PartnerEntry>.self, from: bytes).items
    if let partner {
      guard let found = partners.first(where: { $0.id == partner }) else {
        throw Failed(.refused, Speech.words.noPartner(partner))
      }
      return show(found)
    }
    let words = Speech.words
    var table = Table([.init(words.partner), .init("", elastic: true), .init(words.way)])
    for partner in partners {
      table.append([
        partner.id, partner.referWhen,
        partner.suspended == true ? words.suspended : partner.mail.map { _ in "mail" } ?? partner.phone ?? "webhook",
      ])
    }
    Speech.table(table)
  }

  private func show(_ partner: PartnerEntry) {
    Speech.say("\(partner.id)  \(partner.name)")
    for text in [partner.does, partner.referWhen, partner.mind ?? "", partner.hours ?? ""] where !text.isEmpty {
      Speech.outside(text)
    }
    Speech.outside("--share " + partner.needs.map(\.rawValue).joined(separator: ","))
    Speech.outside([partner.mail, partner.webhook, partner.phone].compactMap { $0 }.joined())
    Speech.outside("\(partner.source), \(partner.verifiedOn)")
  }
}

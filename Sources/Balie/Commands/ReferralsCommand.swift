import ArgumentParser
import Desk
import Surface
import Terminal
import Words

struct ReferralsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referrals", abstract: "Where people were referred to, and what partners said.")

  @Argument(help: "Of this callback; all that you may see unless given.") var number: Int64?
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("referrals?limit=500" + (number.map { "&callback=\($0)" } ?? ""))
    if output.json { return Speech.json(bytes) }
    let items = try Wire.decode(List<ReferralBody>.self, from: bytes).items
    let words = Speech.words
    if items.isEmpty { return Speech.say(words.noReferrals) }
    var table = Table([
      .init(words.number, .right), .init("Callback", .right), .init(words.partner, elastic: true), .init(words.state),
      .init(words.since), .init(words.answerBy), .init(words.result),
    ])
    for item in items {
      table.append([
        String(item.id), String(item.callback), item.partner, item.state + (item.overdue ? " !" : ""),
        String(Speech.time(item.since).dropFirst(5)), String(Speech.time(item.due).dropFirst(5)),
        item.reason?.rawValue ?? item.exit?.rawValue ?? "",
      ])
    }
    Speech.table(table)
  }
}

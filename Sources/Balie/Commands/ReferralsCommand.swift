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
    let client = try DeskClient()
    var list = List<ReferralBody>(items: [], next: "0")
    while let next = list.next {
      let of = number.map { "&callback=\($0)" } ?? "&cursor=\(next)"
      let page = try Wire.decode(
        List<ReferralBody>.self, from: try await client.get("referrals?limit=500" + of))
      list = List(items: list.items + page.items, next: page.next)
    }
    if output.json { return Speech.json(try Wire.encode(list)) }
    let items = list.items
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

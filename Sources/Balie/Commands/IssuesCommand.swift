import ArgumentParser
import Desk
import Surface
import Terminal
import Words

struct IssuesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "issues", abstract: "What a callback can be about: the codes that `close` and `edit` take.")

  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("issues")
    if output.json { return Speech.json(bytes) }
    let list = try Wire.decode(IssueListBody.self, from: bytes)
    var table = Table([.init(Speech.words.issue), .init("", elastic: true), .init(Speech.words.urgency)])
    for issue in list.items {
      let words = issue.words[Speech.language.rawValue] ?? issue.areas.joined(separator: ", ")
      table.append([issue.code, words, issue.urgency?.rawValue ?? ""])
    }
    Speech.table(table)
  }
}

import ArgumentParser
import Surface
import Terminal
import Words

struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "What happened to the person of a callback, over all of theirs.",
    discussion: "Codes and names of colleagues; never personal data.")

  @Argument(help: "The number of any of their callbacks.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    var lines = try await page(client, after: nil)
    while let next = lines.next {
      let more = try await page(client, after: next)
      lines.items += more.items
      lines.next = more.next
    }
    if output.json { return Speech.json(try Wire.encode(lines)) }
    let words = Speech.words
    var table = Table([
      .init(words.since), .init(words.number, .right), .init(words.kind, elastic: true), .init("", elastic: true),
      .init(words.by),
    ])
    for line in lines.items {
      table.append([
        Speech.time(line.at), String(line.callback), line.kind, line.codes.joined(separator: " "), line.by,
      ])
    }
    Speech.table(table)
  }

  private func page(_ client: DeskClient, after cursor: String?) async throws -> List<HistoryBody> {
    let from = cursor.map { "&cursor=" + $0 } ?? ""
    return try Wire.decode(
      List<HistoryBody>.self, from: try await client.get("callbacks/\(number)/person?limit=500\(from)"))
  }
}

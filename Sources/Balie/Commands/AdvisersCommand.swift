import ArgumentParser
import Desk
import Surface
import Terminal
import Words

struct AdvisersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advisers", abstract: "The colleagues, their languages, and who is in.")

  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("advisers?limit=500")
    if output.json { return Speech.json(bytes) }
    Self.show(try Wire.decode(List<AdviserBody>.self, from: bytes).items)
  }

  static func show(one bytes: [UInt8], _ output: Output) throws {
    if output.json { return Speech.json(bytes) }
    show([try Wire.decode(AdviserBody.self, from: bytes)])
  }

  private static func show(_ advisers: [AdviserBody]) {
    let words = Speech.words
    var table = Table([
      .init("ID"), .init(words.name, elastic: true), .init(words.levels, elastic: true), .init(words.presence),
      .init(words.shift),
    ])
    for adviser in advisers {
      let shift = adviser.onShiftUntil.map { "… " + Speech.time($0) } ?? adviser.nextShift.map(Speech.time) ?? ""
      table.append([
        adviser.id, adviser.name, adviser.languages.map(\.language.code).joined(separator: " "),
        adviser.presence.rawValue, shift,
      ])
    }
    Speech.table(table)
  }
}

import ArgumentParser
import Surface
import Words

struct NoteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note", abstract: "Keeps a note with a callback you hold.",
    discussion: "Without a text it is read from the terminal, so that nobody on the machine sees it in `ps`.")

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "The note.") var text: [String] = []
  @OptionGroup var output: Output

  func run() async throws {
    let client = try DeskClient()
    let note = NoteRequest(text: text.isEmpty ? Speech.typed(Speech.words.notes) : text.joined(separator: " "))
    let bytes = try await client.post(
      "callbacks/\(number)/notes", note, headers: client.claims.headers(for: number))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.noted(number))
  }
}

import ArgumentParser
import Foundation
import Language
import Surface

struct LanguageTryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try", abstract: "What the desk makes of one message, with the words and rules that led to it.")

  @Argument(help: "The message.") var text: String
  @OptionGroup var files: LanguageFiles
  @OptionGroup var output: Output

  func run() async throws {
    let (folder, codes, zone) = try files.read()
    let reading = MessageReader(folder, offered: codes).read(text)
    let line = LanguageLine(id: "", reading, zone: zone)
    if output.json { return Speech.json(try Wire.encode(line)) }
    for said in line.spoken { Speech.say(said) }
  }
}

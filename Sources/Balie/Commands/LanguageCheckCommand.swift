import ArgumentParser
import Language

struct LanguageCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Looks whether the files about languages are whole.",
    discussion: "Run it after adding a language or changing its words; a fault names the file and the key.")

  @OptionGroup var files: LanguageFiles

  func run() async throws {
    let (folder, codes, _) = try files.read()
    _ = MessageReader(folder, offered: codes)
    Speech.say("languages: \(folder.codes.joined(separator: " ")), whole")
    Speech.say("told apart from: \(folder.neighbourCodes.joined(separator: " "))")
  }
}

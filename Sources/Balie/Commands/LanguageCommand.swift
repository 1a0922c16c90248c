import ArgumentParser
import Desk
import Foundation
import Language

/// What the desk understands of a message, and why. Reads the desk's files and nothing else; no desk needs to run.
struct LanguageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "language", abstract: "What the desk understands of messages, and how well.",
    subcommands: [LanguageTryCommand.self, LanguageEvalCommand.self, LanguageCheckCommand.self])
}

/// Whose files are meant.
struct LanguageFiles: ParsableArguments {
  @Option(name: .long, help: "The desk's configuration file; without it the files that ship are read.")
  var config: String?

  /// - Throws: `ConfigurationFault` naming file and key.
  func read() throws -> (folder: LanguageFolder, codes: [String], zone: TimeZone) {
    var names = DemoFolder.configFolder().appending(path: "language_names.json")
    var folder = DemoFolder.configFolder().appending(path: "language")
    var codes: [String]?
    var zone = Speech.zone
    if let config {
      let settings = try Settings.read(URL(filePath: config), environment: ProcessInfo.processInfo.environment)
      (names, folder) = (settings.languageNames, settings.language)
      codes = settings.rules.languages.all.map(\.code)
      zone = settings.rules.openingHours.zone
    }
    do {
      let read = try LanguageFolder(folder, names: try LanguageNames(file: names))
      for code in read.issueCodes where IssueCode(code) == nil {
        throw ConfigurationFault(key: "language", reason: "signs.yaml: issues.\(code) is not an issue code")
      }
      return (read, codes ?? read.codes, zone)
    } catch let fault as LanguageNamesFault {
      throw ConfigurationFault(key: "languageNames", reason: "\(fault)")
    } catch let fault as LanguageFault {
      throw ConfigurationFault(key: "language", reason: "\(fault)")
    }
  }
}

import ArgumentParser
import Foundation
import Logging
import Storage

/// Which desk a command is about: its configuration, or the folder that `demo` made.
struct DeskFolder: ParsableArguments {
  @Option(name: .long, help: "The desk's configuration file.") var config: String?
  @Option(name: .long, help: "The data folder; with a folder made by `demo` no configuration is needed.")
  var data: String?

  func settings() throws -> Settings {
    let environment = ProcessInfo.processInfo.environment
    if let config {
      var settings = try Settings.read(URL(filePath: config), environment: environment)
      if let data { settings.data = URL(filePath: data).standardizedFileURL }
      return settings
    }
    guard let data else { throw ValidationError("Say which desk: --config FILE, or --data DIR of a demo.") }
    let folder = URL(filePath: data).standardizedFileURL
    guard DemoFolder.isDemo(folder) else {
      throw ValidationError("\(data) was not made by `balie demo`: say --config FILE.")
    }
    return try DemoFolder.settings(folder)
  }
}

/// Logs go to stderr; nothing in them is about a person.
func makeLog() -> Logger {
  var log = Logger(label: "balie") { StreamLogHandler.standardError(label: $0) }
  log.logLevel = .notice
  return log
}

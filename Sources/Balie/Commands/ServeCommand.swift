import ArgumentParser
import Foundation
import Logging
import Storage

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Runs the desk until it is told to stop (SIGTERM or Ctrl-C).",
    discussion: "Prints \"listening on http://HOST:PORT\" once it is ready.")

  @OptionGroup var desk: DeskFolder
  @Option(name: .long, help: "HOST:PORT; port 0 takes any that is free.") var listen: String?

  func run() async throws {
    var settings = try desk.settings()
    if let listen {
      guard let address = Settings.Address(listen) else {
        throw ConfigurationFault(key: "--listen", reason: "must be HOST:PORT")
      }
      settings.listen = address
      settings.operatorListen = address.operatorsDefault
    }
    if DemoFolder.isDemo(settings.data) {
      throw ConfigurationFault(
        key: "data", reason: "\(settings.data.path) is a demo's folder; a real desk needs its own")
    }
    let host = settings.listen.host
    let log = makeLog()
    for warning in settings.warnings { log.warning("\(warning)") }
    let serve = Serve(
      settings: settings, log: log, ready: { port in Speech.say("listening on http://\(host):\(port)") })
    let store = try Store(folder: settings.data, masterKey: settings.masterKey, clock: Serve.clock)
    try await serve.run(store: store, environment: ProcessInfo.processInfo.environment)
  }
}

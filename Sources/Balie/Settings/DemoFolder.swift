import Crypto
import Desk
import Foundation
import Outbox
import Words

/// The folder of a demo: marked as one, with a master key of its own, so that nothing real is ever kept in it.
enum DemoFolder {
  static let mark = "THIS-IS-A-DEMO"
  static let phoneNumberID = "100000000000001"
  static let appSecret = "demo-app-secret"
  static let accessToken = "demo-access-token"
  static let verifyToken = "demo-verify-token"

  static func isDemo(_ folder: URL) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: mark).path)
  }

  /// Makes the folder, or takes the one that a demo made before.
  /// - Throws: `ConfigurationFault` for a folder that holds anything else: a real desk, or somebody's master key.
  static func make(_ folder: URL) throws {
    if isDemo(folder) { return }
    let manager = FileManager.default
    if try manager.fileExists(atPath: folder.path) && !manager.contentsOfDirectory(atPath: folder.path).isEmpty {
      throw ConfigurationFault(
        key: "--data", reason: "\(folder.path) holds something already; a demo needs a folder of its own")
    }
    try manager.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
    try write(key, to: "master.key", in: folder)
    try write("A demo of Balie. `balie serve` refuses this folder.\n", to: mark, in: folder)
  }

  static func write(_ text: String, to name: String, in folder: URL) throws {
    let path = folder.appending(path: name).path
    guard
      FileManager.default.createFile(
        atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw ConfigurationFault(key: path, reason: "can't be written") }
  }

  /// - Parameters:
  ///   - gatewayPort: where the pretended gateway listens.
  ///   - mailPort: where the partners' pretended mailbox does.
  static func settings(_ folder: URL, listen: Settings.Address? = nil, gatewayPort: Int = 0, mailPort: Int = 0) throws
    -> Settings
  {
    let text = try String(contentsOf: folder.appending(path: "master.key"), encoding: .utf8)
    guard let zone = TimeZone(identifier: "Europe/Amsterdam"), let key = Data(base64Encoded: text),
      let listen = listen ?? Settings.Address("127.0.0.1:8080"), let day = DayPart("09:00-17:30"),
      let long = DayPart("09:00-20:00")
    else { throw ConfigurationFault(key: "--data", reason: "the demo folder is damaged") }
    let hours: [Weekday: [DayPart]] = [.mon: [day], .tue: [long], .wed: [day], .thu: [long], .fri: [day]]
    let config = configFolder()
    let issues = try IssueSettings.read(
      config.appending(path: "issues.yaml"), languages: Languages.shipped.all.map(\.code))
    return Settings(
      rules: DeskRules(
        name: "Balie (demo)", languages: .shipped, openingHours: WeeklyHours(hours, zone: zone),
        closed: ClosedDays(dutchHolidays: true),
        promises: Promises(), attempts: AttemptPolicy(zone: zone), phoneRegion: "NL", issues: issues.list),
      data: folder, listen: listen, operatorListen: listen.operatorsDefault, masterKey: key,
      phrases: config.appending(path: "phrases"), languageNames: config.appending(path: "language_names.json"),
      issues: issues,
      language: config.appending(path: "language"), help: config.appending(path: "help.yaml"),
      whatsapp: [
        .init(
          name: "main", phoneNumberID: phoneNumberID, apiBase: "http://127.0.0.1:\(gatewayPort)/v26.0",
          accessToken: accessToken, appSecrets: [appSecret], verifyToken: verifyToken)
      ], mail: .init(url: "smtp://127.0.0.1:\(mailPort)", user: nil, password: nil, from: "desk@balie.localhost"),
      publicURL: "http://\(listen)", allowPrivate: ["127.0.0.1"],
      onCall: OnCall(who: "Agnieszka", ways: [.mail("on-call@balie.localhost")]))
  }

  /// `config/` of the project: below the working directory, or beside the build that runs.
  static func configFolder() -> URL {
    let manager = FileManager.default
    let program = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let above = sequence(first: program.deletingLastPathComponent()) { folder in
      folder.path == "/" ? nil : folder.deletingLastPathComponent()
    }
    for folder in [URL(filePath: manager.currentDirectoryPath)] + above {
      let config = folder.appending(path: "config")
      if manager.fileExists(atPath: config.appending(path: "phrases/languages.yaml").path) { return config }
    }
    // Whoever needs a file of it will name the file that isn't there.
    return URL(filePath: manager.currentDirectoryPath).appending(path: "config")
  }
}

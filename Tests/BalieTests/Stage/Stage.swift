import Crypto
import Curl
import DemoGateway
import Foundation
import Storage
import Surface
import Synchronization
import Testing

/// A desk as it is really run, the built program on a folder of its own, with a pretended gateway before it.
final class Stage: Sendable {
  let folder: URL
  let meta: PretendMeta
  let gatewayURL: String
  let mailbox: PretendMailbox
  private let mailPort: Int
  let partner: PartnerSystem
  let curl = CurlClient()
  private let desk = Mutex<Running?>(nil)
  private let all = Mutex<[Running]>([])
  let described = Mutex<Conformance?>(nil)
  private let address = Mutex((desk: "", operators: ""))

  static let secret = "stage-app-secret"
  static let verifyToken = "stage verify&token"
  static let secrets = [
    "STAGE_APP_SECRET": secret, "STAGE_OLD_SECRET": "stage-old-secret", "STAGE_TOKEN": "stage-access-token",
    "STAGE_VERIFY": verifyToken,
  ]

  init(
    folder: URL, meta: PretendMeta, gatewayPort: Int, mailbox: PretendMailbox, mailPort: Int, partner: PartnerSystem
  ) throws {
    self.folder = folder
    self.meta = meta
    self.mailbox = mailbox
    self.mailPort = mailPort
    self.partner = partner
    gatewayURL = "http://127.0.0.1:\(gatewayPort)"
    let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0).base64EncodedString() }
    try key.write(to: folder.appending(path: "master.key"), atomically: true, encoding: .utf8)
    try settings().write(to: config, atomically: true, encoding: .utf8)
  }

  var config: URL { folder.appending(path: "balie.yaml") }
  var data: URL { folder.appending(path: "data") }
  var url: String { address.withLock { $0.desk } }
  var operatorURL: String { address.withLock { $0.operators } }
  /// The desk that runs, or ran last.
  var running: Running? { desk.withLock { $0 } }
  /// Everything that was started here.
  var everythingStarted: [Running] { all.withLock { $0 } }

  static let project = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

  func settings() -> String {
    """
    desk:
      name: Stage desk
      timeZone: Europe/Amsterdam
      openingHours: { mon: ["09:00-17:30"], tue: ["09:00-17:30"], wed: ["09:00-17:30"], thu: ["09:00-17:30"], fri: ["09:00-17:30"] }
      phoneRegion: NL
    data: ./data
    listen: 127.0.0.1:0
    secrets: { masterKey: file:./master.key }
    phrases: \(Self.project.path)/config/phrases
    languageNames: \(Self.project.path)/config/language_names.json
    whatsapp:
      main:
        phoneNumberID: "1065"
        apiBase: \(gatewayURL)/v26.0
        accessToken: env:STAGE_TOKEN
        appSecrets: [env:STAGE_OLD_SECRET, env:STAGE_APP_SECRET]
        verifyToken: env:STAGE_VERIFY
    forms:
      site:
        signature: hmac-sha256
        header: X-Site-Signature
        prefix: "sha256="
        secrets: [env:STAGE_APP_SECRET]
        fields: { name: naam, phone: telefoon, language: [taal, $.langcode], message: vraag }
      tokens: { signature: token, secrets: [env:STAGE_TOKEN], mapping: "\(Self.project.path)/config/forms/tally.yaml", maxBytes: 2048 }
    outgoing: { allowPrivate: ["127.0.0.1"] }
    publicURL: https://desk.invalid
    mail: { outgoing: { url: "smtp://127.0.0.1:\(mailPort)", from: desk@stage.invalid } }

    """
  }

  // MARK: The desk's process

  /// Starts `balie serve` and returns once it listens.
  func start(_ environment: [String: String] = [:]) async throws {
    let started = try run(["serve", "--config", config.path], Self.secrets.merging(environment) { $1 })
    desk.withLock { $0 = started }
    let port = try await eventually("the line that says the desk listens; it wrote: \(started.err)") {
      guard started.isRunning else { throw Ending(sentence: started.err) }
      return started.out.firstMatch(of: /listening on http:\/\/127.0.0.1:(\d+)\n/)?.1
    }
    let operators = try await eventually("the operator's port") {
      started.err.firstMatch(of: /port=(\d+)/)?.1
    }
    address.withLock { $0 = ("http://127.0.0.1:\(port)", "http://127.0.0.1:\(operators)") }
    meta.connect(deskURL: url)
  }

  struct Ending: Error { let sentence: String }

  /// - Returns: the exit status.
  @discardableResult func stop(_ signal: Int32 = SIGTERM) async -> Int32 {
    guard let running else { return -1 }
    running.signal(signal)
    return await running.status
  }

  /// What the program was started with lives until the stage ends.
  func run(_ arguments: [String], _ environment: [String: String]) throws -> Running {
    let running = try Running(arguments, environment: environment, in: folder)
    all.withLock { $0.append(running) }
    return running
  }

  func end() async {
    for running in everythingStarted {
      running.kill()
      _ = await running.status
    }
    curl.shutdown()
  }

  /// A command that ends by itself.
  func balie(_ arguments: String..., environment: [String: String] = [:]) async throws -> Ended {
    try await balie(arguments, environment)
  }

  /// A command of somebody with a token.
  func balie(_ arguments: String..., as token: String) async throws -> Ended {
    try await balie(arguments, ["BALIE_URL": url, "BALIE_TOKEN": token])
  }

  func balie(
    list arguments: [String], as token: String, environment: [String: String] = [:]
  ) async throws -> Ended {
    try await balie(arguments, ["BALIE_URL": url, "BALIE_TOKEN": token].merging(environment) { $1 })
  }

  private func balie(_ arguments: [String], _ environment: [String: String]) async throws -> Ended {
    let running = try run(arguments, environment)
    let status = await running.status
    return Ended(status: status, out: running.out, err: running.err)
  }

  func phone(_ number: String = "+48600100200", name: String? = nil) -> DemoPhone {
    DemoPhone(number: number, name: name, gateway: gatewayURL, client: curl)
  }

  /// Looks into the data of a desk that doesn't run.
  func inside<Value: Sendable>(_ look: @escaping @Sendable (Reader) throws -> Value) async throws -> Value {
    let key = try String(contentsOf: folder.appending(path: "master.key"), encoding: .utf8)
    let store = try Store(folder: data, masterKey: Data(base64Encoded: key) ?? Data(), clock: { .now })
    let seen = try await store.read(look)
    try store.close()
    return seen
  }
}

import Access
import ArgumentParser
import DemoGateway
import Desk
import Foundation
import Storage
import Surface
import Yams

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Runs a desk with invented advisers and a pretended WhatsApp on this machine.",
    discussion: "Needs no account. The folder is kept for the next demo; `balie serve` refuses it.")

  @Option(name: .long, help: "Where the demo keeps its data.") var data = "demo-data"
  @Option(name: .long, help: "HOST:PORT; port 0 takes any that is free.") var listen = "127.0.0.1:8080"
  @Option(name: .long, help: "As if it were then, on the desk's clock: 2026-11-25T03:00. It runs on from there.")
  var at: String?

  func run() async throws {
    let clock = try clock()
    guard let address = try Settings.Address(listen)?.withPort() else {
      throw ConfigurationFault(key: "--listen", reason: "must be HOST:PORT")
    }
    let folder = URL(filePath: data).standardizedFileURL
    try DemoFolder.make(folder)
    let gatewayPort = try FreePort.choose(address.port + 2)
    let mailPort = try FreePort.choose(address.port + 3)
    let settings = try DemoFolder.settings(folder, listen: address, gatewayPort: gatewayPort, mailPort: mailPort)
    let store = try Store(folder: folder, masterKey: settings.masterKey, clock: clock)
    try await importAdvisers(into: store, settings.rules)
    try await importPartners(into: store)
    let token = try await token(in: folder, store)
    let mailbox = PretendMailbox()
    let gateway = PretendMeta(
      account: PretendAccount(
        phoneNumberID: DemoFolder.phoneNumberID, appSecret: DemoFolder.appSecret,
        accessToken: DemoFolder.accessToken, verifyToken: DemoFolder.verifyToken), mailbox: mailbox, logger: makeLog(),
      now: clock)
    var serve = Serve(settings: settings, log: makeLog())
    serve.beside = [gateway.application(port: gatewayPort), mailbox.server(port: mailPort)]
    serve.ready = { port in
      let url = "http://\(address.host):\(port)"
      gateway.connect(deskURL: url)
      Self.welcome(url: url, token: token, gatewayPort: gatewayPort)
    }
    try await serve.run(store: store, environment: ProcessInfo.processInfo.environment)
  }

  /// The real clock, or one that is put to another time.
  private func clock() throws -> @Sendable () -> Date {
    guard let at else { return Serve.clock }
    guard let then = LocalMoment.read(at, zone: Speech.zone) else {
      throw ConfigurationFault(key: "--at", reason: "must be like 2026-11-25T03:00")
    }
    let ahead = then.timeIntervalSince(Serve.clock())
    return { Serve.clock() + ahead }
  }

  /// Into an empty folder only: what was changed since stays.
  private func importAdvisers(into store: Store, _ rules: DeskRules) async throws {
    guard try await store.read({ try Advisers.all(in: $0).isEmpty }) else { return }
    let file = DemoFolder.configFolder().appending(path: "advisers.yaml")
    let advisers = try ListFile.read(file, as: AdviserEntries.self).all(
      languages: rules.languages, zone: rules.openingHours.zone)
    try await store.write { writer in for adviser in advisers { try Advisers.save(adviser, in: writer) } }
  }

  private func importPartners(into store: Store) async throws {
    guard try await store.read({ try Partners.all(in: $0).isEmpty }) else { return }
    let file = DemoFolder.configFolder().appending(path: "partners.yaml")
    let partners = try ListFile.read(file, as: PartnerEntries.self).all()
    try await store.write { writer in for partner in partners { try Partners.save(partner, in: writer) } }
  }

  /// The first coordinator's, the same at every start.
  private func token(in folder: URL, _ store: Store) async throws -> String {
    let file = folder.appending(path: "demo.token")
    if FileManager.default.fileExists(atPath: file.path) { return try String(contentsOf: file, encoding: .utf8) }
    let colleagues = try await store.read { try Advisers.all(in: $0) }
    guard let coordinator = colleagues.first(where: { $0.adviser.role == .coordinator }) else {
      throw ConfigurationFault(key: "config/advisers.yaml", reason: "names no coordinator")
    }
    let token = try await Gatekeeper(store: store).create(for: .adviser(coordinator.adviser.id))
    try DemoFolder.write(token, to: file.lastPathComponent, in: folder)
    return token
  }

  private static func welcome(url: String, token: String, gatewayPort: Int) {
    let program = CommandLine.arguments[0]
    Speech.say(
      """
      listening on \(url)

      The form, in Polish:    \(url)/pl

      In a second terminal be a client, and write "polski":
        \(program) phone +48600100200 --gateway http://127.0.0.1:\(gatewayPort)

      In a third be an adviser:
        export BALIE_URL=\(url) BALIE_TOKEN=\(token)
        \(program) queue
        \(program) next
        \(program) partners

      Letters to partners arrive at http://127.0.0.1:\(gatewayPort)/mails

      Ctrl-C stops the demo; its data stays for the next one.
      """)
  }
}

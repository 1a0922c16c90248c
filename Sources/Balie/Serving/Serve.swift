import Curl
import Desk
import Foundation
import Handling
import Hummingbird
import Intake
import Language
import Logging
import Outbox
import Referring
import Routing
import ServiceLifecycle
import Storage
import UnixSignals
import Web
import Words

/// Wires a desk together and runs it until it is told to stop.
struct Serve {
  let settings: Settings
  let log: Logger
  /// Services that run beside the desk: the demo's gateway.
  var beside: [any Service] = []
  /// Called once all addresses are listened on, with the public one's port.
  var ready: @Sendable (Int) async -> Void = { _ in }

  /// The clock of everything stored: whole milliseconds, as the store keeps them.
  static let clock: @Sendable () -> Date = {
    Date(milliseconds: Date().milliseconds)
  }

  func run(store: Store, environment: [String: String]) async throws {
    Limits.keepMemory()
    Limits.raiseDescriptors()
    let phrases = try Self.configured("phrases") {
      try Phrases(folder: settings.phrases, languages: settings.rules.languages.all.map(\.code))
    }
    let names = try Self.configured("languageNames") { try LanguageNames(file: settings.languageNames) }
    let language = try Self.configured("language") { try LanguageFolder(settings.language, names: names) }
    let menu = LanguageMenu(phrases.languages.map { .init(code: $0.code, label: $0.label) }, names: names)
    let zone = settings.rules.openingHours.zone
    let help = try Self.configured("help") { try HelpLines.read(settings.help, zone: zone) }
    warn(of: help)
    let replies = Replies(phrases: phrases, menu: menu, help: HelpText(phrases: phrases, lines: help, zone: zone))
    let ear = ear(menu, language)
    let receiver = receiver(store, replies, ear)
    let alarming = Alarming(store: store, rules: settings.rules, replies: replies, onCall: settings.onCall)
    let mail = MailDoor(store: store, rules: settings.rules, ear: ear, settings: Mailroom.settings(settings))
    let curl = CurlClient()
    let courier = Courier(store: store, curl: curl, senders: senders, log: log)
    try await courier.recover()
    let handler = Handler(store: store, policy: settings.rules.attempts, issues: settings.rules.issues)
    let letters = Letters(
      desk: settings.rules.name, publicURL: settings.mail == nil ? nil : settings.publicURL, zone: zone)
    let liaison = Liaison(store: store, letters: letters, zone: zone)
    let matcher = Matcher(store: store, rules: settings.rules)
    let doors = try Doors(
      store: store, rules: settings.rules, receiver: receiver,
      requests: RequestDoor(store: store, rules: settings.rules, ear: ear), mail: mail,
      matcher: matcher, handler: handler, liaison: liaison,
      links: LinkDoor(store: store, letters: letters), phrases: phrases, issues: settings.issues,
      posters: PosterAddress(trusted: settings.proxies), log: log)
    let services =
      applications(doors, environment)
      + loops(store, receiver, alarming, courier, handler, matcher, liaison, environment)
      + Mailroom.loops(settings, store, mail, log) + beside
    var configuration = ServiceGroupConfiguration(
      services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet)
    // Whoever is in the middle of a body by then is cut off.
    configuration.maximumGracefulShutdownDuration = .seconds(6)
    let group = ServiceGroup(configuration: configuration)
    defer { curl.shutdown() }
    try await group.run()
    try store.close()
  }

  /// What lies in a file that the configuration names.
  private static func configured<Value>(_ key: String, _ read: () throws -> Value) throws -> Value {
    do { return try read() } catch let faults as PhraseFaults {
      throw ConfigurationFault(key: key, reason: "\(faults)")
    } catch let fault as LanguageNamesFault {
      throw ConfigurationFault(key: key, reason: "\(fault)")
    } catch let fault as LanguageFault {
      throw ConfigurationFault(key: key, reason: "\(fault)")
    } catch let fault as HelpFault {
      throw ConfigurationFault(key: key, reason: "\(fault)")
    } catch { throw ConfigurationFault(key: key, reason: "can't be read") }
  }

  /// Numbers that nobody looked up for a year.
  private func warn(of help: [HelpLine]) {
    let outdated = help.outdated(on: settings.rules.openingHours.day(of: Self.clock()))
    if outdated.isEmpty { return }
    log.warning("help: look these up again: \(outdated.map(\.id).joined(separator: ", "))")
  }

  private func ear(_ menu: LanguageMenu, _ language: LanguageFolder) -> LanguageEar {
    let codes = settings.rules.languages.all.map(\.code)
    return LanguageEar(
      languages: settings.rules.languages, reader: MessageReader(language, offered: codes), menu: menu)
  }

  private func receiver(_ store: Store, _ replies: Replies, _ ear: LanguageEar) -> Receiver {
    let accounts = settings.whatsapp.map {
      WhatsAppAccount(
        name: $0.name, phoneNumberID: $0.phoneNumberID, appSecrets: $0.appSecrets, verifyToken: $0.verifyToken
      )
    }
    return Receiver(
      store: store, accounts: accounts, forms: settings.forms, rules: settings.rules, ear: ear, replies: replies,
      log: log)
  }

  private var senders: Senders {
    let addresses = AddressPolicy.publicOnly(except: settings.allowPrivate)
    return Senders(
      whatsapp: settings.whatsapp.map(sender),
      mail: settings.mail.map { MailSender(server: $0, desk: settings.rules.name, addresses: addresses) },
      webhooks: WebhookSender(addresses: addresses))
  }

  private func sender(_ account: Settings.WhatsApp) -> WhatsAppSender {
    WhatsAppSender(
      account: account.name, phoneNumberID: account.phoneNumberID, apiBase: account.apiBase,
      accessToken: account.accessToken, addresses: .publicOnly(except: settings.allowPrivate))
  }

  /// Three addresses; the line on stdout comes when all three listen.
  private func applications(_ doors: Doors, _ environment: [String: String]) -> [any Service] {
    let listening = Listening(of: ["listen", "operator.listen", "data"], ready: ready)
    let socket = settings.data.appending(path: "admin.sock")
    let everybody = doors.everybody(
      at: address(settings.listen), measuring: environment["BALIE_BENCH"] == "1"
    ) {
      await listening.open("listen", port: $0)
    }
    let operators = doors.operators(at: address(settings.operatorListen)) { port in
      log.notice("operator listens", metadata: ["port": "\(port ?? 0)"])
      await listening.open("operator.listen")
    }
    let admin = doors.admin(at: socket) { _ in await listening.open("data") }
    return [
      Listener(key: "listen", place: "\(settings.listen)", listening: listening, server: everybody),
      Listener(
        key: "operator.listen", place: "\(settings.operatorListen)", listening: listening, server: operators),
      Listener(key: "data", place: socket.path, listening: listening, server: admin),
    ]
  }

  private func loops(
    _ store: Store, _ receiver: Receiver, _ alarming: Alarming, _ courier: Courier, _ handler: Handler,
    _ matcher: Matcher, _ liaison: Liaison, _ environment: [String: String]
  ) -> [any Service] {
    let unanswered = Unanswered(store: store, rules: settings.rules)
    let isPaused = environment["BALIE_BENCH_PAUSE_READING"] == "1"
    return [
      Loop(name: "intake", store: store, log: log) {
        if isPaused { return nil }
        try await receiver.step()
        return nil
      },
      // Eight sends at most, ten times a second: the 80 a second that Meta allows a number (gateways.md A1.13).
      Loop(name: "outbox", store: store, log: log, pause: .milliseconds(100)) { try await courier.step(.messages) },
      Loop(name: "letters", store: store, log: log, pause: .milliseconds(100)) { try await courier.step(.others) },
      Loop(name: "alarm", store: store, log: log, pause: .seconds(1)) { try await alarming.step() },
      Loop(name: "handling", store: store, log: log, pause: .seconds(1)) { try await handler.step() },
      Loop(name: "referring", store: store, log: log, pause: .seconds(1)) { try await liaison.step() },
      Loop(name: "routing", store: store, log: log, pause: .milliseconds(200)) { try await matcher.step() },
      Loop(name: "escalation", store: store, log: log, pause: .seconds(15)) { try await matcher.escalate() },
      Loop(name: "unanswered", store: store, log: log, pause: .seconds(30)) { try await unanswered.step() },
    ]
  }

  private func address(_ address: Settings.Address) -> BindAddress {
    .hostname(address.host, port: address.port)
  }

  private var quiet: Logger {
    var quiet = log
    quiet.logLevel = .warning
    return quiet
  }
}

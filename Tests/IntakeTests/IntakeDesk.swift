import Crypto
import Desk
import Forms
import Foundation
import Intake
import Language
import Logging
import Storage
import Synchronization
import Testing
import Words

/// A desk that takes messages in: a folder of its own, a clock that stands on a Wednesday at ten, the phrases and names
/// of languages that ship.
final class IntakeDesk {
  static let secret = "test_app_secret"
  static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  static let wednesday = Date(timeIntervalSince1970: 1_781_078_400)

  private let folder = FileManager.default.temporaryDirectory.appending(path: "intake-\(UUID().uuidString)")
  private let clock = StandingClock()
  private var opened: (store: Store, receiver: Receiver)?
  let rules: DeskRules
  let phrases: Phrases
  private let menu: LanguageMenu
  let ear: LanguageEar
  private let replies: Replies

  private let forms: [FormSource]

  init(forms: [FormSource] = []) async throws {
    self.forms = forms
    let office = Dictionary(
      uniqueKeysWithValues: [Weekday.mon, .tue, .wed, .thu, .fri].map {
        ($0, [DayPart("09:00-17:30")].compactMap { $0 })
      })
    rules = DeskRules(
      name: "Balie", languages: .shipped, openingHours: WeeklyHours(office, zone: Self.zone),
      promises: Promises(),
      attempts: AttemptPolicy(zone: Self.zone), phoneRegion: "NL")
    let (phrases, language) = try Self.words.get()
    self.phrases = phrases
    menu = LanguageMenu(phrases.languages.map { .init(code: $0.code, label: $0.label) }, names: language.names)
    replies = Replies(
      phrases: phrases, menu: menu,
      help: HelpText(
        phrases: phrases, lines: try HelpLines.read(Self.shipped("help.yaml"), zone: Self.zone), zone: Self.zone))
    ear = LanguageEar(
      languages: .shipped, reader: MessageReader(language, offered: Self.codes), menu: menu)
    try open()
    try await store.write { try Advisers.save(Self.ilinca, in: $0) }
  }

  deinit { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }

  private static let codes = Languages.shipped.all.map(\.code)

  private static let words = Result {
    (
      try Phrases(folder: shipped("phrases"), languages: codes),
      try LanguageFolder(
        shipped("language"), names: try LanguageNames(file: shipped("language_names.json")))
    )
  }

  /// The configuration that ships, found from this file so that a test needs no working directory.
  private static func shipped(_ name: String, _ path: String = #filePath) -> URL {
    var root = URL(filePath: path)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    return root.appending(path: "config").resolvingSymlinksInPath().appending(path: name)
  }

  static let ilinca = Adviser(
    id: AdviserID("ilinca"), name: "Ilinca", role: .adviser,
    languages: Languages.shipped.all.map { .init(language: $0, level: .fluent) }, specialisms: [],
    roster: WeeklyHours([:], zone: zone))

  // MARK: - The process

  var store: Store { get throws { try #require(opened).store } }
  var receiver: Receiver { get throws { try #require(opened).receiver } }
  var door: RequestDoor { get throws { RequestDoor(store: try store, rules: rules, ear: ear) } }

  func alarming(_ onCall: OnCall?) throws -> Alarming {
    Alarming(store: try store, rules: rules, replies: replies, onCall: onCall)
  }

  var now: Date { clock.now }

  func move(by seconds: TimeInterval) { clock.move(by: seconds) }

  private func open() throws {
    let store = try Store(
      folder: folder, masterKey: Data(repeating: 7, count: 32), clock: { [clock] in clock.now })
    let main = WhatsAppAccount(
      name: "main", phoneNumberID: Payload.desk, appSecrets: ["older_secret", Self.secret],
      verifyToken: "verify me")
    let receiver = Receiver(
      store: store, accounts: [main], forms: forms, rules: rules, ear: ear, replies: replies,
      log: Logger(label: "intake", factory: { _ in SwiftLogNoOpLogHandler() }))
    opened = (store, receiver)
  }

  /// The process ends and starts again on the folder.
  func restart() throws {
    try store.close()
    opened = nil
    try open()
  }

  // MARK: - What comes in

  static func signature(_ body: Data, secret: String = secret) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: Data(secret.utf8)))
    return "sha256=" + code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  func keep(_ body: Data) async throws {
    try await receiver.receive(body, signature: Self.signature(body), account: "main")
  }

  func keep(_ body: String) async throws { try await keep(Data(body.utf8)) }

  func read() async throws { try await receiver.step() }

  func take(_ body: String) async throws {
    try await keep(body)
    try await read()
  }

  /// Text messages, each in a delivery of its own.
  func take(texts: String..., from: String = Payload.person) async throws {
    for text in texts { try await take(Payload.messages(Payload.text(text, from: from, at: now))) }
  }

  // MARK: - What came of it

  func callbacks() async throws -> [Callback] {
    try await store.read { try Callbacks.all(after: 0, limit: 5000, in: $0) }
  }

  /// The one callback that there is.
  func callback() async throws -> Callback {
    let all = try await callbacks()
    try #require(all.count == 1)
    return all[0]
  }

  func client(of id: ID<Callback> = 1) async throws -> Client {
    try await store.read { try Clients.open(id, in: $0).use { $0 } }
  }

  func messages(of id: ID<Callback> = 1) async throws -> [Message] {
    try await store.read { try Messages.open(of: id, in: $0).use { $0.map(\.message) } }
  }

  func letters() async throws -> [Dispatches.Letter] {
    try await store.read { reader in
      var letters: [Dispatches.Letter] = []
      var id: ID<Dispatch> = 1
      while let dispatch = try Dispatches.find(id, in: reader) {
        letters.append(try Dispatches.open(dispatch, in: reader).use { $0 })
        id = ID(id.rawValue + 1)
      }
      return letters
    }
  }

  /// "unread_message image", as the inbox shows it.
  func inbox() async throws -> [String] {
    try await store.read { try Inbox.open(limit: 5000, in: $0).map { "\($0.kind.rawValue) \($0.subject)" } }
  }

  func inboxContents() async throws -> [String] {
    try await store.read { reader in
      try Inbox.open(limit: 5000, in: reader).flatMap { try Inbox.content(of: $0, in: reader).use { $0 } }
    }
  }

  func unread() async throws -> Int { try await store.read { try Receipts.countUnread(in: $0) } }

  func integrity() async throws -> Integrity { try await store.read { try Integrity.look(in: $0) } }
}

/// Stands on a Wednesday at ten until it is moved.
private final class StandingClock: Sendable {
  private let moment = Mutex(IntakeDesk.wednesday)

  var now: Date { moment.withLock { $0 } }

  func move(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

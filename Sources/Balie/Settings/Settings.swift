import Desk
import Forms
import Foundation
import Outbox
import Words

/// Everything that is configured, read once at start.
struct Settings: Sendable {
  struct WhatsApp: Sendable {
    let name: String
    let phoneNumberID: String
    let apiBase: String
    let accessToken: String
    let appSecrets: [String]
    let verifyToken: String
  }

  struct Address: Sendable, Equatable, CustomStringConvertible {
    let host: String
    let port: Int

    var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// "127.0.0.1:8080", "[::1]:0".
    init?(_ text: String) {
      guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
        (0...65535).contains(port)
      else { return nil }
      host = text[..<colon].trimmingCharacters(in: ["[", "]"])
      self.port = port
      if host.isEmpty { return nil }
    }

    /// The operator's address when none is given: loopback, the port after. 0 stays 0.
    var operatorsDefault: Address { Address(host: "127.0.0.1", port: port == 0 ? 0 : port + 1) }

    /// With a free port instead of 0: for who must know the address before it is listened on.
    func withPort() throws -> Address { port == 0 ? Address(host: host, port: try FreePort.choose(0)) : self }

    private init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  var rules: DeskRules
  var data: URL
  var listen: Address
  var operatorListen: Address
  var masterKey: Data
  var phrases: URL
  var languageNames: URL
  var issues: IssueWords
  /// The folder of what is known of each language.
  var language: URL
  /// Whom somebody in danger can phone while the desk can't.
  var help: URL
  var whatsapp: [WhatsApp]
  /// Other people's forms.
  var forms: [FormSource] = []
  /// Where letters to partners go out; nil: none do.
  var mail: MailSender.Server?
  /// Where referrers' mail comes in; nil: none does.
  var mailbox: PostSettings.Inbox?
  /// The address the outside world uses, for links in letters.
  var publicURL: String?
  var allowPrivate: [String]
  /// Proxies of the desk's own, which say whom they speak for.
  var proxies: [String] = []
  /// Who is told at once of somebody in danger; nil: nobody is on call.
  var onCall: OnCall?
  /// What is wrong and doesn't stop the start.
  var warnings: [String] = []
}

extension Settings {
  static func read(_ file: URL, environment: [String: String]) throws -> Settings {
    let reader = try SettingsReader(file: file, environment: environment)
    let listen = try address(reader, "listen") ?? Address("127.0.0.1:8080")
    guard let listen else { throw ConfigurationFault(key: "listen", reason: "must be HOST:PORT") }
    let phrases = reader.path(try reader.text("phrases"))
    let beside = phrases.deletingLastPathComponent().appending(path: "language_names.json")
    let issues = try IssueSettings.read(reader, beside: phrases)
    let settings = Settings(
      rules: try rules(reader, issues.list), data: reader.path(try reader.text("data")), listen: listen,
      operatorListen: try address(reader, "operator.listen") ?? listen.operatorsDefault,
      masterKey: try SecretSettings.masterKey(reader), phrases: phrases,
      languageNames: try reader.textIfAny("languageNames").map(reader.path) ?? beside, issues: issues,
      language: try reader.textIfAny("language").map(reader.path)
        ?? phrases.deletingLastPathComponent().appending(path: "language"),
      help: try reader.textIfAny("help").map(reader.path)
        ?? phrases.deletingLastPathComponent().appending(path: "help.yaml"),
      whatsapp: try reader.names("whatsapp").map { try whatsapp(reader, $0) }, forms: try FormSettings.sources(reader),
      mail: try PostSettings.outgoing(reader), mailbox: try PostSettings.inbox(reader),
      publicURL: try publicURL(reader),
      allowPrivate: try reader.texts("outgoing.allowPrivate") ?? [], proxies: try reader.texts("proxies") ?? [],
      onCall: try AlarmSettings.onCall(reader),
      warnings: try SecretSettings.warnings(reader))
    try reader.finish()
    let numbers = settings.whatsapp.map(\.phoneNumberID)
    if let twice = settings.whatsapp.first(where: { one in numbers.filter { $0 == one.phoneNumberID }.count > 1 }) {
      throw ConfigurationFault(key: "whatsapp.\(twice.name).phoneNumberID", reason: "stands at two accounts")
    }
    return settings
  }

  private static func rules(_ reader: SettingsReader, _ issues: IssueList) throws -> DeskRules {
    let name = try reader.text("desk.timeZone")
    guard let zone = TimeZone(identifier: name) else {
      throw ConfigurationFault(key: "desk.timeZone", reason: "there is no zone \(name)")
    }
    var parts: [Weekday: [DayPart]] = [:]
    for day in Weekday.allCases {
      let key = "desk.openingHours.\(day.rawValue)"
      parts[day] = try (reader.texts(key) ?? []).map { text in
        guard let part = DayPart(text) else { throw ConfigurationFault(key: key, reason: "\(text) isn't HH:MM-HH:MM") }
        return part
      }
    }
    guard parts.contains(where: { !$0.value.isEmpty }) else {
      throw ConfigurationFault(key: "desk.openingHours", reason: "is missing: promises run in these hours")
    }
    let region = try reader.textIfAny("desk.phoneRegion") ?? "NL"
    guard region.wholeMatch(of: /[A-Z]{2}/) != nil else {
      throw ConfigurationFault(key: "desk.phoneRegion", reason: "must be two capitals, such as NL")
    }
    let codes = try IssueSettings.languages(reader)
    return DeskRules(
      name: try reader.text("desk.name"), languages: Languages(codes: codes),
      openingHours: WeeklyHours(parts, zone: zone), closed: try RoutingSettings.closedDays(reader),
      promises: Promises(
        now: try reader.number("routing.promises.now", or: 60),
        soon: try reader.number("routing.promises.soon", or: 240),
        normal: try reader.number("routing.promises.normal", or: 480)),
      points: try RoutingSettings.points(reader),
      offerSeconds: try reader.number("routing.offerSeconds", or: 120, atLeast: 0),
      attempts: AttemptPolicy(
        least: try reader.number("attempts.least", or: 3), days: try reader.number("attempts.days", or: 2),
        dayParts: try reader.number("attempts.dayParts", or: 2), most: try reader.number("attempts.most", or: 8),
        spacingMinutes: try reader.number("attempts.spacingMinutes", or: 120), zone: zone),
      phoneRegion: region, issues: issues)
  }

  private static func publicURL(_ reader: SettingsReader) throws -> String? {
    try reader.textIfAny("publicURL").map { text in
      guard let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host != nil else {
        throw ConfigurationFault(key: "publicURL", reason: "must be an address such as https://desk.example.org")
      }
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
  }

  private static func whatsapp(_ reader: SettingsReader, _ name: String) throws -> WhatsApp {
    guard name.wholeMatch(of: /[A-Za-z0-9_-]{1,64}/) != nil else {
      throw ConfigurationFault(key: "whatsapp.\(name)", reason: "an account's name has letters, digits, _ and - only")
    }
    let key = "whatsapp.\(name)."
    let apiBase = try reader.text(key + "apiBase")
    guard let url = URL(string: apiBase), ["http", "https"].contains(url.scheme), url.host != nil else {
      throw ConfigurationFault(
        key: key + "apiBase", reason: "must be an address such as https://graph.facebook.com/v26.0")
    }
    return WhatsApp(
      name: name, phoneNumberID: try reader.text(key + "phoneNumberID"), apiBase: apiBase,
      accessToken: try reader.secret(key + "accessToken"), appSecrets: try reader.secrets(key + "appSecrets"),
      verifyToken: try reader.secret(key + "verifyToken"))
  }

  private static func address(_ reader: SettingsReader, _ key: String) throws -> Address? {
    try reader.textIfAny(key).map { text in
      guard let address = Address(text) else { throw ConfigurationFault(key: key, reason: "must be HOST:PORT") }
      return address
    }
  }
}

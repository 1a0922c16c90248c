import Desk
import Foundation
import Routing
import Storage
import Synchronization
import Testing

/// A desk in a folder of its own, on a Wednesday at ten; its clock stands until it is moved.
final class RoutingDesk {
  static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt
  static let (pl, ro, en) = (Languages.stored("pl"), Languages.stored("ro"), Languages.stored("en"))

  let folder = FileManager.default.temporaryDirectory.appending(path: "routing-\(UUID().uuidString)")
  let clock = StandingClock()
  private var opened: Store?

  init(_ advisers: [Adviser] = []) async throws {
    try open()
    try await store.write { writer in for adviser in advisers { try Advisers.save(adviser, in: writer) } }
  }

  deinit { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }

  var store: Store { get throws { try #require(opened) } }
  var matcher: Matcher { get throws { Matcher(store: try store, rules: Self.rules) } }

  func open() throws {
    opened = try Store(folder: folder, masterKey: Data(repeating: 7, count: 32), clock: { [clock] in clock.now })
  }

  /// As after a crash: nothing is in memory any more.
  func reopen() throws {
    try store.close()
    opened = nil
    try open()
  }

  static let week: [Weekday] = [.mon, .tue, .wed, .thu, .fri]

  static func hours(_ part: String) -> WeeklyHours {
    WeeklyHours(
      Dictionary(uniqueKeysWithValues: week.map { ($0, [DayPart(part)].compactMap { $0 }) }), zone: zone)
  }

  static let rules = DeskRules(
    name: "Balie", languages: .shipped, openingHours: hours("09:00-17:30"), promises: Promises(),
    attempts: AttemptPolicy(zone: zone), phoneRegion: "NL")

  static func adviser(_ name: String, _ languages: Language..., specialisms: [String] = []) -> Adviser {
    Adviser(
      id: AdviserID(name), name: name.capitalized, role: .adviser,
      languages: languages.map { .init(language: $0, level: .fluent) }, specialisms: specialisms,
      roster: hours("09:00-17:30"))
  }

  /// They say that they are there.
  func say(_ presence: Presence, _ advisers: Adviser...) async throws {
    for adviser in advisers {
      try await store.write { try Advisers.say(presence, adviser.id, in: $0) }
      clock.move(by: 1)
    }
  }

  @discardableResult
  func receive(
    _ language: Language = pl, also: [Language] = [], urgency: Urgency = .normal, windows: [CallWindow] = [],
    since: TimeInterval = 0
  ) async throws -> ID<Callback> {
    try await store.write { writer in
      try Self.insert(language, also: also, urgency: urgency, windows: windows, since: writer.now - since, in: writer)
    }
  }

  @discardableResult
  static func insert(
    _ language: Language, also: [Language] = [], urgency: Urgency = .normal, windows: [CallWindow] = [],
    issue: IssueCode = .unknown, since: Date, in writer: Writer
  ) throws -> ID<Callback> {
    var callback = Callback.receive(
      try writer.next(in: .callback),
      .init(
        reference: try References.fresh(in: writer), person: try writer.next(in: .person), channel: .phone,
        account: "desk", alsoSpeaks: also, issue: issue, urgency: urgency, windows: windows, hasNumber: true,
        waitingSince: since),
      now: writer.now)
    try callback.know(language, because: ["said so"], by: .client, now: writer.now)
    try Callbacks.insert(callback, Client(name: "Zofia", phone: "+31612345678", phoneIsValid: true), in: writer)
    return callback.id
  }

  func callback(_ id: ID<Callback>) async throws -> Callback {
    try #require(try await store.read { try Callbacks.find(id, in: $0) })
  }

  func colleague(_ adviser: Adviser) async throws -> Advisers.Colleague {
    try #require(try await store.read { try Advisers.find(adviser.id, in: $0) })
  }

  /// To whom a callback is offered.
  func offered(_ id: ID<Callback>) async throws -> String? {
    if case .offered(let adviser, _) = try await callback(id).state { adviser.name } else { nil }
  }
}

final class StandingClock: Sendable {
  private let state = Mutex((try? Date("2026-06-10T10:00:00+02:00", strategy: .iso8601)) ?? .distantPast)

  var now: Date { state.withLock { $0 } }

  func move(by seconds: TimeInterval) { state.withLock { $0 += seconds } }
}

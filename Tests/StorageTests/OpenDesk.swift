import Desk
import Foundation
import Storage
import Synchronization
import Testing

/// A desk in a folder of its own, which goes when the test ends. Two advisers work there; its clock stands until it is
/// moved.
final class OpenDesk {
  let folder: URL
  let clock = StandingClock()
  private var opened: Store?

  static let masterKey = Data(repeating: 7, count: 32)

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)")
    try open()
    try await store.write { writer in
      try Advisers.save(Self.ilinca, in: writer)
      try Advisers.save(Self.pavel, in: writer)
    }
  }

  deinit { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }

  var store: Store { get throws { try #require(opened) } }

  func open(masterKey: Data = masterKey) throws {
    opened = try Store(folder: folder, masterKey: masterKey, clock: { [clock] in clock.now })
  }

  func close() throws {
    try store.close()
    opened = nil
  }

  func reopen() throws {
    try close()
    try open()
  }

  static let pl = Languages.stored("pl")
  static let ilinca = adviser("ilinca")
  static let pavel = adviser("pavel")

  private static func adviser(_ name: String) -> Adviser {
    Adviser(
      id: AdviserID(name), name: name, role: .adviser, languages: [.init(language: pl, level: .fluent)],
      specialisms: ["wages"],
      roster: WeeklyHours([.mon: [DayPart("09:00-17:30")].compactMap { $0 }], zone: .gmt))
  }

  /// Somebody waits, who wrote one message.
  @discardableResult
  func receive(name: String = "Zofia", phone: String = "+31612345678", text: String = "Pomocy") async throws
    -> ID<Callback>
  {
    try await store.write { writer in
      var callback = Callback.receive(
        try writer.next(in: .callback),
        .init(
          reference: try References.fresh(in: writer), person: try writer.next(in: .person),
          channel: .whatsapp,
          account: "main", hasNumber: true, waitingSince: writer.now),
        now: writer.now)
      try callback.know(Self.pl, because: ["said so"], by: .client, now: writer.now)
      try Callbacks.insert(callback, Client(name: name, phone: phone, phoneIsValid: true), in: writer)
      try Messages.append(Message(kind: "text", text: text), to: callback.id, at: writer.now, in: writer)
      return callback.id
    }
  }

  func find(_ id: ID<Callback>) async throws -> Callback {
    try #require(try await store.read { try Callbacks.find(id, in: $0) })
  }

  func integrity() async throws -> Integrity { try await store.read { try Integrity.look(in: $0) } }
}

final class StandingClock: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: 1_781_078_400))

  var now: Date { moment.withLock { $0 } }

  func move(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

/// A place in the writer at which a turn stands still until it is let go, so that a test decides what waits behind it.
final class Turnstile: Sendable {
  private let gate = DispatchSemaphore(value: 0)
  private let arrivals: AsyncStream<Void>
  private let arrived: AsyncStream<Void>.Continuation

  init() { (arrivals, arrived) = AsyncStream.makeStream() }

  func stop() {
    arrived.yield()
    gate.wait()
  }

  func someoneStands() async { for await _ in arrivals { return } }

  func letGo() { gate.signal() }
}

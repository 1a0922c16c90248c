import Curl
import Desk
import Foundation
import Logging
import Outbox
import Storage
import Synchronization
import Testing

/// A desk with two people who are to be written to, in a folder of its own; its clock stands until it is moved.
final class OutboxDesk {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "outbox-\(UUID().uuidString)")
  private let clock = StandingClock()
  let store: Store

  init() async throws {
    store = try Store(
      folder: folder, masterKey: Data(repeating: 7, count: 32), clock: { [clock] in clock.now })
    for number in Int64(1)...2 { try await receive(number) }
  }

  deinit { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }

  private func receive(_ number: Int64) async throws {
    try await store.write { writer in
      let callback = Callback.receive(
        ID(number),
        .init(
          reference: try References.fresh(in: writer), person: ID(number), channel: .whatsapp,
          account: "main",
          hasNumber: true, waitingSince: writer.now),
        now: writer.now)
      try Callbacks.insert(callback, Client(phone: "+4851122334\(number)"), in: writer)
    }
  }

  var now: Date { clock.now }

  func move(by seconds: TimeInterval) { clock.move(by: seconds) }

  /// A courier whose gateway listens there.
  func courier(port: Int, account: AccountName = "main") -> Courier {
    let sender = WhatsAppSender(
      account: account, phoneNumberID: "106540352242922", apiBase: "http://127.0.0.1:\(port)/v26.0/",
      accessToken: "invented-token", addresses: .publicOnly(except: ["127.0.0.1"]))
    return courier(sending: sender)
  }

  func courier(sending sender: WhatsAppSender) -> Courier {
    Courier(
      store: store, curl: CurlClient(),
      senders: Senders(whatsapp: [sender], mail: nil, webhooks: WebhookSender(addresses: .any)),
      log: Logger(label: "outbox", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  func write(_ text: String, to callback: ID<Callback> = 1) async throws {
    try await store.write {
      try Dispatches.write(
        .init(to: "+4851122334\(callback)", text: text), channel: .whatsapp, account: "main",
        callback: callback, in: $0)
    }
  }

  func dispatch(_ id: ID<Dispatch> = 1) async throws -> Dispatch {
    try #require(try await store.read { try Dispatches.find(id, in: $0) })
  }

  func inbox() async throws -> [String] {
    try await store.read { try Inbox.open(limit: 99, in: $0).map { "\($0.kind.rawValue) \($0.subject)" } }
  }
}

private final class StandingClock: Sendable {
  private let moment = Mutex(Date(timeIntervalSince1970: 1_781_078_400))

  var now: Date { moment.withLock { $0 } }

  func move(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}

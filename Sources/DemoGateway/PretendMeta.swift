import Curl
import Foundation
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A gateway on loopback that behaves like Meta's Cloud API towards the desk, and has phones for its clients.
/// There is no other network behind it.
package final class PretendMeta: Sendable {
  struct State: Sendable {
    var webhookURL: String?
    var faults: Faults
    var requests: [RecordedRequest] = []
    var phones = PhoneLines()
    var port: Int?
  }

  let account: PretendAccount
  let state: Mutex<State>
  let bell = Bell()
  let deliveries: Deliveries
  let client: CurlClient
  let mailbox: PretendMailbox?
  let logger: Logger
  let now: @Sendable () -> Date

  /// - Parameter deskURL: "http://127.0.0.1:8080"; may come later by `connect`.
  /// - Parameter accountPath: the desk's name for the account, the last part of `/webhooks/whatsapp/main`.
  /// - Parameter mailbox: what it got is shown at `/mails`, its faults are switched at `/mail-faults`.
  package init(
    deskURL: String? = nil, accountPath: String = "main", account: PretendAccount, faults: Faults = Faults(),
    mailbox: PretendMailbox? = nil, client: CurlClient = CurlClient(),
    retryGaps: [Duration] = Deliveries.metaLike, logger: Logger = Logger(label: "demo-gateway"),
    now: @escaping @Sendable () -> Date = { .now }
  ) {
    self.account = account
    self.client = client
    self.mailbox = mailbox
    self.logger = logger
    self.now = now
    deliveries = Deliveries(gaps: retryGaps)
    state = Mutex(State(webhookURL: deskURL.map { Self.webhookURL($0, accountPath) }, faults: faults))
  }

  /// Tells where the desk is, once it is known. What waits for it goes out at its next try.
  package func connect(deskURL: String, accountPath: String = "main") {
    state.withLock { $0.webhookURL = Self.webhookURL(deskURL, accountPath) }
  }

  package var faults: Faults {
    get { state.withLock { $0.faults } }
    set { state.withLock { $0.faults = newValue } }
  }

  /// Everything the desk asked of `/{version}/{id}/messages`, refused or not, in order.
  package var requests: [RecordedRequest] {
    state.withLock { $0.requests }
  }

  /// The port it listens on, as soon as it does. Throws when the waiting task is cancelled.
  package var port: Int {
    get async throws { try await bell.first { state.withLock { $0.port } } }
  }

  /// The gateway as a service for a `ServiceGroup`; on 127.0.0.1; once for each `PretendMeta`.
  ///
  /// End it by graceful shutdown. Cancelling its task while a connection comes in ends the process: swift-nio
  /// doesn't allow an accepted connection to be dropped unhandled.
  /// - Parameter port: 0 takes any that is free.
  package func application(port: Int = 0) -> some ApplicationProtocol {
    let router = Router(context: GatewayContext.self)
    addSendRoute(to: router)
    addPhoneRoutes(to: router)
    addFaults("faults", \.faults, of: self, to: router)
    if let mailbox {
      addMails(of: mailbox, to: router)
      addFaults("mail-faults", \.faults, of: mailbox, to: router)
    }
    return Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
      services: [DeliveryRounds(gateway: self)],
      onServerRunning: { [self] channel in
        state.withLock { $0.port = channel.localAddress?.port }
        bell.ring()
      }, logger: logger)
  }

  private static func webhookURL(_ deskURL: String, _ accountPath: String) -> String {
    "\(deskURL.hasSuffix("/") ? String(deskURL.dropLast()) : deskURL)/webhooks/whatsapp/\(accountPath)"
  }
}

/// Carries the connection, so that a fault can close it.
struct GatewayContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
  }
}

import Curl
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

@testable import DemoGateway

/// A desk that only takes webhooks and remembers them.
final class PlainDesk: Sendable {
  struct Delivery: Sendable {
    let body: String
    let signature: String
  }

  struct State: Sendable {
    var deliveries: [Delivery] = []
    var port: Int?
    /// The answers still to be given before all is 200.
    var answers: [Int]
  }

  let state: Mutex<State>
  let bell = Bell()
  let echo: @Sendable (String) -> String

  init(answers: [Int] = [], echo: @escaping @Sendable (String) -> String = { $0 }) {
    state = Mutex(State(answers: answers))
    self.echo = echo
  }

  var port: Int {
    get async {
      let rings = bell.rings()
      if let port = state.withLock({ $0.port }) { return port }
      for await _ in rings { if let port = state.withLock({ $0.port }) { return port } }
      return 0
    }
  }

  /// Waits until there are that many.
  func deliveries(_ count: Int) async -> [Delivery] {
    let rings = bell.rings()
    let now = { self.state.withLock { $0.deliveries } }
    if now().count >= count { return now() }
    for await _ in rings where now().count >= count { break }
    return now()
  }

  func application() -> some ApplicationProtocol {
    let router = Router()
    router.post("webhooks/whatsapp/main") { [self] request, _ in
      let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
      let signature = request.headers[HTTPField.Name("X-Hub-Signature-256")!] ?? ""
      let status = state.withLock { state in
        state.deliveries.append(Delivery(body: body, signature: signature))
        return state.answers.isEmpty ? 200 : state.answers.removeFirst()
      }
      bell.ring()
      return Response(status: .init(code: status))
    }
    router.get("webhooks/whatsapp/main") { [self] request, _ in
      let query = request.uri.queryParameters
      guard query.get("hub.mode") == "subscribe", query.get("hub.verify_token") == "ver if&y" else {
        return Response(status: .forbidden)
      }
      return Response(
        status: .ok, body: .init(byteBuffer: ByteBuffer(string: echo(query.get("hub.challenge") ?? ""))))
    }
    return Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { [self] channel in
        state.withLock { $0.port = channel.localAddress?.port }
        bell.ring()
      }, logger: quiet)
  }
}

/// A gateway and a desk that know one another, for as long as a test lasts.
struct Stage: Sendable {
  let meta: PretendMeta
  let mailbox: PretendMailbox
  let desk: PlainDesk
  let url: String
  let mailURL: String
  let client = CurlClient()

  func phone(_ number: String = "+31612345678", name: String? = nil) -> DemoPhone {
    DemoPhone(number: number, name: name, gateway: url, client: client)
  }

  /// Sends as the desk does.
  func send(
    _ text: String = "Dzień dobry", to number: String = "+31612345678", token: String = "token",
    path: String = "v26.0/1065", within limit: Duration = .seconds(60)
  ) async throws -> (status: Int, body: String) {
    try await post(
      #"{"messaging_product":"whatsapp","to":"\#(number)","type":"text","text":{"body":"\#(text)"},"#
        + #""biz_opaque_callback_data":"dispatch 7"}"#, token: token, path: path, within: limit)
  }

  /// Hands a letter over as the desk does.
  /// - Returns: the mailbox's last word.
  func mail(_ text: String = plainLetter, to: String = "intake@partner.example") async throws -> Int {
    try await client.perform(letter(text, to: to)).code
  }

  func letter(_ text: String = plainLetter, to: String = "intake@partner.example") -> MailCall {
    MailCall(
      url: mailURL, from: "desk@desk.example", to: to, message: Array(text.utf8), requiresTLS: false,
      addresses: .any)
  }

  static let plainLetter = "Subject: hi\r\n\r\nhallo\r\n"

  func post(
    _ body: String, token: String = "token", path: String = "v26.0/1065",
    within limit: Duration = .seconds(60)
  ) async throws -> (status: Int, body: String) {
    let answer = try await client.perform(
      HTTPCall(
        method: "POST", url: "\(url)/\(path)/messages", headers: [("Authorization", "Bearer \(token)")],
        body: Array(body.utf8), totalTimeout: limit, addresses: .any))
    return (answer.status, String(decoding: answer.body, as: UTF8.self))
  }
}

func onStage(
  _ faults: Faults = Faults(), mail: MailFaults = MailFaults(), desk: PlainDesk = PlainDesk(),
  _ act: @Sendable @escaping (Stage) async throws -> Void
) async throws {
  var account = PretendAccount(
    phoneNumberID: "1065", appSecret: "secret", accessToken: "token", verifyToken: "ver if&y")
  account.displayNumber = "31850001111"
  let mailbox = PretendMailbox(faults: mail)
  let meta = PretendMeta(
    account: account, faults: faults, mailbox: mailbox, retryGaps: [.zero, .milliseconds(1)],
    logger: quiet)
  let services = ServiceGroup(
    services: [meta.application(), mailbox.server(), desk.application()], logger: quiet)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await services.run() }
    group.addTask {
      meta.connect(deskURL: "http://127.0.0.1:\(await desk.port)/")
      let stage = Stage(
        meta: meta, mailbox: mailbox, desk: desk, url: "http://127.0.0.1:\(try await meta.port)",
        mailURL: "smtp://127.0.0.1:\(try await mailbox.port)")
      do { try await act(stage) } catch {
        await services.triggerGracefulShutdown()
        throw error
      }
      await services.triggerGracefulShutdown()
    }
    try await group.waitForAll()
  }
}

private let quiet = Logger(label: "stage") { _ in SwiftLogNoOpLogHandler() }

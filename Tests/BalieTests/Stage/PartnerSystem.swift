import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// A partner's own system: keeps the webhooks it gets, and answers or doesn't.
final class PartnerSystem: Sendable {
  struct Hook: Sendable {
    let id: String
    let timestamp: String
    let signature: String
    let body: String
  }

  private struct State {
    var hooks: [Hook] = []
    var isSilent = false
    var status = 204
    var port: Int?
  }

  private let state = Mutex(State())

  var hooks: [Hook] { state.withLock { $0.hooks } }

  var port: Int? { state.withLock { $0.port } }

  /// Takes a webhook and never says so.
  var isSilent: Bool {
    get { state.withLock { $0.isSilent } }
    set { state.withLock { $0.isSilent = newValue } }
  }

  var status: Int {
    get { state.withLock { $0.status } }
    set { state.withLock { $0.status = newValue } }
  }

  func application(logger: Logger) -> some ApplicationProtocol {
    let router = Router()
    router.post("in") { [self] request, _ in
      let body = String(buffer: try await request.body.collect(upTo: 1 << 20))
      func header(_ name: String) -> String { request.headers.first { $0.name.canonicalName == name }?.value ?? "" }
      let hook = Hook(
        id: header("webhook-id"), timestamp: header("webhook-timestamp"), signature: header("webhook-signature"),
        body: body)
      let (isSilent, status) = state.withLock { state in
        state.hooks.append(hook)
        return (state.isSilent, state.status)
      }
      if isSilent { try await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(600)) } }
      return Response(status: .init(code: status))
    }
    return Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { [self] channel in state.withLock { $0.port = channel.localAddress?.port } }, logger: logger)
  }
}

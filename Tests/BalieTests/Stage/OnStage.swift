import DemoGateway
import Foundation
import Logging
import ServiceLifecycle

/// A stage for as long as a test lasts; whatever was started on it is ended with it.
/// - Parameter starting: false for a test that starts the desk itself.
func onStage(
  _ faults: Faults = Faults(), starting: Bool = true, _ act: @Sendable @escaping (Stage) async throws -> Void
) async throws {
  let folder = URL(filePath: NSTemporaryDirectory()).appending(path: "balie-\(UUID().uuidString.prefix(8))")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { do { try FileManager.default.removeItem(at: folder) } catch {} }
  let mailbox = PretendMailbox()
  let partner = PartnerSystem()
  let meta = PretendMeta(
    account: PretendAccount(
      phoneNumberID: "1065", appSecret: Stage.secret, accessToken: "stage-access-token",
      verifyToken: Stage.verifyToken),
    faults: faults, retryGaps: [.zero, .milliseconds(100)], logger: quiet)
  let gateway = ServiceGroup(
    services: [meta.application(), mailbox.server(), partner.application(logger: quiet)], logger: quiet)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await gateway.run() }
    group.addTask {
      let stage = try Stage(
        folder: folder, meta: meta, gatewayPort: try await meta.port, mailbox: mailbox,
        mailPort: try await mailbox.port, partner: partner)
      let outcome: Result<Void, any Error>
      do {
        if starting { try await stage.start() }
        outcome = .success(try await act(stage))
      } catch { outcome = .failure(error) }
      await stage.end()
      await gateway.triggerGracefulShutdown()
      try outcome.get()
    }
    try await group.waitForAll()
  }
}

private let quiet = Logger(label: "stage") { _ in SwiftLogNoOpLogHandler() }

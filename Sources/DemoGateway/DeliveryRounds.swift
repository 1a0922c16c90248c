import Curl
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// Posts webhooks to the desk until the program ends, as Meta does: 200 is the only yes.
struct DeliveryRounds: Service {
  let gateway: PretendMeta

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        for await round in gateway.deliveries.rounds {
          group.addTask { await post(round) }
        }
        group.cancelAll()
      }
    }
  }

  /// A hook that fails gets a round of its own, so that the others needn't wait for it.
  private func post(_ round: [Hook]) async {
    for var hook in round {
      let isTaken = await post(hook)
      hook.tries += 1
      if hook.isStatus || isTaken { note(hook.mark) }
      if !isTaken { await again(hook, alone: round.count == 1) }
    }
  }

  private func again(_ hook: Hook, alone: Bool) async {
    // Whoever has others behind him waits in his own round.
    guard alone else { return gateway.deliveries.add([hook]) }
    do { try await Task.sleep(for: gateway.deliveries.gap(after: hook.tries)) } catch { return }
    gateway.deliveries.add([hook])
  }

  /// All copies at the same time; taken when the first of them is.
  private func post(_ hook: Hook) async -> Bool {
    let faults = gateway.faults
    guard let url = gateway.state.withLock({ $0.webhookURL }) else { return false }
    let signature =
      faults.badSignature
      ? SignedBody.signature(of: hook.body.bytes, secret: "not the app's secret") : hook.body.signature
    let call = HTTPCall(
      method: "POST", url: url,
      headers: [
        ("Content-Type", "application/json"), ("User-Agent", "facebookexternalua"),
        ("X-Hub-Signature-256", signature),
      ],
      body: hook.body.bytes, totalTimeout: .seconds(20), addresses: .any)
    return await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<max(1, faults.webhookCopies) { group.addTask { await isAccepted(call) } }
      return await group.reduce(true) { $0 && $1 }
    }
  }

  private func isAccepted(_ call: HTTPCall) async -> Bool {
    do throws(TransferFailure) {
      return try await gateway.client.perform(call).status == 200
    } catch {
      gateway.logger.debug("webhook not delivered", metadata: ["reason": "\(error)"])
      return false
    }
  }

  private func note(_ mark: Hook.Mark) {
    let read = gateway.state.withLock { $0.phones.mark(mark.id, mark.status, number: mark.number) }
    gateway.bell.ring()
    guard let read else { return }
    do { try gateway.reportRead(read, number: mark.number) } catch {
      gateway.logger.error("status can't be written", metadata: ["error": "\(error)"])
    }
  }
}

import Foundation
import Logging
import ServiceLifecycle
import Storage

/// Runs a station's `step` again and again: after a commit, or when the step said something is due.
struct Loop: Service {
  let name: String
  let store: Store
  let log: Logger
  /// Between two steps, however much is committed meanwhile.
  var pause: Duration = .zero
  /// - Returns: when it wants to be called again even if nothing is committed; nil for never.
  let step: @Sendable () async throws -> Date?

  /// Ends at shutdown; throws when the disk failed, which ends the process.
  func run() async throws {
    let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    try await cancelWhenGracefulShutdown {
      try await withThrowingTaskGroup { group in
        group.addTask {
          for await _ in store.commits() { wake.yield() }
          wake.finish()
          if store.isBroken { throw StoreFault.broken }
        }
        group.addTask { await steps(wakes, wake) }
        try await group.next()
        group.cancelAll()
      }
    }
  }

  private func steps(_ wakes: AsyncStream<Void>, _ wake: AsyncStream<Void>.Continuation) async {
    var timer = Task {}
    await round(&timer, wake)
    for await _ in wakes {
      if Task.isCancelled { break }
      await round(&timer, wake)
    }
    timer.cancel()
  }

  private func round(_ timer: inout Task<Void, Never>, _ wake: AsyncStream<Void>.Continuation) async {
    timer.cancel()
    let due = await stepOnce()
    timer = Task {
      guard let due else { return }
      do { try await Task.sleep(for: .seconds(max(0.01, due.timeIntervalSince(store.clock())))) } catch { return }
      wake.yield()
    }
    if pause > .zero { do { try await Task.sleep(for: pause) } catch { return } }
  }

  /// A step that fails is tried again a second later; nothing it didn't commit has happened.
  private func stepOnce() async -> Date? {
    do { return try await step() } catch is CancellationError { return nil } catch {
      log.error("step failed", metadata: ["station": "\(name)", "error": "\(type(of: error))"])
      return store.clock() + 1
    }
  }
}

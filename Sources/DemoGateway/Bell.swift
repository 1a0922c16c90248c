import Synchronization

/// Wakes whoever waits for something new. Waiting ends with the waiter's task.
final class Bell: Sendable {
  private let listeners = Mutex((next: 0, continuations: [Int: AsyncStream<Void>.Continuation]()))

  func ring() {
    for listener in listeners.withLock({ $0.continuations.values.map { $0 } }) { listener.yield() }
  }

  /// Ask for it before looking, so that what comes between looking and waiting isn't missed.
  func rings() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let key = listeners.withLock { listeners in
      listeners.next += 1
      listeners.continuations[listeners.next] = continuation
      return listeners.next
    }
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { $0.continuations[key] = nil }
    }
    return stream
  }

  /// Looks until there is something. Throws when the waiting task is cancelled.
  func first<Value>(_ look: () -> Value?) async throws -> Value {
    let rings = rings()
    if let value = look() { return value }
    for await _ in rings {
      if let value = look() { return value }
    }
    throw CancellationError()
  }
}

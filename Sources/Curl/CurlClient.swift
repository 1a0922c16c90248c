import Synchronization

/// Makes HTTP calls with libcurl, many at once on one thread, reusing connections; and hands letters to SMTP
/// servers, each on a thread of its own.
///
/// Ends with `shutdown()` or when the last reference goes.
package final class CurlClient: Sendable {
  private struct Letters {
    var loops: [ObjectIdentifier: CurlLoop] = [:]
    var isShutDown = false
  }

  private let requests = CurlLoop()
  private let letters = Mutex(Letters())

  package init() {
    requests.start()
  }

  deinit {
    requests.stop()
  }

  /// Any status is an answer; redirects aren't followed, proxies of the environment aren't used.
  package func perform(_ call: HTTPCall) async throws(TransferFailure) -> HTTPAnswer {
    try await requests.carry { .request(call, $0) }
  }

  /// Any reply code that ends the talk is an answer, at whichever step it was said. `notSent` when the letter wasn't
  /// sent to its end, so that the server can't have taken it.
  ///
  /// The loop is for this letter alone: libcurl waits for the last answer, and for the one to QUIT, without turning
  /// to other transfers, and a slow server would hold them up beyond their limits.
  package func perform(_ mail: MailCall) async throws(TransferFailure) -> MailAnswer {
    let loop = CurlLoop()
    let isOpen = letters.withLock { letters in
      if !letters.isShutDown { letters.loops[ObjectIdentifier(loop)] = loop }
      return !letters.isShutDown
    }
    guard isOpen else { throw .notSent(.shutDown) }
    loop.start()
    defer {
      letters.withLock { _ = $0.loops.removeValue(forKey: ObjectIdentifier(loop)) }
      loop.stop()
    }
    return try await loop.carry { .letter(mail, $0) }
  }

  /// Fails what is in flight with `.shutDown` and whatever is asked later with `.notSent(.shutDown)`.
  package func shutdown() {
    requests.stop()
    let loops = letters.withLock { letters in
      letters.isShutDown = true
      return letters.loops.values.map { $0 }
    }
    for loop in loops { loop.stop() }
  }
}

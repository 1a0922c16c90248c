import Synchronization

/// Makes HTTP calls with libcurl, many at once on one thread, reusing connections.
///
/// Ends with `shutdown()` or when the last reference goes.
package final class CurlClient: Sendable {
  private let loop: CurlLoop

  package init() {
    loop = CurlLoop()
    loop.start()
  }

  deinit {
    loop.stop()
  }

  /// Any status is an answer; redirects aren't followed, proxies of the environment aren't used.
  package func perform(_ call: HTTPCall) async throws(TransferFailure) -> HTTPAnswer {
    let ticket = Ticket(call)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { loop.submit(CurlLoop.Order(ticket: ticket, answer: $0)) }
    } onCancel: {
      ticket.isCancelled.store(true, ordering: .releasing)
      loop.wake()
    }
    return try result.get()
  }

  /// Fails what is in flight with `.shutDown` and whatever is asked later with `.notSent(.shutDown)`.
  package func shutdown() {
    loop.stop()
  }
}

/// The part of a call that the caller's task and libcurl's thread share.
final class Ticket: Sendable {
  let call: HTTPCall
  let isCancelled = Atomic<Bool>(false)

  init(_ call: HTTPCall) {
    self.call = call
  }
}

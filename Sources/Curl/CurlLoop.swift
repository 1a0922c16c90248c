import CCurl
import Foundation
import Synchronization

/// libcurl's multi handle and the one thread that works it. Other threads only leave orders and wake it.
final class CurlLoop: Sendable {
  private struct Counter {
    var orders: [Order] = []
    var isStopping = false
    /// Set before the multi handle is freed, so that nobody wakes a dead one.
    var hasEnded = false
  }

  private let counter = Mutex(Counter())
  // Used on its own thread only, but for curl_multi_wakeup, which libcurl allows from any thread.
  private nonisolated(unsafe) let multi: UnsafeMutableRawPointer?

  /// libcurl wants this once in a process, before all else.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_ALL)) == CURLE_OK

  init() {
    multi = Self.isReady ? curl_multi_init() : nil
  }

  func start() {
    guard let multi else { return counter.withLock { $0.hasEnded = true } }
    // An idle keep-alive connection is worth two of these; more would only be held for nobody.
    ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, 16)
    let thread = Thread { self.run() }
    thread.name = "curl"
    thread.start()
  }

  /// Waits for the answer; a cancelled task is let go as soon as libcurl has let go of the transfer.
  func carry<Answer>(_ order: (Reply<Answer>) -> Order) async throws(TransferFailure) -> Answer {
    let ticket = Ticket(loop: self)
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { submit(order(Reply(ticket: ticket, continuation: $0))) }
    } onCancel: {
      ticket.cancel()
    }
    return try result.get()
  }

  var isStopping: Bool {
    counter.withLock { $0.isStopping }
  }

  func stop() {
    counter.withLock { $0.isStopping = true }
    wake()
  }

  func wake() {
    counter.withLock { counter in
      if !counter.hasEnded, let multi { _ = curl_multi_wakeup(multi) }
    }
  }

  private func submit(_ order: Order) {
    let isTaken = counter.withLock { counter in
      guard !counter.isStopping, !counter.hasEnded else { return false }
      counter.orders.append(order)
      return true
    }
    if isTaken { wake() } else { order.fail(.notSent(.shutDown)) }
  }

  private func run() {
    guard let multi else { return }
    var transfers = Transfers(multi: multi)
    while true {
      let (orders, isStopping) = counter.withLock { counter in
        defer { counter.orders = [] }
        return (counter.orders, counter.isStopping)
      }
      for order in orders { transfers.start(order) }
      // Also when it stops: it is libcurl that ends what is interrupted, see `mayGoOn`.
      transfers.advance()
      if isStopping { break }
      // A wake-up between taking the orders and here isn't lost: libcurl remembers it. Should poll itself fail,
      // the next turn tries again.
      curl_multi_poll(multi, nil, 0, 60_000, nil)
    }
    transfers.failAll(.shutDown)
    counter.withLock { $0.hasEnded = true }
    curl_multi_cleanup(multi)
  }
}

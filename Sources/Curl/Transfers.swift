import CCurl
import Synchronization

/// What is in flight. Lives on libcurl's thread.
struct Transfers {
  private let multi: UnsafeMutableRawPointer
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  init(multi: UnsafeMutableRawPointer) {
    self.multi = multi
  }

  mutating func start(_ order: CurlLoop.Order) {
    guard !order.ticket.isCancelled.load(ordering: .acquiring) else {
      return order.answer.resume(returning: .failure(.cancelled))
    }
    do {
      let transfer = try Transfer(order)
      guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
        return order.answer.resume(returning: .failure(.notSent(.other)))
      }
      active[transfer.easy] = transfer
    } catch {
      order.answer.resume(returning: .failure(error))
    }
  }

  mutating func advance() {
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      // Read before the handle is removed, which frees the message.
      let code = ccurl_message_result(message)
      finish(easy) { $0.outcome(code) }
    }
  }

  mutating func dropCancelled() {
    for (easy, transfer) in active where transfer.isCancelled {
      finish(easy) { .failure(TransferFailure(.cancelled, sent: $0.hasSent)) }
    }
  }

  mutating func failAll(_ reason: TransferFailure.Reason) {
    for easy in Array(active.keys) {
      finish(easy) { .failure(TransferFailure(reason, sent: $0.hasSent)) }
    }
  }

  private mutating func finish(_ easy: UnsafeMutableRawPointer, _ outcome: (Transfer) -> CurlLoop.Outcome) {
    guard let transfer = active.removeValue(forKey: easy) else { return }
    let result = outcome(transfer)
    curl_multi_remove_handle(multi, easy)
    transfer.answer.resume(returning: result)
  }
}

import CCurl

/// What is in flight. Lives on libcurl's thread.
struct Transfers {
  private let multi: UnsafeMutableRawPointer
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]

  init(multi: UnsafeMutableRawPointer) {
    self.multi = multi
  }

  mutating func start(_ order: Order) {
    if let reason = order.ticket.interruption { return order.fail(TransferFailure(reason, sent: false)) }
    do {
      let transfer = try order.transfer()
      guard curl_multi_add_handle(multi, transfer.easy) == CURLM_OK else {
        return order.fail(.notSent(.other))
      }
      active[transfer.easy] = transfer
    } catch {
      order.fail(error)
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
      guard let transfer = active.removeValue(forKey: easy) else { continue }
      curl_multi_remove_handle(multi, easy)
      transfer.finish(code)
    }
  }

  /// What has no connection yet: the rest has been ended by `mayGoOn`.
  mutating func failAll(_ reason: TransferFailure.Reason) {
    for (easy, transfer) in active {
      let hasSent = transfer.hasSent
      curl_multi_remove_handle(multi, easy)
      transfer.fail(TransferFailure(reason, sent: hasSent))
    }
    active = [:]
  }
}

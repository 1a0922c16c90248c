import Desk
import Foundation
import Storage

/// What a gateway tells of the messages we sent.
enum Deliveries {
  static func hear(_ report: StatusReport, in writer: Writer) throws {
    guard var dispatch = try Dispatches.find(report.dispatch, in: writer) else { return }
    let before = dispatch
    dispatch.hear(of: report.status, reason: report.code, now: writer.now)
    guard dispatch != before else { return }
    try Dispatches.save(dispatch, in: writer)
    if case .failed(let reason) = dispatch.state, before.state != dispatch.state {
      try Inbox.put(
        .failedSend, subject: reason, callback: dispatch.callback, channel: dispatch.channel,
        account: dispatch.account, in: writer)
    }
  }
}

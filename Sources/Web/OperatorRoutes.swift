import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// `/livez`, `/readyz`, `/metrics`: on the operator's address only. No personal data.
struct OperatorRoutes: Sendable {
  let store: Store
  let counters: Counters

  func add(to router: Router<DeskContext>) {
    router.get("livez") { _, _ in Answers.text("ok\n") }
    router.get("readyz") { _, _ in
      if store.isBroken { throw StoreFault.broken }
      try await store.write { _ in }
      return Answers.text("ok\n")
    }
    router.get("metrics") { _, _ in try await metrics() }
  }

  private func metrics() async throws -> Response {
    let gauges = try await store.read { reader in
      var lines = ["balie_receipts_unread \(try Receipts.countUnread(in: reader))"]
      lines.append("balie_inbox_open \(try Inbox.count(in: reader))")
      for (state, count) in try Callbacks.counts(in: reader) {
        lines.append("\(Counters.series("callbacks", ["state": state])) \(count)")
      }
      for (state, count) in try Dispatches.counts(in: reader) {
        lines.append("\(Counters.series("dispatches", ["state": state])) \(count)")
      }
      let oldest = try Callbacks.oldestWaiting(in: reader).map { reader.now.timeIntervalSince($0) } ?? 0
      lines.append("balie_oldest_waiting_seconds \(Int(oldest))")
      return lines
    }
    return Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: .init(byteBuffer: .init(string: (gauges + counters.lines()).joined(separator: "\n") + "\n")))
  }
}

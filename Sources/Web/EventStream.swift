import Access
import Desk
import Foundation
import Hummingbird
import NIOCore
import ServiceLifecycle
import Storage
import Surface

/// One listener. It asks the store for what came after the last event it wrote, a page at a time, so that a slow one costs no
/// memory and never the writer; one that takes nothing for half a minute is hung up on.
struct EventStream {
  let call: Call
  let store: Store
  /// The last event that was written or passed over.
  var seq: Int64

  private static let page = 100
  /// Shorter than proxies' usual patience of a minute.
  private static let heartbeat: Duration = .seconds(10)
  /// However much is committed, so many looks a second.
  private static let pause: Duration = .milliseconds(100)
  private static let patience = TimeAmount.seconds(30)

  /// Ends when the desk stops, the disk failed, the token is gone or the listener is.
  mutating func write(to writer: inout any ResponseBodyWriter) async throws {
    let (wakes, wake) = AsyncStream<Wake>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let commits = store.commits()
    try await send("retry: 2000\nid: \(seq)\n\n", to: &writer)
    await withGracefulShutdownHandler {
      await withTaskGroup { group in
        group.addTask {
          for await _ in commits { wake.yield(.committed) }
          wake.finish()
        }
        group.addTask {
          do { while true { try await Task.sleep(for: Self.heartbeat); wake.yield(.beat) } } catch { wake.finish() }
        }
        await follow(wakes, &writer)
        group.cancelAll()
      }
    } onGracefulShutdown: {
      wake.finish()
    }
    try await writer.finish(nil)
  }

  private enum Wake { case committed, beat }

  private mutating func follow(_ wakes: AsyncStream<Wake>, _ writer: inout any ResponseBodyWriter) async {
    do {
      // What happened since, before anything new does.
      try await tell(&writer)
      for await wake in wakes {
        let before = seq
        try await tell(&writer)
        // An id alone: where to go on, and that we are here.
        if wake == .beat && seq == before { try await send("id: \(seq)\n\n", to: &writer) }
        try await Task.sleep(for: Self.pause)
      }
    } catch {
      // The listener hung up, or may not listen any more: she comes back with the last id, or is told 401.
    }
  }

  private mutating func tell(_ writer: inout any ResponseBodyWriter) async throws {
    // The rights of this moment: what was taken away is gone at the next look.
    let caller = try await call.api.caller(call.request)
    var isWhole = false
    while !isWhole {
      let told = try await store.read { [seq] in try Trail.told(after: seq, limit: Self.page, in: $0) }
      let text = try told.filter(caller.maySee).map(Self.frame).joined()
      if let last = told.last { seq = last.seq }
      if !text.isEmpty { try await send(text, to: &writer) }
      isWhole = told.count < Self.page
    }
  }

  private static func frame(_ told: Told) throws -> String {
    let body = EventBody(
      seq: told.seq, callback: told.callback.id, referral: told.referral, version: told.version, told.happening)
    let data = String(decoding: try Wire.encode(body), as: UTF8.self)
    return "id: \(told.seq)\nevent: \(body.kind)\ndata: \(data)\n\n"
  }

  private func send(_ text: String, to writer: inout any ResponseBodyWriter) async throws {
    let channel = call.context.channel
    let overdue = channel.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    defer { overdue.cancel() }
    try await writer.write(ByteBuffer(string: text))
  }
}

extension Caller {
  /// What happens to a callback that exists for her, or that just left her languages.
  fileprivate func maySee(_ told: Told) -> Bool {
    if maySee(told.callback) { return true }
    guard let adviser = colleague?.adviser, let before = told.languageBefore else { return false }
    return adviser.level(in: before) != nil
  }
}

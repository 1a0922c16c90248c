import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface
import Synchronization

/// `GET events?after=SEQ`: what happens at the desk, as it is committed, in codes. Resumes by `Last-Event-ID`.
struct EventRoutes: Sendable {
  let store: Store
  private let places = StreamPlaces()

  init(store: Store) { self.store = store }

  var table: [Route] {
    [
      Route(
        .init(
          .get, "events", "streamEvents",
          "What happens, as it is committed; after a number, or from now on. A line now and then keeps it open.",
          for: .desk,
          parameters: [
            .query("after", .integer(least: 0), "The events that come after this one."),
            .header("Last-Event-ID", .integer(least: 0), "The same, as browsers say it; goes before `after`."),
          ], answer: .events), run: stream)
    ]
  }

  @Sendable private func stream(_ call: Call) async throws -> Response {
    let seq = try await after(call)
    let place = try places.take()
    return Response(
      status: .ok,
      headers: [
        .contentType: "text/event-stream", .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
        .xAccelBuffering: "no",
      ],
      body: .init { writer in
        // Given back when the answer is gone, however it ended.
        defer { _ = place }
        var events = EventStream(call: call, store: store, seq: seq)
        try await events.write(to: &writer)
      })
  }

  private func after(_ call: Call) async throws -> Int64 {
    for (name, text) in [("Last-Event-ID", call.request.headers[.lastEventID]), ("after", call.query("after"))] {
      guard let text else { continue }
      guard let seq = Int64(text), seq >= 0 else { throw Refusal.invalid(field: name) }
      return seq
    }
    return try await store.read { try Trail.lastSeq(in: $0) }
  }
}

/// How many may listen at once: the address serves a thousand connections, and clients come before terminals.
private final class StreamPlaces: Sendable {
  private static let most = 200
  private let taken = Mutex(0)

  /// One listener's place, until nobody keeps it.
  final class Place: Sendable {
    private let places: StreamPlaces
    init(_ places: StreamPlaces) { self.places = places }
    deinit { places.taken.withLock { $0 -= 1 } }
  }

  /// - Throws: `StoreFault.unavailable`, 503.
  func take() throws(StoreFault) -> Place {
    let isFree = taken.withLock { taken in
      guard taken < Self.most else { return false }
      taken += 1
      return true
    }
    guard isFree else { throw .unavailable }
    return Place(self)
  }
}

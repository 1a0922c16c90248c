/// A webhook on its way to the desk.
struct Hook: Sendable {
  /// What its arrival says of a message on a phone.
  struct Mark: Sendable {
    let number: String
    let id: String
    let status: PhoneMessage.Status
  }

  let body: SignedBody
  let mark: Mark
  let isStatus: Bool
  /// How often it was tried.
  var tries = 0
}

/// The webhooks to be posted. One round is posted in its order; rounds run beside each other, as Meta's do.
package final class Deliveries: Sendable {
  /// At once, then in growing gaps. Meta's go on for seven days; these stay short enough to watch.
  package static let metaLike: [Duration] = [
    .zero, .seconds(1), .seconds(2), .seconds(5), .seconds(15), .seconds(60),
  ]

  let gaps: [Duration]
  let rounds: AsyncStream<[Hook]>
  private let queue: AsyncStream<[Hook]>.Continuation

  init(gaps: [Duration]) {
    self.gaps = gaps
    (rounds, queue) = AsyncStream.makeStream()
  }

  func add(_ round: [Hook]) {
    queue.yield(round)
  }

  /// How long to wait after the try of this number; the last gap goes on.
  func gap(after tries: Int) -> Duration {
    gaps.isEmpty ? .seconds(1) : gaps[min(max(tries, 1), gaps.count) - 1]
  }
}

import Synchronization

/// What a text of a row means, worked out once. Rows of advisers and windows hold the same few hundred texts again and
/// again, and Foundation's decoder takes twenty microseconds for each. Never for what is sealed.
final class Known<Value: Sendable>: Sendable {
  /// More texts than any desk has. Beyond it all are forgotten.
  private static var most: Int { 4096 }

  private let values = Mutex<[String: Value]>([:])

  func value(of text: String, _ work: () throws -> Value) rethrows -> Value {
    if let value = values.withLock({ $0[text] }) { return value }
    let value = try work()
    values.withLock { values in
      if values.count >= Self.most { values.removeAll() }
      values[text] = value
    }
    return value
  }
}

import Synchronization

/// What is counted since the start, for the operator. Labels are codes from closed lists, never anything that came in.
package final class Counters: Sendable {
  private let values = Mutex<[String: Int]>([:])

  package init() {}

  func count(_ name: String, _ labels: KeyValuePairs<String, String> = [:]) {
    let key = Self.series(name + "_total", labels)
    values.withLock { $0[key, default: 0] += 1 }
  }

  /// Prometheus text format 0.0.4.
  func lines() -> [String] {
    values.withLock { values in values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" } }
  }

  static func series(_ name: String, _ labels: KeyValuePairs<String, String>) -> String {
    let inner = labels.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",")
    return "balie_" + name + (inner.isEmpty ? "" : "{\(inner)}")
  }
}

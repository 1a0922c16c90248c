import Desk
import Foundation

/// The waits of those who came in a stretch of time. Columns only; nothing is opened.
package enum Waits {
  package static func between(_ start: Date, _ end: Date, in reader: Reader) throws -> [Waited] {
    try reader.rows(
      """
      SELECT language, urgency, waitingSince, attempts, state FROM callback
      WHERE receivedAt >= \(start) AND receivedAt < \(end) ORDER BY receivedAt, id
      """
    ).map { row in
      let first = try row.list(3, of: Attempt.self).first?.at
      return Waited(
        language: try row.textIfAny(0).map(Languages.stored), urgency: try row.value(1, as: Urgency.self),
        asked: try row.date(2), firstCalled: first, isClosedUncalled: try row.text(4) == "closed" && first == nil)
    }
  }

  /// When somebody first called about it.
  package static func firstCalled(_ id: ID<Callback>, in reader: Reader) throws -> Date? {
    try reader.row("SELECT attempts FROM callback WHERE id = \(id)")?.list(0, of: Attempt.self).first?.at
  }
}

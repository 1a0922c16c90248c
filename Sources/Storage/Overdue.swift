import Desk
import Foundation

extension Callbacks {
  /// Who waits since before then, was never called, and isn't in the inbox for it.
  package static func uncalled(
    _ urgency: Urgency, since moment: Date, notIn kind: Inbox.Kind, in reader: Reader
  ) throws -> [Callback] {
    try reader.rows(
      """
      SELECT \(CallbackRow.columns) FROM callback
      WHERE state <> 'closed' AND state = 'waiting' AND waitingSince <= \(moment) AND urgency = \(urgency.rawValue)
        AND attempts = '[]'
        AND NOT EXISTS (SELECT 1 FROM inbox WHERE inbox.callback = callback.id AND inbox.kind = \(kind.rawValue))
      ORDER BY waitingSince, id LIMIT 100
      """
    ).map(CallbackRow.read)
  }
}

import Desk
import Foundation

extension Callbacks {
  /// Offers that may be over: those whose time is up, and those to somebody who said that she isn't there, has another
  /// callback in hand, or doesn't speak the person's own language. All others stand: `offerUntil` is never later than the
  /// end of the window or of the shift.
  package static func offersInDoubt(in reader: Reader) throws -> [Callback] {
    try reader.rows(
      """
      SELECT \(CallbackRow.columns) FROM callback WHERE state = 'offered' AND (offerUntil <= \(reader.now)
        OR offeredTo IN (SELECT holder FROM callback WHERE state = 'claimed')
        OR NOT EXISTS (SELECT 1 FROM adviser WHERE adviser.id = offeredTo AND presence = 'available'
          AND languages LIKE '%"' || language || '"%'))
      ORDER BY offerUntil, id
      """
    ).map(CallbackRow.read)
  }

  package static func nextLapse(in reader: Reader) throws -> Date? {
    try reader.row("SELECT min(offerUntil) FROM callback WHERE state = 'offered'")?.dateIfAny(0)
  }

  package static func offered(to adviser: AdviserID, in reader: Reader) throws -> Callback? {
    try reader.row(
      "SELECT \(CallbackRow.columns) FROM callback WHERE state = 'offered' AND offeredTo = \(adviser.name)"
    ).map(CallbackRow.read)
  }

  /// Does she hold a callback?
  package static func holds(_ adviser: AdviserID, in reader: Reader) throws -> Bool {
    try reader.row("SELECT 1 FROM callback WHERE state = 'claimed' AND holder = \(adviser.name) LIMIT 1") != nil
  }

  /// Who asked first of those whose second language doesn't count yet.
  /// - Parameter moment: for those who asked before it, it counts.
  package static func nextForSecondLanguage(_ urgency: Urgency, after moment: Date, in reader: Reader) throws -> Date? {
    try reader.row(
      """
      SELECT waitingSince FROM callback WHERE state <> 'closed' AND state = 'waiting' AND alsoSpeaks <> '[]'
        AND urgency = \(urgency.rawValue) AND waitingSince > \(moment) ORDER BY waitingSince, id LIMIT 1
      """)?.date(0)
  }
}

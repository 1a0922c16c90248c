import Desk
import Foundation

extension Callbacks {
  /// Every callback that is offered to somebody.
  package static func offered(in reader: Reader) throws -> [Callback] {
    try reader.rows("SELECT \(CallbackRow.columns) FROM callback WHERE state = 'offered' ORDER BY offerUntil, id")
      .map(CallbackRow.read)
  }

  package static func offered(to adviser: AdviserID, in reader: Reader) throws -> Callback? {
    try reader.row(
      "SELECT \(CallbackRow.columns) FROM callback WHERE state = 'offered' AND offeredTo = \(adviser.name)"
    ).map(CallbackRow.read)
  }

  /// Who holds a callback.
  package static func holders(in reader: Reader) throws -> Set<AdviserID> {
    Set(
      try reader.rows("SELECT DISTINCT holder FROM callback WHERE state = 'claimed'").map { AdviserID(try $0.text(0)) })
  }
}

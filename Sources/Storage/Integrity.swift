import Desk
import Foundation

/// Looks whether everything in the store holds together: for `balie check`.
package struct Integrity: Sendable, Equatable, Codable {
  package var callbacks = 0
  package var sqliteFaults: [String] = []
  package var brokenReferences = 0
  /// Callbacks whose trail doesn't give their row, or whose seal doesn't open.
  package var callbacksNotAsTold: [ID<Callback>] = []
  package var callbacksNotOpened: [ID<Callback>] = []

  package var isWhole: Bool {
    sqliteFaults.isEmpty && brokenReferences == 0 && callbacksNotAsTold.isEmpty && callbacksNotOpened.isEmpty
  }

  package static func look(in reader: Reader) throws -> Integrity {
    var found = Integrity()
    found.sqliteFaults = try reader.rows("PRAGMA integrity_check").map { try $0.text(0) }.filter { $0 != "ok" }
    found.brokenReferences = try reader.rows("PRAGMA foreign_key_check").count
    var last: ID<Callback> = 0
    while true {
      let page = try Callbacks.all(after: last, limit: 500, in: reader)
      guard let end = page.last else { return found }
      for callback in page { try found.look(at: callback, in: reader) }
      last = end.id
    }
  }

  private mutating func look(at callback: Callback, in reader: Reader) throws {
    callbacks += 1
    if try !Trail.tells(callback, in: reader) { callbacksNotAsTold.append(callback.id) }
    do { _ = try Clients.open(callback.id, in: reader) } catch is Vault.Fault {
      callbacksNotOpened.append(callback.id)
    }
  }
}

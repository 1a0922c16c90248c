import Desk
import Foundation

/// Looks whether everything in the store holds together: for `balie check`.
package struct Integrity: Sendable, Equatable, Codable {
  package var callbacks = 0
  package var sqliteFaults: [String] = []
  package var brokenReferences = 0
  /// Callbacks whose trail doesn't give their row, or of which a seal doesn't open.
  package var callbacksNotAsTold: [ID<Callback>] = []
  package var callbacksNotOpened: [ID<Callback>] = []
  /// Referrals whose trail doesn't give their row, and callbacks whose trail tells of other consents.
  package var referralsNotAsTold: [ID<Referral>] = []
  package var consentsNotAsTold: [ID<Callback>] = []
  /// "inbox 7", "receipt 12": what belongs to no callback and doesn't open.
  package var othersNotOpened: [String] = []

  package var isWhole: Bool {
    sqliteFaults.isEmpty && brokenReferences == 0 && callbacksNotAsTold.isEmpty && callbacksNotOpened.isEmpty
      && referralsNotAsTold.isEmpty && consentsNotAsTold.isEmpty && othersNotOpened.isEmpty
  }

  package static func look(in reader: Reader) throws -> Integrity {
    var found = Integrity()
    found.sqliteFaults = try reader.rows("PRAGMA integrity_check").map { try $0.text(0) }.filter {
      $0 != "ok"
    }
    found.brokenReferences = try reader.rows("PRAGMA foreign_key_check").count
    try found.lookAtCallbacks(in: reader)
    try found.lookAtReferrals(in: reader)
    for seals in Seals.allCases { try found.look(at: seals, in: reader) }
    return found
  }

  private mutating func lookAtCallbacks(in reader: Reader) throws {
    var last: ID<Callback> = 0
    while true {
      let page = try Callbacks.all(after: last, limit: 500, in: reader)
      guard let end = page.last else { return }
      callbacks += page.count
      for callback in page where try !Trail.tells(callback, in: reader) {
        callbacksNotAsTold.append(callback.id)
      }
      last = end.id
    }
  }

  private mutating func lookAtReferrals(in reader: Reader) throws {
    var last: ID<Referral> = 0
    while case let page = try Referrals.all(after: last, limit: 500, in: reader), let end = page.last {
      for referral in page where try !ReferralTrail.tells(referral, in: reader) {
        referralsNotAsTold.append(referral.id)
      }
      last = end.id
    }
    for row in try reader.rows(
      "SELECT callback FROM consent UNION SELECT callback FROM event WHERE kind = 'consented' ORDER BY 1")
    {
      let callback: ID<Callback> = try row.id(0)
      if try !Consents.areAsTold(callback, in: reader) { consentsNotAsTold.append(callback) }
    }
  }

  /// Opens every seal of a table where it stands; what is in it nobody looks at.
  private mutating func look(at seals: Seals, in reader: Reader) throws {
    var last: Int64 = 0
    while true {
      let page = try reader.rows(seals.page(after: last, limit: 500))
      guard let end = page.last else { return }
      for row in page {
        let owner = try row.value(1, as: Vault.KeyOwner.self)
        let place = Vault.Place(owner, try row.integer(2), table: seals.rawValue, row: try row.integer(0))
        do { _ = try reader.openBytes(try row.blobIfAny(3) ?? Data(), at: place) } catch is Vault.Fault {
          note(place)
        }
      }
      last = try end.integer(0)
    }
  }

  private mutating func note(_ place: Vault.Place) {
    guard place.owner == .callback else { return othersNotOpened.append("\(place.table) \(place.row)") }
    let id = ID<Callback>(place.ownerID)
    if !callbacksNotOpened.contains(id) { callbacksNotOpened.append(id) }
  }
}

/// The tables that hold seals.
private enum Seals: String, CaseIterable {
  case client, message, event, thread, dispatch, inbox, receipt, referral, referralEvent, absence, heldMail, attachment

  /// Row, whose key, whose number, seal.
  func page(after row: Int64, limit: Int) -> Query {
    switch self {
    case .client:
      """
      SELECT callback.id, 'callback', callback.id, client.sealed
      FROM callback LEFT JOIN client ON client.callback = callback.id
      WHERE callback.id > \(row) ORDER BY callback.id LIMIT \(limit)
      """
    case .message: ofCallback("message", after: row, limit)
    case .attachment: ofCallback("attachment", after: row, limit)
    case .heldMail: "SELECT item, 'inbox', item, sealed FROM heldMail WHERE item > \(row) ORDER BY item LIMIT \(limit)"
    case .thread: ofCallback("thread", after: row, limit)
    case .dispatch: ofCallback("dispatch", after: row, limit)
    case .event:
      """
      SELECT seq, 'callback', callback, sealed FROM event
      WHERE sealed IS NOT NULL AND seq > \(row) ORDER BY seq LIMIT \(limit)
      """
    case .inbox:
      """
      SELECT id, CASE WHEN callback IS NULL THEN 'inbox' ELSE 'callback' END, coalesce(callback, id), sealed
      FROM inbox WHERE sealed IS NOT NULL AND id > \(row) ORDER BY id LIMIT \(limit)
      """
    case .absence:
      """
      SELECT id, 'desk', 0, sealed FROM absence WHERE sealed IS NOT NULL AND id > \(row) ORDER BY id LIMIT \(limit)
      """
    case .referral: ofCallback("referral", after: row, limit)
    case .referralEvent:
      """
      SELECT referralEvent.seq, 'callback', referral.callback, referralEvent.sealed
      FROM referralEvent JOIN referral ON referral.id = referralEvent.referral
      WHERE referralEvent.sealed IS NOT NULL AND referralEvent.seq > \(row) ORDER BY referralEvent.seq LIMIT \(limit)
      """
    case .receipt:
      """
      SELECT id, 'receipt', id, sealed FROM receipt
      WHERE sealed IS NOT NULL AND id > \(row) ORDER BY id LIMIT \(limit)
      """
    }
  }

  private func ofCallback(_ table: Query, after row: Int64, _ limit: Int) -> Query {
    "SELECT id, 'callback', callback, sealed FROM \(table) WHERE id > \(row) ORDER BY id LIMIT \(limit)"
  }
}

import Desk
import Foundation

/// The directory of partners, as rows: imported by command, never overwritten by a start.
package enum Partners {
  package static func all(in reader: Reader) throws -> [Partner] {
    try reader.rows("SELECT \(columns) FROM partner ORDER BY id").map(read)
  }

  package static func find(_ id: PartnerID, in reader: Reader) throws -> Partner? {
    try reader.row("SELECT \(columns) FROM partner WHERE id = \(id.name)").map(read)
  }

  package static func save(_ partner: Partner, in writer: Writer) throws {
    try writer.run(
      """
      INSERT INTO partner (id, entry, isSuspended)
      VALUES (\(partner.id.name), \(try JSON.text(Entry(partner))), \(partner.isSuspended))
      ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, isSuspended = excluded.isSuspended
      """)
  }

  /// What signs between the desk and a partner's system, newest first: two of them, so that one can be changed without a
  /// webhook lost.
  package static func secrets(of id: PartnerID, in reader: Reader) throws -> Sensitive<[String]> {
    guard let sealed = try reader.row("SELECT secrets FROM partner WHERE id = \(id.name)")?.blobIfAny(0) else {
      return Sensitive([])
    }
    return try reader.open(sealed, at: place(id, in: reader), as: [String].self)
  }

  /// A new secret; the one before it still counts, an older one no more.
  package static func add(secret: String, of id: PartnerID, in writer: Writer) throws {
    let secrets = try secrets(of: id, in: writer).use { [secret] + $0.prefix(1) }
    let sealed = try writer.seal(secrets, at: try place(id, in: writer))
    let changed = try writer.run("UPDATE partner SET secrets = \(sealed) WHERE id = \(id.name)")
    guard changed == 1 else { throw Refusal.notFound }
  }

  /// The row has a name for a key; the seal is bound to a number made of it.
  private static func place(_ id: PartnerID, in reader: Reader) throws -> Vault.Place {
    let hash = reader.vault.duplicateHash("partner", id.name)
    let number = hash.prefix(7).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return .init(.desk, 0, table: "partner", row: number)
  }

  private static let columns: Query = "id, entry, isSuspended"

  private static func read(_ row: Row) throws -> Partner {
    try row.json(1, as: Entry.self).partner(PartnerID(try row.text(0)), isSuspended: try row.flag(2))
  }

  /// The public facts, as their column keeps them.
  private struct Entry: Codable {
    let name, does, referWhen, mind, hours: String
    let needs: [SharedField]
    let via: Referral.Via
    let to: String
    let answersWithin: Int
    let refersHere: Bool
    let feedbackAddress: String?
    /// Absent in rows from before referrers wrote mails.
    let refersFrom: [String]?
    let source, verifiedOn: String

    init(_ partner: Partner) {
      name = partner.name
      does = partner.does
      referWhen = partner.referWhen
      mind = partner.mind
      hours = partner.hours
      needs = partner.needs
      via = partner.delivery.via
      to =
        switch partner.delivery {
        case .mail(let address): address
        case .webhook(let url): url
        case .phone(let number): number
        }
      answersWithin = partner.answersWithin
      refersHere = partner.refersHere
      feedbackAddress = partner.feedbackAddress
      refersFrom = partner.refersFrom
      source = partner.source
      verifiedOn = partner.verifiedOn
    }

    func partner(_ id: PartnerID, isSuspended: Bool) -> Partner {
      let delivery: Partner.Delivery =
        switch via {
        case .mail: .mail(address: to)
        case .webhook: .webhook(url: to)
        case .phone: .phone(number: to)
        }
      return Partner(
        id: id, name: name, does: does, referWhen: referWhen, mind: mind, hours: hours, needs: needs,
        delivery: delivery,
        answersWithin: answersWithin, refersHere: refersHere, feedbackAddress: feedbackAddress,
        refersFrom: refersFrom ?? [], source: source, verifiedOn: verifiedOn, isSuspended: isSuspended)
    }
  }
}

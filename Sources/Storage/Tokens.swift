import Desk
import Foundation

/// Who may speak to the API: only the hash of a token is kept.
package enum Tokens {
  package enum Bearer: Sendable, Equatable {
    /// A colleague, and the role she had when the token was made.
    case adviser(AdviserID, Adviser.Role)
    case role(Adviser.Role)
    case partner(PartnerID)

    /// For the audit.
    package var name: String {
      switch self {
      case .adviser(let id, _): id.name
      case .role(let role): role.rawValue
      case .partner(let partner): "partner:\(partner)"
      }
    }

    fileprivate var columns: (role: String, adviser: String?, partner: String?) {
      switch self {
      case .adviser(let id, let role): (role.rawValue, id.name, nil)
      case .role(let role): (role.rawValue, nil, nil)
      case .partner(let partner): ("partner", nil, partner.name)
      }
    }
  }

  /// - Parameter hash: SHA-256 of the token.
  package static func insert(hash: Data, _ bearer: Bearer, in writer: Writer) throws {
    let (role, adviser, partner) = bearer.columns
    try writer.run(
      """
      INSERT INTO token (hash, role, adviser, partner, createdAt)
      VALUES (\(hash), \(role), \(adviser), \(partner), \(writer.now))
      """)
  }

  package static func find(hash: Data, in reader: Reader) throws -> Bearer? {
    try reader.row("SELECT role, adviser, partner FROM token WHERE hash = \(hash) AND revokedAt IS NULL").map { row in
      if let partner = try row.textIfAny(2) { return .partner(PartnerID(partner)) }
      let role = try row.value(0, as: Adviser.Role.self)
      return try row.textIfAny(1).map { .adviser(AdviserID($0), role) } ?? .role(role)
    }
  }
}

/// Who looked at what. Appended only; written before anything is shown. No personal data.
package enum Audit {
  package static func write(_ action: String, of object: String, by actor: Actor, outcome: String, in writer: Writer)
    throws
  {
    let seq = try writer.next(in: .audit, as: Audit.self).rawValue
    try writer.run(
      """
      INSERT INTO audit (seq, at, actor, action, object, outcome)
      VALUES (\(seq), \(writer.now), \(actor.code), \(action), \(object), \(outcome))
      """)
  }

  package struct Entry: Sendable, Equatable {
    package let at: Date
    package let actor: String
    package let action: String
    package let object: String
    package let outcome: String
  }

  package static func entries(of object: String, in reader: Reader) throws -> [Entry] {
    try reader.rows("SELECT at, actor, action, object, outcome FROM audit WHERE object = \(object) ORDER BY seq").map {
      Entry(
        at: try $0.date(0), actor: try $0.text(1), action: try $0.text(2), object: try $0.text(3),
        outcome: try $0.text(4))
    }
  }
}

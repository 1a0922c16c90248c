import Desk
import Foundation

/// Who may speak to the API: only the hash of a token is kept.
package enum Tokens {
  package struct Bearer: Sendable, Equatable {
    package let role: Adviser.Role
    package let adviser: AdviserID?

    package init(role: Adviser.Role, adviser: AdviserID?) {
      self.role = role
      self.adviser = adviser
    }
  }

  /// - Parameter hash: SHA-256 of the token.
  package static func insert(hash: Data, _ bearer: Bearer, in writer: Writer) throws {
    try writer.run(
      """
      INSERT INTO token (hash, role, adviser, createdAt)
      VALUES (\(hash), \(bearer.role.rawValue), \(bearer.adviser?.name), \(writer.now))
      """)
  }

  package static func find(hash: Data, in reader: Reader) throws -> Bearer? {
    try reader.row("SELECT role, adviser FROM token WHERE hash = \(hash) AND revokedAt IS NULL").map { row in
      Bearer(
        role: try row.value(0, as: Adviser.Role.self), adviser: try row.textIfAny(1).map { AdviserID($0) })
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

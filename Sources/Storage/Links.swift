import Crypto
import Desk
import Foundation

/// The links in letters to partners: of a token only its hash is kept, so that nobody can read one here and use it.
package enum Links {
  package struct Link: Sendable {
    package let hash: Data
    package let referral: ID<Referral>
    package let code: Code?
    /// When codes were mailed for it, the last few.
    package let codesSentAt: [Date]
  }

  package struct Code: Sendable {
    package let hash: Data
    package let until: Date
    package let triesLeft: Int

    package init(hash: Data, until: Date, triesLeft: Int) {
      self.hash = hash
      self.until = until
      self.triesLeft = triesLeft
    }
  }

  package static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }

  package static func insert(token: String, for referral: ID<Referral>, in writer: Writer) throws {
    try writer.run(
      """
      INSERT INTO link (hash, referral, createdAt, triesLeft, codesSentAt)
      VALUES (\(hash(token)), \(referral), \(writer.now), 0, '[]')
      """)
  }

  package static func find(token: String, in reader: Reader) throws -> Link? {
    try reader.row(
      "SELECT hash, referral, codeHash, codeUntil, triesLeft, codesSentAt FROM link WHERE hash = \(hash(token))"
    ).map { row in
      let code = try row.blobIfAny(2).map {
        Code(hash: $0, until: try row.date(3), triesLeft: Int(try row.integer(4)))
      }
      return Link(
        hash: try row.blob(0), referral: try row.id(1), code: code, codesSentAt: try row.list(5, of: Date.self))
    }
  }

  /// The code that opens a link, as it is kept: keyed, since six digits are soon tried out.
  package static func hash(code: String, of link: Link, in reader: Reader) -> Data {
    reader.vault.duplicateHash("link code", link.hash.base64EncodedString(), code)
  }

  package static func set(_ code: Code?, codesSentAt: [Date], of link: Link, in writer: Writer) throws {
    try writer.run(
      """
      UPDATE link SET codeHash = \(code?.hash), codeUntil = \(code?.until), triesLeft = \(code?.triesLeft ?? 0),
        codesSentAt = \(try JSON.list(codesSentAt)) WHERE hash = \(link.hash)
      """)
  }
}

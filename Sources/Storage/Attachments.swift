import Desk
import Foundation

/// What came along with a mail, sealed with the callback it belongs to.
package enum Attachments {
  package struct Attachment: Sendable, Codable, Equatable {
    /// As the sender called it; empty where it had no name.
    package var name: String
    /// "image/jpeg", as the sender said.
    package var type: String
    package var bytes: Data

    package init(name: String, type: String, bytes: Data) {
      self.name = name
      self.type = type
      self.bytes = bytes
    }
  }

  package static func keep(_ attachment: Attachment, of callback: ID<Callback>, in writer: Writer) throws {
    let id = try writer.next(in: .attachment, as: Attachment.self)
    let sealed = try writer.seal(attachment, at: place(callback, id))
    try writer.run(
      "INSERT INTO attachment (id, callback, at, sealed) VALUES (\(id), \(callback), \(writer.now), \(sealed))")
  }

  package static func count(of callback: ID<Callback>, in reader: Reader) throws -> Int {
    Int(try reader.row("SELECT count(*) FROM attachment WHERE callback = \(callback)")?.integer(0) ?? 0)
  }

  /// For `Access.Reveal`, one after the other.
  package static func each(
    of callback: ID<Callback>, in reader: Reader,
    _ take: (ID<Attachment>, borrowing Sensitive<Attachment>) throws -> Void
  ) throws {
    for row in try reader.rows("SELECT id, sealed FROM attachment WHERE callback = \(callback) ORDER BY id") {
      let id: ID<Attachment> = try row.id(0)
      try take(id, try reader.open(try row.blob(1), at: place(callback, id), as: Attachment.self))
    }
  }

  private static func place(_ callback: ID<Callback>, _ id: ID<Attachment>) -> Vault.Place {
    .init(.callback, callback.rawValue, table: "attachment", row: id.rawValue)
  }
}

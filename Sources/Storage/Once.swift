import Desk
import Foundation
import Synchronization

/// A request that carries an `Idempotency-Key`: what it changes is changed once, however often it is sent. The key is kept in
/// the transaction of the change, so that no crash can come between. No answer is kept, only what is needed to make it anew.
package final class Once: Sendable {
  /// What the change made; an answer is made of it again.
  package struct Made: Sendable, Equatable, Codable {
    /// The callback that was changed, as it was at this version.
    package var callback: ID<Callback>?
    package var version: Int?
    /// The reference that was given out.
    package var reference: String?
    /// The referral that was made or moved, and the yes that was written down.
    package var referral: ID<Referral>?
    package var consent: ID<Consent>?

    package init() {}
  }

  package enum Refused: Error, Equatable {
    /// It was done before.
    case repeated(Made)
    /// The key came with another request.
    case otherRequest
    /// A request changes the store in one turn; a second one would not be covered by the key.
    case secondTurn
  }

  /// How long a key is kept: a client that sends again later than this does it again.
  package static let keptFor: TimeInterval = 48 * 3600

  /// The key of the request in whose task this is; `Store.write` looks here, so that no station has to hand it on.
  @TaskLocal package static var current: Once?

  private let caller: String
  private let key: String
  private let request: [String]
  private let isSpent = Mutex(false)

  /// - Parameters:
  ///   - caller: keys of different callers never meet.
  ///   - request: method, path and body; a keyed hash of them is kept, to tell another request.
  package init(caller: String, key: String, request: [String]) {
    self.caller = caller
    self.key = key
    self.request = request
  }

  /// Before the change.
  func begin(in writer: Writer) throws {
    guard !isSpent.withLock({ $0 }) else { throw Refused.secondTurn }
    guard let row = try writer.row("SELECT request, made FROM once WHERE key = \(hash(writer.vault))") else { return }
    guard try row.blob(0) == fingerprint(writer.vault) else { throw Refused.otherRequest }
    throw Refused.repeated(try row.json(1, as: Made.self))
  }

  /// After it. Old keys go at the same time, a few with each new one.
  func finish(in writer: Writer) throws {
    isSpent.withLock { $0 = true }
    try writer.run(
      """
      INSERT INTO once (key, request, at, made)
      VALUES (\(hash(writer.vault)), \(fingerprint(writer.vault)), \(writer.now), \(try JSON.text(writer.made)))
      """)
    try writer.run(
      """
      DELETE FROM once WHERE key IN
        (SELECT key FROM once WHERE at < \(writer.now - Self.keptFor) ORDER BY at LIMIT 20)
      """)
  }

  private func hash(_ vault: Vault) -> Data { vault.duplicateHash("once", caller, key) }

  private func fingerprint(_ vault: Vault) -> Data { vault.duplicateHash("once", request.joined(separator: "\n")) }
}

import Crypto
import Foundation

/// The keys of the desk, derived from one master key (HKDF-SHA256, one label each), and what is done with them.
/// Design: promises.md §3.
package struct Vault: Sendable {
  private let wrapping: SymmetricKey
  private let duplicates: SymmetricKey
  private let phones: SymmetricKey
  private let senders: SymmetricKey

  /// The generation of the wrapping key; kept with every wrapped key so that rotation knows what is old.
  static let wrappingGeneration = 1

  /// - Parameter masterKey: 32 bytes.
  package init(masterKey: Data) throws(Fault) {
    guard masterKey.count == 32 else { throw .masterKeyLength }
    let master = SymmetricKey(data: masterKey)
    func derive(_ label: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: master, salt: Data(), info: Data(label.utf8), outputByteCount: 32)
    }
    wrapping = derive("kek/case/v1")
    duplicates = derive("bidx/seen/v1")
    phones = derive("bidx/phone/v1")
    senders = derive("bidx/sender/v1")
  }

  package enum Fault: Error, Equatable {
    case masterKeyLength
    /// It was moved, changed, or sealed under another key.
    case cannotOpen
    /// Its key was deleted: erased, or read to the end.
    case keyIsGone
  }

  /// Where a sealed blob stands. Bound into the seal, so that it can't be moved to another row, table or person.
  package struct Place: Sendable, Hashable {
    package let owner: KeyOwner
    package let ownerID: Int64
    package let table: String
    package let row: Int64

    package init(_ owner: KeyOwner, _ ownerID: Int64, table: String, row: Int64) {
      self.owner = owner
      self.ownerID = ownerID
      self.table = table
      self.row = row
    }

    fileprivate var bytes: Data { Data("balie/1|\(table)|\(owner.rawValue)|\(ownerID)|\(row)".utf8) }
  }

  /// Whose key seals.
  package enum KeyOwner: String, Sendable, Codable { case callback, receipt, inbox, desk }

  /// 128 bits of a keyed hash: is this message known already? Needs no key of a person and stays for ever.
  package func duplicateHash(_ parts: String...) -> Data {
    let joined = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return Data(HMAC<SHA256>.authenticationCode(for: Data(joined.utf8), using: duplicates)).prefix(16)
  }

  /// 16 bits: finds candidates that are then opened and compared. More bits would let a thief of the key try all
  /// Dutch mobile numbers.
  package func phoneBucket(_ phone: String) -> Int { Self.bucket(phone, phones) }

  package func senderBucket(_ sender: String) -> Int { Self.bucket(sender, senders) }

  private static func bucket(_ text: String, _ key: SymmetricKey) -> Int {
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
    return code.prefix(2).reduce(0) { $0 << 8 | Int($1) }
  }

  func wrap(_ key: SymmetricKey, at place: Place) throws -> Data {
    try key.withUnsafeBytes { bytes in
      try Self.seal(Data(bytes), key: wrapping, at: place)
    }
  }

  func unwrap(_ wrapped: Data, at place: Place) throws -> SymmetricKey {
    SymmetricKey(data: try Self.open(wrapped, key: wrapping, at: place))
  }

  // A blob: format (1) | algorithm (1 = AES-256-GCM) | 12 bytes nonce | ciphertext | 16 bytes tag.
  private static let head = Data([1, 1])

  static func seal(_ plain: Data, key: SymmetricKey, at place: Place) throws -> Data {
    let box = try AES.GCM.seal(plain, using: key, authenticating: place.bytes)
    guard let combined = box.combined else { throw Fault.cannotOpen }
    return head + combined
  }

  static func open(_ blob: Data, key: SymmetricKey, at place: Place) throws -> Data {
    guard blob.starts(with: head) else { throw Fault.cannotOpen }
    do {
      let box = try AES.GCM.SealedBox(combined: blob.dropFirst(head.count))
      return try AES.GCM.open(box, using: key, authenticating: place.bytes)
    } catch { throw Fault.cannotOpen }
  }

  /// Padded to steps of 256 bytes, so that lengths say little.
  static func padded(_ plain: Data) -> Data {
    var padded = withUnsafeBytes(of: UInt32(plain.count).littleEndian) { Data($0) }
    padded.append(plain)
    padded.append(Data(count: (256 - padded.count % 256) % 256))
    return padded
  }

  static func unpadded(_ padded: Data) throws -> Data {
    guard padded.count >= 4 else { throw Fault.cannotOpen }
    let length = padded.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    guard padded.count >= 4 + length else { throw Fault.cannotOpen }
    return Data(padded.dropFirst(4).prefix(length))
  }
}

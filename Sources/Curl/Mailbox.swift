import Foundation

/// Reads one mailbox of an IMAP server (RFC 3501) and changes nothing in it: no message is marked, moved or deleted.
///
/// The connection is kept between two looks, on a thread of its own: libcurl waits for some of an IMAP server's answers
/// without turning to other transfers. Ends with `end()` or when the last reference goes.
package final class Mailbox: Sendable {
  /// Where the mailbox is, and who reads it.
  package struct Server: Sendable {
    /// "imaps://mail.example.org/INBOX", or "imap://…", which then must offer STARTTLS if `requiresTLS`.
    package var url: String
    package var user: String
    package var password: String
    package var requiresTLS: Bool
    package var addresses: AddressPolicy

    package init(url: String, user: String, password: String, requiresTLS: Bool = true, addresses: AddressPolicy) {
      self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
      self.user = user
      self.password = password
      self.requiresTLS = requiresTLS
      self.addresses = addresses
    }
  }

  /// How much an answer that isn't a message may hold.
  static let answerBytes = 256 << 10
  /// UIDs asked for at once: their lines stay far below `answerBytes`.
  package static let listLength: UInt32 = 500

  private let server: Server
  private let loop = CurlLoop()

  package init(_ server: Server) {
    self.server = server
    loop.start()
  }

  deinit { loop.stop() }

  package func end() { loop.stop() }

  /// Opens the mailbox for reading only.
  /// - Throws: `.notSent`: whatever went wrong, nothing was changed. `.denied` for login or mailbox, `.badAnswer` when the
  ///   server doesn't say what is needed.
  package func look() async throws(TransferFailure) -> MailboxLook {
    // libcurl selects the mailbox when a connection is new; EXAMINE then opens it once more, read-only, and libcurl's own
    // fetch, which knows no BODY.PEEK, marks nothing as seen.
    let answer = try await ask("EXAMINE \(quotedName)")
    guard let look = MailboxLook(answer) else { throw .notSent(.badAnswer) }
    return look
  }

  /// What is there with these UIDs, in their order.
  package func list(_ uids: ClosedRange<UInt32>) async throws(TransferFailure) -> [MailboxEntry] {
    let last =
      uids.upperBound - uids.lowerBound < Self.listLength ? uids.upperBound : uids.lowerBound + Self.listLength - 1
    let answer = try await ask("UID FETCH \(uids.lowerBound):\(last) (UID RFC822.SIZE INTERNALDATE)")
    return MailboxEntry.all(in: answer).filter { (uids.lowerBound...last).contains($0.uid) }.sorted { $0.uid < $1.uid }
  }

  /// The message as it was received.
  /// - Throws: `.notSent(.notFound)` when it is gone, or the UIDs aren't those of `validity` any more; `.tooLarge`.
  package func fetch(_ uid: UInt32, validity: UInt32, most bytes: Int) async throws(TransferFailure) -> [UInt8] {
    try await perform(url: "\(server.url);UIDVALIDITY=\(validity)/;UID=\(uid)", command: nil, most: bytes)
  }

  /// The head of a message, as far as it is no longer than `bytes`.
  package func head(_ uid: UInt32, validity: UInt32, most bytes: Int) async throws(TransferFailure) -> [UInt8] {
    let url = "\(server.url);UIDVALIDITY=\(validity)/;UID=\(uid)/;SECTION=HEADER/;PARTIAL=0.\(bytes)"
    return try await perform(url: url, command: nil, most: bytes)
  }

  private func ask(_ command: String) async throws(TransferFailure) -> [UInt8] {
    try await perform(url: server.url, command: command, most: Self.answerBytes)
  }

  private func perform(url: String, command: String?, most bytes: Int) async throws(TransferFailure) -> [UInt8] {
    let call = MailboxCall(
      url: url, user: server.user, password: server.password, command: command, maxBytes: bytes,
      requiresTLS: server.requiresTLS, totalTimeout: command == nil ? .seconds(120) : .seconds(30),
      addresses: server.addresses)
    return try await loop.carry { .mailbox(call, $0) }
  }

  /// The path of the URL as a quoted string (RFC 3501, 4.3).
  private var quotedName: String {
    let name = (URL(string: server.url)?.path ?? "").dropFirst()
    return "\"" + name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

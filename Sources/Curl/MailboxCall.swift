/// One talk with an IMAP server: a command in a mailbox, or the fetching of one message.
struct MailboxCall: Sendable {
  /// "imaps://host/INBOX"; a message is named behind it (RFC 5092).
  var url: String
  var user: String
  var password: String
  /// Sent once the mailbox is selected; nil where the URL names a message.
  var command: String?
  /// An answer that is longer is broken off.
  var maxBytes: Int
  /// Over imap:// the connection is upgraded by STARTTLS before the login, or nothing is said.
  var requiresTLS: Bool
  var connectTimeout: Duration = .seconds(10)
  var totalTimeout: Duration
  var stallTimeout: Duration = .seconds(20)
  var addresses: AddressPolicy
}

extension MailboxCall: Call {
  static var schemes: String { "imap,imaps" }
  var payload: [UInt8] { [] }
  var unixSocket: String? { nil }

  /// Nothing that could end a command and begin another.
  var isWellFormed: Bool {
    [url, user, password, command ?? ""].allSatisfy { text in
      text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    }
  }
}

/// A letter for an SMTP server, with the limits it is handed over under.
package struct MailCall: Sendable {
  /// "smtp://host:25", or "smtps://host:465" for TLS from the first byte. A path is the name that the server is
  /// greeted with ("smtp://host/desk.example"); without one it is this machine's.
  package var url: String
  /// Used when the server offers AUTH; without TLS they go in the clear.
  package var user: String?
  package var password: String?
  /// The envelope's sender, a bare address.
  package var from: String
  /// The envelope's one recipient, a bare address.
  package var to: String
  /// RFC 5322, lines of at most 998 bytes that end in CRLF; dots are stuffed on the way. Eight-bit bytes go as they
  /// are, and nothing asks the server whether it takes them.
  package var message: [UInt8]
  /// Over smtp:// the connection is upgraded by STARTTLS before anything of the letter is said, or nothing is sent.
  package var requiresTLS: Bool
  /// Finding the address, connecting, TLS, the server's greeting and logging in together.
  package var connectTimeout: Duration
  /// From hand-over to the server's last word; RFC 5321, 4.5.3.2, would give that word alone ten minutes. A server
  /// that refuses and then leaves the goodbye unanswered can take as long once more.
  package var totalTimeout: Duration
  /// The longest time in which next to nothing may move (32 bytes a second), once the letter is on its way.
  package var stallTimeout: Duration
  package var addresses: AddressPolicy

  package init(
    url: String, user: String? = nil, password: String? = nil, from: String, to: String, message: [UInt8],
    requiresTLS: Bool = true, connectTimeout: Duration = .seconds(30), totalTimeout: Duration = .seconds(300),
    stallTimeout: Duration = .seconds(120), addresses: AddressPolicy = .publicOnly(except: [])
  ) {
    self.url = url
    self.user = user
    self.password = password
    self.from = from
    self.to = to
    self.message = message
    self.requiresTLS = requiresTLS
    self.connectTimeout = connectTimeout
    self.totalTimeout = totalTimeout
    self.stallTimeout = stallTimeout
    self.addresses = addresses
  }
}

/// The server's last word: an SMTP reply code (250, 451, 550 …).
package struct MailAnswer: Sendable, Equatable {
  package let code: Int

  package init(code: Int) {
    self.code = code
  }
}

extension MailCall: Call {
  static var schemes: String { "smtp,smtps" }
  var payload: [UInt8] { message }
  var unixSocket: String? { nil }

  /// No address that could end its command and begin another, and no line that one server takes for two: a bare CR
  /// or LF beside a dot is how letters are smuggled into letters.
  var isWellFormed: Bool {
    Self.isAddress(from) && Self.isAddress(to) && hasWholeLines
      && [url, user ?? "", password ?? ""].allSatisfy { $0.unicodeScalars.allSatisfy { !Self.isControl($0) } }
  }

  /// One `@` with something on either side, at most 254 bytes (RFC 5321, 4.5.3.1.3, without the brackets).
  private static func isAddress(_ text: String) -> Bool {
    let halves = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.unicodeScalars.allSatisfy {
      !isControl($0) && !$0.properties.isWhitespace && $0 != "<" && $0 != ">"
    }
    return isPlain && halves.count == 2 && halves.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }

  private var hasWholeLines: Bool {
    var previous: UInt8 = 0
    for byte in message {
      if byte == 0 || (previous == 0x0D) != (byte == 0x0A) { return false }
      previous = byte
    }
    return !message.isEmpty && previous != 0x0D
  }
}

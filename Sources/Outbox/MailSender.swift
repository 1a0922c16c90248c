import Curl
import Desk
import Foundation
import Storage

/// Sends letters to partners by the desk's mail server. A letter is plain text with a neutral subject.
package struct MailSender: Sendable {
  /// Where mail goes out, as configured.
  package struct Server: Sendable {
    package let url: String
    package let user: String?
    package let password: String?
    /// The bare address in the envelope and in From.
    package let from: String

    /// - Parameter url: "smtps://mail.example:465", or "smtp://mail.example:587", which then must offer TLS unless it is on
    ///   this machine.
    package init(url: String, user: String?, password: String?, from: String) {
      self.url = url
      self.user = user
      self.password = password
      self.from = from
    }

    var isLocal: Bool { URL(string: url)?.host.map { ["127.0.0.1", "localhost", "::1"].contains($0) } ?? false }
  }

  private let server: Server
  private let desk: String
  private let addresses: AddressPolicy

  /// - Parameter desk: the desk's name, as the partner sees it.
  package init(server: Server, desk: String, addresses: AddressPolicy) {
    self.server = server
    self.desk = desk
    self.addresses = addresses
  }

  /// - Parameter tag: the same at every try; a second copy of a letter carries the same Message-ID.
  func call(_ mail: Dispatches.Mail, tag: String, now: Date) -> MailCall {
    MailCall(
      url: server.url, user: server.user, password: server.password, from: server.from, to: mail.to,
      message: message(mail, tag, now), requiresTLS: !server.isLocal, connectTimeout: .seconds(10),
      totalTimeout: .seconds(60), stallTimeout: .seconds(30), addresses: addresses)
  }

  /// RFC 5322, with a body in base64 (RFC 2045), so that no line is too long and no letter is lost.
  private func message(_ mail: Dispatches.Mail, _ tag: String, _ now: Date) -> [UInt8] {
    let domain = server.from.split(separator: "@").last.map(String.init) ?? "localhost"
    let head = [
      "From: \(Self.encoded(desk)) <\(server.from)>", "To: <\(mail.to)>", "Subject: \(Self.encoded(mail.subject))",
      "Date: \(Self.date(now))", "Message-ID: <\(tag)@\(domain)>", "Auto-Submitted: auto-generated",
      "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
    ]
    let body = Data(mail.text.replacing("\n", with: "\r\n").utf8)
      .base64EncodedString(options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed])
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n" + body + "\r\n").utf8)
  }

  /// RFC 2047, in words short enough for a line; what is plain ASCII as a quoted string would be needs none.
  private static func encoded(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ $0.isASCII && ($0.properties.isAlphabetic || $0 == " ") }) { return text }
    var words: [String] = []
    var word = ""
    for character in text {
      if word.utf8.count + character.utf8.count > 42 {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    words.append(word)
    return words.map { "=?utf-8?B?" + Data($0.utf8).base64EncodedString() + "?=" }.joined(separator: "\r\n ")
  }

  private static func date(_ moment: Date) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = .gmt
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
    return formatter.string(from: moment)
  }

  /// RFC 5321 section 4.2.1: 4yz may be tried again, 5yz may not.
  static func result(_ answer: MailAnswer) -> Dispatch.Result {
    switch answer.code {
    case 200...299: .accepted
    // Our account, not the letter (RFC 4954 section 6).
    case 530, 534, 535, 538: .channelStopped(reason: "smtp \(answer.code)")
    case 400...499: .tryAgain(reason: "smtp \(answer.code)", notBefore: nil)
    case _: .refused(reason: "smtp \(answer.code)")
    }
  }
}

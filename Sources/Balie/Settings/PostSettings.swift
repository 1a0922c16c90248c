import Foundation
import Outbox

/// The settings of mail: `mail.outgoing`, `mail.inbox`.
enum PostSettings {
  /// The mailbox into which referrers write.
  struct Inbox: Sendable {
    let url: String
    let user: String
    let password: String
    /// The receiving server whose Authentication-Results are believed; nil: From is believed as it stands.
    let authenticatedBy: String?
    /// Seconds between two looks.
    let every: TimeInterval

    /// A server on this machine may go without TLS.
    var isLocal: Bool { URL(string: url)?.host.map { ["127.0.0.1", "localhost", "::1"].contains($0) } ?? false }
  }

  /// The desk's own mail server for letters; with it `publicURL`, since a letter holds a link.
  static func outgoing(_ reader: SettingsReader) throws -> MailSender.Server? {
    let key = "mail.outgoing."
    guard let text = try reader.textIfAny(key + "url") else { return nil }
    guard let url = URL(string: text), ["smtp", "smtps"].contains(url.scheme), url.host != nil, url.user == nil else {
      throw ConfigurationFault(key: key + "url", reason: "must be an address such as smtps://mail.example.org:465")
    }
    let from = try reader.text(key + "from")
    guard from.wholeMatch(of: /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+/) != nil else {
      throw ConfigurationFault(key: key + "from", reason: "must be a bare address")
    }
    if try reader.textIfAny("publicURL") == nil {
      throw ConfigurationFault(key: "publicURL", reason: "is missing: letters to partners hold a link to it")
    }
    let user = try reader.textIfAny(key + "user")
    return MailSender.Server(
      url: text, user: user, password: try user.map { _ in try reader.secret(key + "password") }, from: from)
  }

  static func inbox(_ reader: SettingsReader) throws -> Inbox? {
    let key = "mail.inbox."
    guard let text = try reader.textIfAny(key + "url") else { return nil }
    guard let url = URL(string: text), ["imap", "imaps"].contains(url.scheme), url.host != nil, url.user == nil,
      url.path.count > 1, !text.contains(";")
    else {
      throw ConfigurationFault(
        key: key + "url", reason: "must be an address with a mailbox, such as imaps://mail.example.org/INBOX")
    }
    guard let server = try reader.textIfAny(key + "authenticatedBy") else {
      throw ConfigurationFault(
        key: key + "authenticatedBy",
        reason: "is missing: the name that your mail server puts into Authentication-Results, or none")
    }
    return Inbox(
      url: text, user: try reader.text(key + "user"), password: try reader.secret(key + "password"),
      authenticatedBy: server == "none" ? nil : server,
      every: try reader.seconds(key + "every", or: 5))
  }
}

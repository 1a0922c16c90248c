import Foundation
import Synchronization

/// An SMTP server whose replies the test writes out. What isn't written out is a yes.
final class MailSink: Sendable {
  /// What is said to a command, "RCPT", to the connection, "", and to the end of the letter, ".". `nil` hangs up.
  typealias Replies = [String: @Sendable (RawConnection) -> String?]

  /// Shared with the server's threads.
  private final class Log: Sendable {
    let heard = Mutex((commands: [String](), letters: [String]()))
  }

  private let server: RawServer
  private let log: Log

  init(_ replies: Replies = [:]) throws {
    let log = Log()
    self.log = log
    server = try RawServer { Self.talk(over: $0, replies, log) }
  }

  /// Always with the same words.
  convenience init(saying words: [String: String?]) throws {
    try self.init(words.mapValues { word in { @Sendable _ in word } })
  }

  var url: String { "smtp://127.0.0.1:\(server.port)" }
  var port: Int { server.port }
  var connections: Int { server.connections }
  /// Without the letters.
  var commands: [String] { log.heard.withLock { $0.commands } }
  /// As they came over the wire, without the line that ends them.
  var letters: [String] { log.heard.withLock { $0.letters } }

  private static func talk(over connection: RawConnection, _ replies: Replies, _ log: Log) {
    var incoming = Data()
    let say = { (verb: String, yes: String) -> String? in
      guard let reply = replies[verb, default: { _ in yes }](connection) else { return nil }
      return connection.send(reply + "\r\n") ? reply : nil
    }
    guard say("", "220 sink ready") != nil else { return }
    while let line = take("\r\n", from: connection, &incoming) {
      log.heard.withLock { $0.commands.append(line) }
      let verb = String(line.prefix { $0 != " " })
      guard let reply = say(verb, yes[verb] ?? "250 OK") else { return }
      guard verb == "DATA", reply.hasPrefix("354") else { continue }
      // An empty letter would begin with the dot.
      incoming = Data("\r\n".utf8) + incoming
      guard let letter = take("\r\n.\r\n", from: connection, &incoming) else { return }
      log.heard.withLock { $0.letters.append(String(decoding: letter.utf8.dropFirst(2), as: UTF8.self) + "\r\n") }
      guard say(".", "250 taken") != nil else { return }
    }
  }

  private static let yes = [
    "EHLO": "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8", "DATA": "354 go on", "QUIT": "221 bye",
  ]

  /// What stands before the mark; nil when the client goes first.
  private static func take(_ mark: String, from connection: RawConnection, _ incoming: inout Data) -> String? {
    let mark = Data(mark.utf8)
    while true {
      if let range = incoming.range(of: mark) {
        defer { incoming = Data(incoming[range.upperBound...]) }
        return String(decoding: incoming[..<range.lowerBound], as: UTF8.self)
      }
      guard let part = connection.bytes() else { return nil }
      incoming.append(contentsOf: part)
    }
  }
}

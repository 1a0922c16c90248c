import Foundation
import Testing

@testable import Curl

@Suite struct `What an IMAP server says` {
  @Test func `of a mailbox is its validity and the next UID`() throws {
    let answer = """
      * OK [CLOSED] Previous mailbox closed.\r
      * FLAGS (\\Answered \\Seen)\r
      * 172 EXISTS\r
      * OK [UIDVALIDITY 3857529045] UIDs valid\r
      * OK [UIDNEXT 4392] Predicted next UID\r

      """
    let look = try #require(MailboxLook(Array(answer.utf8)))
    #expect(look.validity == 3_857_529_045 && look.nextUID == 4392)
    #expect(MailboxLook(Array("* OK [UIDVALIDITY 1] x\r\n* OK [UIDNEXT 0] x\r\n".utf8)) == nil)
    #expect(MailboxLook(Array("* OK [UIDVALIDITY 99999999999] x\r\n* OK [UIDNEXT 2] x\r\n".utf8)) == nil)
    #expect(MailboxLook([]) == nil)
  }

  @Test func `of messages is UID, size and when they came, in any order`() throws {
    let answer = """
      * 12 FETCH (UID 5 RFC822.SIZE 44827 INTERNALDATE "17-Jul-1996 02:44:25 -0700")\r
      * 13 FETCH (INTERNALDATE " 1-Mar-2024 00:00:00 +0100" UID 6 RFC822.SIZE 1)\r
      * 14 FETCH (FLAGS (\\Seen))\r
      * 15 FETCH (UID 8 RFC822.SIZE x INTERNALDATE "17-Jul-1996 02:44:25 -0700")\r
      * 16 FETCH (UID 9 RFC822.SIZE 1 INTERNALDATE "yesterday")\r

      """
    let entries = MailboxEntry.all(in: Array(answer.utf8))
    #expect(entries.map(\.uid) == [5, 6])
    #expect(entries.first?.size == 44827)
    #expect(entries.first?.receivedAt == Date(timeIntervalSince1970: 837_596_665))
    #expect(entries.last?.receivedAt == Date(timeIntervalSince1970: 1_709_247_600))
  }

  @Test func `may be anything`() {
    var state: UInt64 = 3
    let pieces = [
      "* ", "FETCH", "(", ")", "UID ", "\"", "\r\n", "OK [UIDNEXT ", "1]", "\0", "é", " ", "{5}", "99999999999",
    ]
    for _ in 0..<3000 {
      var text = ""
      for _ in 0..<20 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      _ = MailboxLook(Array(text.utf8))
      _ = MailboxEntry.all(in: Array(text.utf8))
    }
  }
}

@Suite struct `A mailbox` {
  @Test(.timeLimit(.minutes(5))) func `of a server that drips is given up`() async throws {
    let server = try RawServer { connection in
      while connection.send("*") { usleep(300_000) }
    }
    let mailbox = Self.mailbox(server.port)
    await #expect(throws: TransferFailure.self) { try await mailbox.look() }
  }

  @Test func `whose answer doesn't end is broken off`() async throws {
    let server = try Self.server { command in
      command.contains("EXAMINE")
        ? String(repeating: "* OK [UIDNEXT 4392] Predicted next UID\r\n", count: 8000) : nil
    }
    await #expect(throws: TransferFailure.self) { try await Self.mailbox(server.port).look() }
  }

  @Test func `is asked by STARTTLS or not at all, before the password is said`() async throws {
    let server = try Self.server { _ in nil }
    let mailbox = Mailbox(
      .init(url: "imap://127.0.0.1:\(server.port)/INBOX", user: "desk", password: "geheim", addresses: .any))
    await #expect(throws: TransferFailure.notSent(.tls)) { try await mailbox.look() }
  }

  @Test func `whose server refuses the login says so`() async throws {
    let server = try Self.server { $0.contains("LOGIN") || $0.contains("AUTH") ? "NO" : nil }
    await #expect(throws: TransferFailure.notSent(.denied)) { try await Self.mailbox(server.port).look() }
  }

  @Test func `isn't read with a name that holds a command`() async throws {
    let mailbox = Mailbox(
      .init(url: "imap://127.0.0.1:1/IN\r\nBOX", user: "desk", password: "geheim", requiresTLS: false, addresses: .any))
    await #expect(throws: TransferFailure.notSent(.malformed)) { try await mailbox.look() }
  }

  private static func mailbox(_ port: Int) -> Mailbox {
    Mailbox(
      .init(
        url: "imap://127.0.0.1:\(port)/INBOX", user: "desk", password: "geheim", requiresTLS: false, addresses: .any))
  }

  /// Says OK to every command, with what `answer` gives before it; "NO" is a refusal.
  private static func server(_ answer: @escaping @Sendable (String) -> String?) throws -> RawServer {
    try RawServer { connection in
      connection.send("* OK ready\r\n")
      while let lines = connection.read() {
        for line in lines.split(separator: "\r\n") {
          let tag = line.prefix { $0 != " " }
          let said = answer(String(line))
          if said == "NO" {
            connection.send("\(tag) NO no\r\n")
          } else {
            let capability = line.contains("CAPABILITY") ? "* CAPABILITY IMAP4rev1\r\n" : ""
            for part in [capability] + (said ?? "").split(separator: "\r\n").map({ $0 + "\r\n" }) where !part.isEmpty {
              guard connection.send(part) else { return }
            }
            guard connection.send("\(tag) OK done\r\n") else { return }
          }
        }
      }
    }
  }
}

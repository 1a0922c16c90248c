import Foundation
import Synchronization
import Testing

@testable import Curl

/// To a server on this machine, with limits that a test doesn't meet by accident.
func letter(_ url: String, _ text: String = "Subject: hi\r\n\r\nhallo\r\n") -> MailCall {
  MailCall(
    url: url, from: "desk@desk.example", to: "intake@partner.example", message: Array(text.utf8),
    requiresTLS: false, connectTimeout: .seconds(60), totalTimeout: .seconds(60), stallTimeout: .seconds(60),
    addresses: .any)
}

@Suite struct `A letter` {
  @Test func `is handed over with its envelope, to the byte`() async throws {
    let sink = try MailSink()
    let text = "Subject: =?utf-8?B?xbzDs8WCdw==?=\r\n\r\nZażółć gęślą jaźń 🐝\r\n\r\nkoniec\r\n"
    #expect(try await CurlClient().perform(letter(sink.url + "/desk.example", text)) == MailAnswer(code: 250))
    #expect(
      sink.commands.prefix(4) == [
        "EHLO desk.example", "MAIL FROM:<desk@desk.example>", "RCPT TO:<intake@partner.example>", "DATA",
      ])
    #expect(sink.letters == [text])
  }

  @Test func `has its dots stuffed, on the first line too`() async throws {
    let sink = try MailSink()
    _ = try await CurlClient().perform(letter(sink.url, ".a: b\r\n\r\n.\r\n..\r\n.x\r\na.b.\r\n.\r\n"))
    #expect(sink.letters == ["..a: b\r\n\r\n..\r\n...\r\n..x\r\na.b.\r\n..\r\n"])
  }

  @Test func `ends in a line of its own when it doesn't end in a line break`() async throws {
    let sink = try MailSink()
    _ = try await CurlClient().perform(letter(sink.url, "a: b\r\n\r\nend"))
    #expect(sink.letters == ["a: b\r\n\r\nend\r\n"])
  }

  @Test func `may be a megabyte of dots and umlauts, wherever the buffers break`() async throws {
    let sink = try MailSink()
    // Lines of many lengths, so that a line break meets the end of a buffer at each of its bytes.
    let lines = (0..<15_000).map { ".\($0)" + String(repeating: "ż", count: $0 % 61) + "\r\n.\r\n" }
    let text = lines.joined()
    #expect(text.utf8.count > 1_000_000)
    #expect(try await CurlClient().perform(letter(sink.url, text)).code == 250)
    let got = try #require(sink.letters.first)
    let unstuffed = got.components(separatedBy: "\r\n").map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
    #expect(unstuffed.joined(separator: "\r\n") == text)
  }

  @Test func `goes to an address outside ASCII when the server takes such`() async throws {
    let sink = try MailSink()
    var asked = letter(sink.url)
    asked.to = "józef@partner.example"
    #expect(try await CurlClient().perform(asked).code == 250)
    #expect(sink.commands.contains("MAIL FROM:<desk@desk.example> SMTPUTF8"))
    #expect(sink.commands.contains("RCPT TO:<józef@partner.example>"))
  }

  @Test func `is sent as a user when the server asks for one`() async throws {
    let login = Data("\0desk\0secret".utf8).base64EncodedString()
    let sink = try MailSink(saying: [
      "EHLO": "250-sink\r\n250 AUTH PLAIN", "AUTH": "334 ", login: "235 welcome",
    ])
    var asked = letter(sink.url)
    asked.user = "desk"
    asked.password = "secret"
    #expect(try await CurlClient().perform(asked).code == 250)
    #expect(sink.commands.prefix(3).dropFirst() == ["AUTH PLAIN", login])
  }
}

@Suite struct `A mail server's no` {
  @Test(arguments: [
    ("", "554 not here"), ("", "421 later"), ("MAIL", "451 try again"), ("RCPT", "550 no such user"),
    ("RCPT", "451 greylisted"), ("DATA", "554 no valid recipients"), (".", "554 spam"), (".", "452-full\r\n452 up"),
  ])
  func `is the answer, whenever it comes`(step: String, reply: String) async throws {
    let sink = try MailSink(saying: [step: reply])
    let answer = try await CurlClient().perform(letter(sink.url))
    #expect(answer.code == Int(reply.prefix(3)))
    #expect(sink.letters.count == (step == "." ? 1 : 0))
  }

  @Test func `is the answer when both greetings are refused`() async throws {
    let sink = try MailSink(saying: ["EHLO": "502 what", "HELO": "550 go away"])
    #expect(try await CurlClient().perform(letter(sink.url)).code == 550)
  }

  @Test func `is the answer when it comes to the login or to TLS`() async throws {
    let sink = try MailSink(saying: ["EHLO": "250-sink\r\n250 AUTH PLAIN", "AUTH": "535 no"])
    var asked = letter(sink.url)
    asked.user = "desk"
    asked.password = "wrong"
    #expect(try await CurlClient().perform(asked).code == 535)
    let busy = try MailSink(saying: ["EHLO": "250-sink\r\n250 STARTTLS", "STARTTLS": "454 not now"])
    asked = letter(busy.url)
    asked.requiresTLS = true
    #expect(try await CurlClient().perform(asked).code == 454)
  }

  @Test func `isn't the answer when the talk went on after it`() async throws {
    let sink = try MailSink(saying: ["EHLO": "502 what", "MAIL": nil])
    await #expect(throws: TransferFailure.notSent(.connectionLost)) {
      try await CurlClient().perform(letter(sink.url))
    }
  }

  @Test func `is no no when it begins with a 2`() async throws {
    let sink = try MailSink(saying: [".": "251 taken, and forwarded"])
    #expect(try await CurlClient().perform(letter(sink.url)).code == 251)
  }
}

@Suite struct `A letter that nobody asked for` {
  @Test(arguments: [
    "", "@", "a", "a@", "@b", "a@b@c", "a b@c", "<a@b>", "a@b>", "a@b\r\nRCPT TO:<evil@x>", "a@b\n", "a\r@b",
    "a@b\0", "a\u{85}@b", "a\u{2028}@b", "a\u{a0}@b", "\u{7f}a@b", String(repeating: "a", count: 253) + "@b",
  ])
  func `isn't sent to or from such an address`(address: String) async throws {
    let sink = try MailSink()
    var to = letter(sink.url)
    to.to = address
    var from = letter(sink.url)
    from.from = address
    for mail in [to, from] {
      await #expect(throws: TransferFailure.notSent(.malformed)) { try await CurlClient().perform(mail) }
    }
    #expect(sink.connections == 0)
  }

  @Test(arguments: ["", "a\n.\r\nMAIL FROM:<x@y>", "a\r.\r\n", "a\r\n.\n", "a\0b\r\n", "a\r"])
  func `isn't smuggled in as a part of another`(text: String) async throws {
    let sink = try MailSink()
    await #expect(throws: TransferFailure.notSent(.malformed)) {
      try await CurlClient().perform(letter(sink.url, text))
    }
    #expect(sink.connections == 0)
  }

  @Test(arguments: ["", "127.0.0.1", "http://127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/hostname", "smtp://a b/"])
  func `isn't sent elsewhere than to a mail server`(url: String) async throws {
    await #expect(throws: TransferFailure.notSent(.malformed)) { try await CurlClient().perform(letter(url)) }
  }

  @Test func `isn't begun with a greeting that says more`() async throws {
    let sink = try MailSink()
    await #expect(throws: TransferFailure.notSent(.malformed)) {
      try await CurlClient().perform(letter(sink.url + "/x%0d%0aRSET"))
    }
    #expect(sink.commands.isEmpty)
  }

  @Test func `isn't taken to a private address`() async throws {
    let sink = try MailSink()
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
      var asked = letter("smtp://\(host):\(sink.port)")
      asked.addresses = .publicOnly(except: [])
      await #expect(throws: TransferFailure.notSent(.privateAddress)) { try await CurlClient().perform(asked) }
    }
    #expect(sink.connections == 0)
    var allowed = letter("smtp://localhost:\(sink.port)")
    allowed.addresses = .publicOnly(except: ["localhost"])
    #expect(try await CurlClient().perform(allowed).code == 250)
  }
}

@Suite struct `A letter that needs TLS` {
  @Test func `isn't sent where none is offered, or in words that look like an offer`() async throws {
    for reply in ["250 sink", "250-sink\r\n250 XSTARTTLS"] {
      let sink = try MailSink(saying: ["EHLO": reply])
      var asked = letter(sink.url)
      asked.requiresTLS = true
      await #expect(throws: TransferFailure.notSent(.tls)) { try await CurlClient().perform(asked) }
      #expect(!sink.commands.contains { $0.hasPrefix("MAIL") })
    }
  }

  @Test func `isn't sent when the handshake is something else`() async throws {
    let sink = try MailSink([
      "EHLO": { _ in "250-sink\r\n250 STARTTLS" },
      "STARTTLS": { connection in
        connection.send("220 go\r\n")
        _ = connection.bytes()
        return "250 in plain words"
      },
    ])
    var asked = letter(sink.url)
    asked.requiresTLS = true
    await #expect(throws: TransferFailure.notSent(.tls)) { try await CurlClient().perform(asked) }
    let plain = try MailSink()
    asked = letter("smtps://127.0.0.1:\(plain.port)")
    await #expect(throws: TransferFailure.notSent(.tls)) { try await CurlClient().perform(asked) }
  }

  @Test func `isn't sent when somebody talks in between`() async throws {
    let sink = try MailSink(saying: [
      "EHLO": "250-sink\r\n250 STARTTLS", "STARTTLS": "220 go\r\n250-sink\r\n250 AUTH PLAIN",
    ])
    var asked = letter(sink.url)
    asked.requiresTLS = true
    await #expect(throws: TransferFailure.notSent(.badAnswer)) { try await CurlClient().perform(asked) }
  }
}

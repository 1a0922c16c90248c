import Curl
import Foundation
import ServiceLifecycle
import Testing

@testable import DemoGateway

@Suite struct `The pretended mailbox` {
  @Test func `keeps a mail with its envelope, headers and text`() async throws {
    try await onStage { stage async throws in
      let text =
        "From: Balie <desk@desk.example>\r\nSubject: =?utf-8?B?xbzDs8WCdw==?=\r\n =?UTF-8?q?_i_=C5=BC?= x\r\n"
        + "Content-Transfer-Encoding: Quoted-Printable\r\n\r\nZa=C5=BC=C3=B3=\r\n=C5=82=C4=87\r\n.\r\n..a\r\n"
      #expect(try await stage.mail(text) == 250)
      let mail = try #require(stage.mailbox.mails().first)
      #expect(mail.seq == 1)
      #expect(mail.from == "desk@desk.example")
      #expect(mail.to == ["intake@partner.example"])
      #expect(mail.header("subject") == "żółw i ż x")
      #expect(mail.header("From") == "Balie <desk@desk.example>")
      #expect(mail.text == "Zażółć\n.\n..a\n")
      #expect(mail.bytes == Array(text.utf8))
    }
  }

  @Test(arguments: [
    ("8bit", "Zażółć =3D\r\n", "Zażółć =3D\n"), ("base64", "WmHF\r\nvMOzxYLEhw==\r\n", "Zażółć"),
    ("quoted-printable", "a=3D=zz=\r\n", "a==zz"), ("x-other", "abc\r\n", "abc\n"),
  ])
  func `reads a text however it was written down`(encoding: String, body: String, text: String)
    async throws
  {
    try await onStage { stage async throws in
      _ = try await stage.mail("Content-Transfer-Encoding: \(encoding)\r\n\r\n\(body)")
      #expect(stage.mailbox.mails().map(\.text) == [text])
    }
  }

  @Test func `takes a megabyte, and an address outside ASCII`() async throws {
    try await onStage { stage async throws in
      let lines = (0..<15_000).map {
        ".\($0)" + String(repeating: "ż", count: $0 % 61) + "\r\n.\r\n"
      }
      let text = "Subject: long\r\n\r\n" + lines.joined()
      #expect(try await stage.mail(text, to: "józef@partner.example") == 250)
      #expect(stage.mailbox.mails(to: "Józef@partner.example").map(\.bytes) == [Array(text.utf8)])
    }
  }

  @Test func `waits until there are so many for an address`() async throws {
    try await onStage { stage async throws in
      async let second = stage.mailbox.mails(2, to: "B@partner.example")
      for (to, text) in [("b", "1"), ("a", "2"), ("b", "3")] {
        _ = try await stage.mail("Subject: \(text)\r\n\r\n", to: "\(to)@partner.example")
      }
      #expect(try await second.map { $0.header("Subject") } == ["1", "3"])
    }
  }

  @Test func `is no place for a letter that needs TLS`() async throws {
    try await onStage { stage async throws in
      var letter = stage.letter()
      letter.requiresTLS = true
      await #expect(throws: TransferFailure.notSent(.tls)) {
        try await stage.client.perform(letter)
      }
    }
  }

  @Test func `shows what it has over HTTP`() async throws {
    try await onStage { stage async throws in
      _ = try await stage.mail("Subject: <b>1&2\r\n\r\n</pre><script>\r\n")
      let json = try await stage.client.perform(
        HTTPCall(url: "\(stage.url)/mails?to=intake@partner.example", addresses: .any))
      let text = String(decoding: json.body, as: UTF8.self)
      #expect(text.contains(#""from":"desk@desk.example""#))
      #expect(text.contains(#""value":"<b>1&2""#))
      #expect(!text.contains("bytes"))
      let none = try await stage.client.perform(
        HTTPCall(url: "\(stage.url)/mails?to=x@y", addresses: .any))
      #expect(String(decoding: none.body, as: UTF8.self) == #"{"mails":[]}"#)
      let page = try await stage.client.perform(
        HTTPCall(url: "\(stage.url)/mails", headers: [("Accept", "text/html")], addresses: .any))
      let html = String(decoding: page.body, as: UTF8.self)
      #expect(html.contains("1. &lt;b>1&amp;2"))
      #expect(html.contains("&lt;/pre>&lt;script>"))
    }
  }

  @Test func `says when its port is taken`() async throws {
    try await onStage { stage async throws in
      let port = try await stage.mailbox.port
      await #expect(throws: (any Error).self) {
        try await PretendMailbox().server(port: port).run()
      }
    }
  }
}

@Suite struct `A fault of the mailbox` {
  @Test(arguments: [(MailFaults.Fault.noSuchMailbox, 550), (.busy, 451), (.rejected, 554)])
  func `is a no, as often as it says`(fault: MailFaults.Fault, code: Int) async throws {
    try await onStage(mail: MailFaults(fault, times: 2)) { stage async throws in
      #expect(try await stage.mail() == code)
      #expect(try await stage.mail() == code)
      #expect(stage.mailbox.mails().isEmpty)
      #expect(try await stage.mail() == 250)
      #expect(stage.mailbox.mails().count == 1)
    }
  }

  @Test func `can be that nobody is there`() async throws {
    try await onStage(mail: MailFaults(.notThere, times: 1)) { stage async throws in
      await #expect(throws: TransferFailure.notSent(.connectionLost)) { try await stage.mail() }
      #expect(try await stage.mail() == 250)
    }
  }

  @Test func `can be that a kept letter gets no answer`() async throws {
    try await onStage(mail: MailFaults(.lostAnswer, times: 1)) { stage async throws in
      await #expect(throws: TransferFailure.outcomeUnknown(.connectionLost)) {
        try await stage.mail()
      }
      #expect(stage.mailbox.mails().count == 1)
    }
  }

  /// An hour is longer than anybody waits: what ends it is the cancelling.
  @Test(arguments: [MailFaults.Fault.lateAnswer, .dripAnswer])
  func `can be that the answer for a kept letter is slow`(fault: MailFaults.Fault) async throws {
    var faults = MailFaults(fault)
    faults.lateBy = 3600
    faults.dripGap = 3600
    try await onStage(mail: faults) { stage async throws in
      let sending = Task { try await stage.mail() }
      #expect(try await stage.mailbox.mails(1).count == 1)
      sending.cancel()
      await #expect(throws: TransferFailure.outcomeUnknown(.cancelled)) { try await sending.value }
    }
  }

  @Test func `can be a slowness that is endured`() async throws {
    var faults = MailFaults(.lateAnswer)
    faults.lateBy = 0.01
    faults.dripGap = 0.001
    for fault in [MailFaults.Fault.lateAnswer, .dripAnswer, .drip] {
      faults.fault = fault
      try await onStage(mail: faults) { stage async throws in
        #expect(try await stage.mail() == 250)
        #expect(stage.mailbox.mails().count == 1)
      }
    }
  }

  @Test func `can be a greeting that drips`() async throws {
    var faults = MailFaults(.drip)
    faults.dripGap = 3600
    try await onStage(mail: faults) { stage async throws in
      var letter = stage.letter()
      letter.totalTimeout = .milliseconds(300)
      await #expect(throws: TransferFailure.notSent(.timedOut)) {
        try await stage.client.perform(letter)
      }
    }
  }

  @Test func `can be switched while it runs, apart from the gateway's`() async throws {
    try await onStage { stage async throws in
      let answer = try await stage.client.perform(
        HTTPCall(
          method: "POST", url: "\(stage.url)/mail-faults",
          body: Array(#"{"fault":"busy","times":1}"#.utf8),
          addresses: .any))
      #expect(answer.status == 200)
      #expect(stage.mailbox.faults == MailFaults(.busy, times: 1))
      #expect(try await stage.mail() == 451)
      #expect(stage.meta.faults == Faults())
    }
  }
}

import MIME
import Testing

@Suite struct `Nobody wrote by hand` {
  @Test(arguments: [
    ("Auto-Submitted: auto-replied", "auto_submitted"), ("Auto-Submitted: auto-generated; x=y", "auto_submitted"),
    ("Return-Path: <>", "no_return_path"), ("Precedence: bulk", "bulk"), ("Precedence: list", "bulk"),
    ("List-Id: <news.example.org>", "list"), ("List-Unsubscribe: <mailto:x@example.org>", "list"),
    ("X-Loop: any", "auto_reply"), ("X-Autoreply: yes", "auto_reply"),
  ])
  func `a mail that says so`(field: String, reason: String) throws {
    let message = try MIMEMessage(mail(["From: a@example.org", field], "Tel 0612345678"))
    #expect(message.automatic(own: []) == reason)
  }

  @Test func `what the desk or a mail system sent`() throws {
    #expect(
      try MIMEMessage(mail(["From: Desk <Desk@balie.example>"], "x")).automatic(own: ["desk@balie.example"]) == "own")
    #expect(try MIMEMessage(mail(["From: MAILER-DAEMON@example.org"], "x")).automatic(own: []) == "mail_system")
  }

  @Test func `but not a mail that says it was`() throws {
    let message = try MIMEMessage(
      mail(["From: a@example.org", "Auto-Submitted: No", "Precedence: normal", "Return-Path: <a@example.org>"], "x"))
    #expect(message.automatic(own: ["b@example.org"]) == nil)
  }
}

@Suite struct `A report of a letter that wasn't delivered` {
  @Test func `names letter, address and why`() throws {
    let report = try #require(try MIMEMessage(bounce()).report)
    #expect(report.messageID == "balie-7@desk.example")
    let recipient = try #require(report.recipients.first)
    #expect(recipient.address == "gone@partner.example" && recipient.action == "failed" && recipient.status == "5.1.1")
  }

  private func bounce() -> [UInt8] {
    mail(
      [
        "From: MAILER-DAEMON@mx.example", "Return-Path: <>",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      ],
      """
      --b\r
      Content-Type: text/plain\r
      \r
      Sorry.\r
      --b\r
      Content-Type: message/delivery-status\r
      \r
      Reporting-MTA: dns; mx.example\r
      \r
      Original-Recipient: rfc822; gone@partner.example\r
      Final-Recipient: rfc822; gone@partner.example\r
      Action: failed\r
      Status: 5.1.1\r
      \r
      --b\r
      Content-Type: message/rfc822\r
      \r
      From: desk@desk.example\r
      Message-ID: <balie-7@desk.example>\r
      \r
      x\r
      --b--\r
      """)
  }
}

@Suite struct `Who wrote it` {
  @Test(arguments: [
    "mx.example; dmarc=pass header.from=org.example",
    "mx.example 1; spf=fail smtp.mailfrom=x.example; dkim=pass (2048-bit) header.d=org.example header.s=s1",
    "MX.example; spf=pass smtp.mailfrom=jan@org.example", "mx.example; dkim=pass header.i=@org.example",
  ])
  func `is proven by the receiving server`(results: String) throws {
    #expect(try isProven([results], from: "jan@org.example"))
  }

  @Test(arguments: [
    "mx.example; dmarc=fail header.from=org.example; dkim=pass header.d=org.example",
    "mx.example; dkim=pass header.d=evil.example", "mx.example; dkim=pass header.d=example",
    "other.example; dmarc=pass header.from=org.example", "mx.example; none", "mx.example",
    #"mx.example; spf=pass smtp.mailfrom="a; dmarc=pass header.from=org.example"@evil.example"#,
    "mx.example; spf=fail smtp.mailfrom=a (b; spf=pass smtp.mailfrom=org.example)",
    "mx.example; spf=fail smtp.mailfrom=x; spf=pass smtp.mailfrom=org.example",
    "mx.example; dmarc=pass header.from=evil.example",
  ])
  func `isn't proven by anything else`(results: String) throws {
    #expect(try !isProven([results], from: "jan@org.example"))
  }

  @Test func `isn't proven by what the sender wrote below`() throws {
    let forged = "mx.example; dmarc=pass header.from=org.example"
    #expect(try !isProven(["mx.example; dmarc=fail header.from=org.example", forged], from: "jan@org.example"))
    #expect(try isProven(["first.example; spf=none", forged], from: "jan@org.example"))
  }

  @Test func `isn't proven of several`() throws {
    #expect(try !isProven(["mx.example; dmarc=pass header.from=org.example"], from: "a@org.example, b@evil.example"))
    #expect(try isProven(["mx.example; dkim=pass header.d=org.example"], from: "jan@mail.org.example"))
    #expect(try !isProven(["mx.example; dkim=pass header.d=org.example"], from: "jan@badorg.example"))
  }

  private func isProven(_ results: [String], from: String) throws -> Bool {
    try MIMEMessage(mail(results.map { "Authentication-Results: " + $0 } + ["From: " + from], "x"))
      .isAuthenticated(by: "mx.example")
  }
}

@Suite struct `What somebody wrote` {
  @Test func `ends before the signature and before what it answers`() {
    let text = "Bel hem.\n\nMet vriendelijke groet,\nKarin\n0205551234\n"
    #expect(ReplyText.cut(text, isForward: false) == "Bel hem.")
    #expect(ReplyText.cut("Ja.\n\nOp ma 23 nov 2026 schreef Jan <j@x.nl>:\n> Tel?\n> 06\n", isForward: false) == "Ja.")
    #expect(ReplyText.cut("Ja.\n-- \nKarin", isForward: false) == "Ja.")
    #expect(ReplyText.cut("Ja.\n\n-----Original Message-----\nFrom: x\nTel 1", isForward: false) == "Ja.")
  }

  @Test func `is what was passed on, when it was passed on`() {
    let text = "Zie onder.\n\n---------- Forwarded message ---------\nFrom: x\n\n> Bel 0612345678\nGroeten\nJan"
    #expect(ReplyText.cut(text, isForward: false) == text)
    #expect(ReplyText.isForward(subject: "FW: hulp"))
    #expect(ReplyText.cut("Ja.\n\n-----Original Message-----\nTel 1", isForward: true).hasSuffix("Tel 1"))
  }

  @Test func `is all of it where nothing would be left`() {
    #expect(ReplyText.cut("> Bel 0612345678", isForward: false) == "> Bel 0612345678")
  }

  @Test func `of a page is what a person reads`() throws {
    let page = """
      <html><head><style>p{}</style><title>x</title></head><body><p>Taal:&nbsp;Pools &amp; Engels</p><div>Tel&#58; 06<br>regel</div>
      <script>if (a<b) {}</script><blockquote>oud</blockquote>a < b</body></html>
      """
    let message = try MIMEMessage(mail(["From: a@example.org", "Content-Type: text/html; charset=utf-8"], page))
    #expect(message.text.trimmingSuffix() == "Taal: Pools & Engels\n\nTel: 06\nregel\n\n> oud\na < b")
  }
}

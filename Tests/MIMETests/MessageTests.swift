import MIME
import Testing

/// A mail as it lies in the mailbox.
func mail(_ head: [String], _ body: String) -> [UInt8] {
  Array((head + ["", body]).joined(separator: "\r\n").utf8)
}

@Suite struct `A message` {
  @Test func `has its sender, its subject and its text, whatever they are encoded in`() throws {
    let message = try MIMEMessage(
      mail(
        [
          "From: =?iso-8859-2?Q?Pawe=B3?= <Pawel@Example.org>", "Subject: =?utf-8?B?xLBnacW8?= wachten",
          "MIME-Version: 1.0", "Content-Type: text/plain; charset=iso-8859-2",
          "Content-Transfer-Encoding: quoted-printable",
        ], "Za=BF=F3=B3=E6 g=EA=B6l=B1 ja=BC=F1\r\n"))
    #expect(message.from == ["Pawel@Example.org"])
    #expect(message.field("subject") == "İgiż wachten")
    #expect(message.text.contains("Zażółć gęślą jaźń"))
  }

  @Test func `is read though its character set is wrong, unknown or not said`() throws {
    for type in ["text/plain; charset=utf-8", "text/plain; charset=nonsense", "text/plain"] {
      let bytes = mail(["From: a@example.org", "Content-Type: \(type)"], "tel ") + [0xE9, 0xFF, 0x00, 0x31]
      #expect(try MIMEMessage(bytes).text.contains("tel"))
    }
  }

  @Test func `is its plain text where it comes as a page too`() throws {
    let message = try MIMEMessage(alternative(plain: "Taal: Pools", html: "<p>Taal: <b>Roemeens</b></p>"))
    #expect(message.text.trimmingSuffix() == "Taal: Pools")
    let page = try MIMEMessage(alternative(plain: "   ", html: "<p>Taal: <b>Roemeens</b></p>"))
    #expect(page.text.trimmingSuffix() == "Taal: Roemeens")
  }

  @Test func `gives what is attached, decoded, and not as text`() throws {
    let message = try MIMEMessage(
      mail(
        ["From: a@example.org", "Content-Type: multipart/mixed; boundary=b"],
        """
        --b\r
        Content-Type: text/plain\r
        \r
        Zie bijlage.\r
        --b\r
        Content-Type: image/jpeg; name="loonstrook.jpg"\r
        Content-Disposition: attachment; filename="loonstrook.jpg"\r
        Content-Transfer-Encoding: base64\r
        \r
        /9j/4A==\r
        --b\r
        Content-Type: text/plain\r
        Content-Disposition: attachment; filename*=utf-8''um%C3%B3wa.txt\r
        \r
        Tel 0612345678\r
        --b--\r
        """))
    #expect(message.text.trimmingSuffix() == "Zie bijlage.")
    #expect(message.attachments.map(\.name) == ["loonstrook.jpg", "umówa.txt"])
    #expect(message.attachments[0].bytes == [0xFF, 0xD8, 0xFF, 0xE0])
    #expect(message.attachments[0].type == "image/jpeg")
  }

  @Test func `holds what stands in a message inside it`() throws {
    let message = try MIMEMessage(
      mail(
        ["From: a@example.org", "Content-Type: multipart/mixed; boundary=b"],
        "--b\r\nContent-Type: text/plain\r\n\r\nZie onder.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
          + "From: c@example.org\r\nSubject: x\r\n\r\nBel 0612345678\r\n--b--\r\n"))
    #expect(message.text.contains("Bel 0612345678"))
    #expect(message.from == ["a@example.org"])
  }

  @Test func `may be anything`() throws {
    for text in ["", "\r\n", "\0\0\0", "From:", "no head\r\n", "Content-Type: multipart/mixed\r\n\r\n--\r\n"] {
      do { _ = try MIMEMessage(Array(text.utf8)) } catch { #expect(error == .unreadable) }
    }
  }

  private func alternative(plain: String, html: String) -> [UInt8] {
    mail(
      ["From: a@example.org", "Content-Type: multipart/alternative; boundary=b"],
      "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\(html)\r\n--b\r\nContent-Type: text/plain\r\n\r\n\(plain)\r\n--b--\r\n"
    )
  }
}

@Suite struct `A damaged message` {
  /// Bytes are changed, cut out and doubled at places that are the same in every run.
  @Test func `is read or refused, whatever happened to it`() throws {
    let whole = mail(
      [
        "From: =?utf-8?Q?J=C3=B3n?= <a@example.org>, g: b@example.org, c@example.org;", "Subject: =?utf-8?B?eA==?=",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=\"b\"",
        "Authentication-Results: mx; dkim=pass (x) header.d=example.org; spf=pass smtp.mailfrom=\"a;b\"@example.org",
      ],
      "--b\r\nContent-Type: text/html; charset=iso-8859-2\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + "<p>Za=BF&amp;&#261;<!-- x --><script>y</script></p>\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        + "Final-Recipient: rfc822; a@example.org\r\nAction: failed\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        + "Message-ID: <x@y>\r\n\r\nz\r\n--b--\r\n")
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0...random(8) where !bytes.isEmpty {
        let place = random(bytes.count)
        let end = min(bytes.count, place + random(40))
        switch random(4) {
        case 0: bytes[place] = UInt8(random(256))
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: Array(bytes[place..<end]), at: random(bytes.count))
        case _: bytes = Array(bytes[..<end])
        }
      }
      do {
        let message = try MIMEMessage(bytes)
        _ = message.automatic(own: ["a@example.org"])
        _ = message.isAuthenticated(by: "mx")
        _ = ReplyText.cut(message.text, isForward: false)
      } catch { #expect(MIMEFault.allCases.contains(error)) }
    }
  }
}

@Suite struct `A message that would cost too much` {
  @Test func `is nested fifty deep`() {
    #expect(throws: MIMEFault.tooDeep) { try MIMEMessage(nested(50)) }
    #expect(throws: MIMEFault.self) { try MIMEMessage(nested(20_000)) }
    #expect(throws: Never.self) { try MIMEMessage(nested(8)) }
  }

  @Test func `is a mail in a mail in a mail`() {
    let inside = String(repeating: "Content-Type: message/rfc822\r\n\r\n", count: 60)
    #expect(throws: MIMEFault.tooDeep) { try MIMEMessage(Array(("From: a@example.org\r\n" + inside).utf8)) }
  }

  @Test func `has a hundred thousand parts`() {
    let parts = String(repeating: "--b\r\n\r\nx\r\n", count: 100_000)
    #expect(throws: MIMEFault.tooManyParts) {
      try MIMEMessage(mail(["From: a@example.org", "Content-Type: multipart/mixed; boundary=b"], parts))
    }
    let some = String(repeating: "--b\r\n\r\nx\r\n", count: 300)
    #expect(throws: MIMEFault.tooManyParts) {
      try MIMEMessage(mail(["From: a@example.org", "Content-Type: multipart/mixed; boundary=b"], some))
    }
  }

  @Test func `has a head without an end`() {
    #expect(throws: MIMEFault.tooManyFields) {
      try MIMEMessage(Array(String(repeating: "X: y\r\n", count: 30_000).utf8))
    }
    #expect(throws: MIMEFault.tooManyFields) {
      try MIMEMessage(Array(("Subject: " + String(repeating: "x", count: 400_000)).utf8))
    }
  }

  @Test func `keeps no more of its text than thirty pages`() throws {
    let message = try MIMEMessage(mail(["From: a@example.org"], String(repeating: "lange zin ", count: 200_000)))
    #expect(message.text.utf8.count <= 64 << 10)
  }

  @Test func `is a page of nothing but tags that don't end`() throws {
    for piece in ["<", "<a", "</", "<!--", "<script>", "&", "<blockquote>"] {
      let page = String(repeating: piece, count: 200_000)
      let message = try MIMEMessage(mail(["From: a@example.org", "Content-Type: text/html"], page))
      #expect(message.text.utf8.count <= 64 << 10)
    }
  }

  private func nested(_ levels: Int) -> [UInt8] {
    var text = "From: a@example.org\r\n"
    for level in 0..<levels {
      text += "Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n--b\(level)\r\n"
    }
    return Array((text + "Content-Type: text/plain\r\n\r\nTel 0612345678\r\n").utf8)
  }
}

extension String {
  func trimmingSuffix() -> String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

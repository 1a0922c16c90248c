import DemoGateway
import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite(.enabled(if: Dovecot.isInstalled, Dovecot.word)) struct `A mail that means harm` {
    private static let head = ["From: back@fairwork.invalid", "Message-ID: <x@fairwork.invalid>", "Subject: x"]

    @Test func `harms nothing, and holds up none behind it`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        try await stage.start(stage.reading(dovecot))
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        var nested = Self.head
        for level in 0..<50 {
          nested += ["Content-Type: multipart/mixed; boundary=b\(level)", "", "--b\(level)"]
        }
        try dovecot.deliver(nested, "Telefoon: 0612345678")
        let parts = String(repeating: "--b\r\n\r\nx\r\n", count: 300_000)
        try dovecot.deliver(Self.head + ["Content-Type: multipart/mixed; boundary=b"], parts)
        try dovecot.deliver(Self.head, String(repeating: "Telefoon: 0612345678\r\n", count: 700_000))
        try dovecot.deliver(Self.head + ["Content-Type: text/html"], String(repeating: "<a", count: 2_000_000))
        try dovecot.refer("+48600100400", fields: ["Auto-Submitted: auto-replied"])
        try dovecot.refer("+48600100401", fields: ["X-Loop: desk@stage.invalid"])
        try dovecot.refer("+48600100402", from: "desk@stage.invalid")
        try dovecot.deliver([UInt8](repeating: 0, count: 5000))
        try dovecot.deliver([])
        try dovecot.refer("+48600100409")
        let callback = try #require(try await stage.callbacks(1, as: staff.greet).first)
        #expect(try await stage.everything(as: staff.greet).count == 1)
        #expect(callback.channel == .mail)
        // In whichever order the mailbox gives them.
        for (kind, subject) in [
          ("unclear_mail", "too_deep"), ("unclear_mail", "too_many_parts"), ("unclear_mail", "too_large"),
          ("unclear_mail", "no_number"), ("unclear_mail", "unreadable"), ("automatic_mail", "auto_submitted"),
          ("automatic_mail", "auto_reply"), ("automatic_mail", "own"),
        ] {
          _ = try await stage.item(kind, subject, as: staff.greet)
        }
        #expect(try await stage.everything(as: staff.greet).count == 1)
        #expect(try await stage.mailbox.mails(1, to: "back@fairwork.invalid").count == 1)
        #expect(stage.mailbox.mails(to: "desk@stage.invalid").isEmpty)
        #expect(stage.running?.err.contains("0612345678") == false)
      }
    }

    @Test func `that comes again and again is answered no more than thirty times an hour`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        try await stage.start(stage.reading(dovecot))
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        try dovecot.deliver(40) { _ in try dovecot.refer("+48600100500") }
        _ = try await eventually("the ten above the measure") {
          try await stage.inbox(as: staff.greet).filter { $0.subject == "many_at_once" }.count == 10 ? true : nil
        }
        #expect(try await stage.everything(as: staff.greet).count == 1)
        _ = try await stage.mailbox.mails(30, to: "back@fairwork.invalid")
        #expect(stage.mailbox.mails(to: "back@fairwork.invalid").count == 30)
      }
    }

    @Test func `may say that a letter wasn't delivered, if it knows the letter`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        try await stage.start(stage.reading(dovecot))
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        let id = try await stage.held(by: staff.ola)
        _ = try await stage.refer(id, to: "fairwork", as: staff.ola)
        let letter = try #require(try await stage.mailbox.mails(1, to: "in@fairwork.invalid").first)
        let messageID = try #require(letter.header("Message-ID"))
        // The letter's state is written down after the server took it.
        _ = try await eventually("the letter's end") {
          try await stage.metric(#"balie_dispatches{state="sent"}"#) > 0 ? true : nil
        }
        try dovecot.deliver(Self.bounce("other@fairwork.invalid", of: messageID), "")
        _ = try await stage.item("automatic_mail", "auto_submitted", as: staff.greet)
        #expect(try await stage.inbox(as: staff.greet).allSatisfy { $0.kind != "failed_send" })
        try dovecot.deliver(Self.bounce("in@fairwork.invalid", of: messageID), "")
        #expect(try await stage.item("failed_send", "bounced 5.1.1", as: staff.greet).callback == id)
      }
    }

    private static func bounce(_ address: String, of messageID: String) -> [String] {
      [
        "From: MAILER-DAEMON@mx.invalid", "Return-Path: <>", "Auto-Submitted: auto-replied",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b",
        "Content-Type: text/plain", "",
        "Sorry.", "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.invalid", "",
        "Final-Recipient: rfc822; \(address)", "Action: failed", "Status: 5.1.1", "", "--b",
        "Content-Type: text/rfc822-headers", "", "Message-ID: \(messageID)", "", "--b--",
      ]
    }
  }

  @Suite(.enabled(if: Dovecot.isInstalled, Dovecot.word)) struct `A mailbox that can't be read` {
    @Test func `for a wrong password is told, without it, and nothing else suffers`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        var environment = stage.reading(dovecot)
        environment["STAGE_MAILBOX"] = "not-the-password"
        try await stage.start(environment)
        _ = try await eventually("the reason in the log") {
          stage.running?.err.contains("reason=denied") == true ? true : nil
        }
        #expect(stage.running?.err.contains("not-the-password") == false)
        #expect(try await stage.post(try Hook(says: "polski")).status == 200)
        #expect(await stage.stop() == 0)
      }
    }

    @Test func `for a certificate of nobody's is told, and no password is said`() async throws {
      try await onStage(starting: false) { stage async throws in
        let certificate = stage.folder.appending(path: "mail.crt")
        let made = Process()
        made.executableURL = URL(filePath: "/usr/bin/openssl")
        made.arguments = [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.invalid", "-out",
          certificate.path, "-keyout", stage.folder.appending(path: "mail.key").path,
        ]
        made.standardError = FileHandle.nullDevice
        try made.run()
        made.waitUntilExit()
        let dovecot = try Dovecot(in: stage.folder, certificate: certificate)
        var environment = stage.reading(dovecot)
        environment["BALIE_MAIL_INBOX_URL"] = dovecot.url.replacing("imap:", with: "imaps:")
        try await stage.start(environment)
        let staff = try await stage.staff()
        #expect(try await stage.item("channel_stopped", "imap tls", as: staff.greet).channel == .mail)
        #expect(stage.running?.err.contains("reason=tls") == true)
      }
    }
  }
}

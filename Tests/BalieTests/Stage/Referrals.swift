import Foundation
import Surface
import Testing

/// Mails as referrers and others write them.
extension Dovecot {
  /// From FairWork, which the stage knows as a referrer.
  func refer(
    _ number: String, language: String = "Pools", from: String = "back@fairwork.invalid", fields: [String] = []
  ) throws {
    try deliver(
      [
        "From: FairWork <\(from)>", "To: hulp@stage.invalid", "Subject: =?utf-8?B?QWFubWVsZGluZyDDqcOpbg==?=",
        "Message-ID: <\(UUID().uuidString)@fairwork.invalid>", "Date: Mon, 23 Nov 2026 10:00:00 +0100",
        "Content-Type: text/plain; charset=utf-8",
      ] + fields,
      """
      Goedemiddag,\r
      \r
      Naam: Jan Nowak\r
      Telefoon: \(number)\r
      Taal: \(language)\r
      \r
      Mijn cliënt moet morgen zijn kamer uit.\r
      \r
      Met vriendelijke groet,\r
      Karin, 020 555 12 34\r

      """)
  }

  func deliver(_ count: Int, of make: (Int) throws -> Void) rethrows { for number in 0..<count { try make(number) } }
}

extension Stage {
  /// What a desk is started with that reads this mailbox, every second.
  func reading(_ dovecot: Dovecot, authenticatedBy server: String = "none") -> [String: String] {
    [
      "BALIE_MAIL_INBOX_URL": dovecot.url, "BALIE_MAIL_INBOX_USER": "desk",
      "BALIE_MAIL_INBOX_PASSWORD": "env:STAGE_MAILBOX",
      "BALIE_MAIL_INBOX_AUTHENTICATEDBY": server, "BALIE_MAIL_INBOX_EVERY": "1s", "STAGE_MAILBOX": Dovecot.password,
    ]
  }

  /// Waits until so many callbacks are open.
  func callbacks(_ count: Int, as token: String) async throws -> [CallbackBody] {
    try await eventually("\(count) callbacks") {
      let all = try await everything(as: token)
      return all.count >= count ? all : nil
    }
  }

  func item(_ kind: String, _ subject: String, as token: String) async throws -> InboxBody {
    try await eventually("\(kind) \(subject) in the inbox") {
      try await inbox(as: token).first { $0.kind == kind && $0.subject == subject }
    }
  }
}

import DemoGateway
import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite(.enabled(if: Dovecot.isInstalled, Dovecot.word)) struct `A referrer's mail` {
    @Test func `becomes a callback within ten seconds, and is answered that it came and nothing else`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        try await stage.start(stage.reading(dovecot))
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        let began = ContinuousClock.now
        try dovecot.refer("+48 600 100 200")
        let callback = try #require(try await stage.callbacks(1, as: staff.greet).first)
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(callback.channel == .mail && callback.language == "pl" && callback.state == "waiting")
        #expect(callback.referredBy == "fairwork")
        #expect(try await stage.api("POST", "callbacks/\(callback.id)/claim", as: staff.ola).status == 200)
        let client = try await stage.api("POST", "callbacks/\(callback.id)/reveal", as: staff.ola).decode(
          ClientBody.self)
        #expect(client.phone == "+48600100200" && client.name == "Jan Nowak")
        let text = try #require(client.messages.first?.text)
        #expect(text.hasPrefix("Aanmelding één") && text.contains("zijn kamer uit") && !text.contains("020 555"))
        // Another about the same person joins, and is answered in the same words.
        try dovecot.refer("0048600100200")
        let receipts = try await stage.mailbox.mails(2, to: "back@fairwork.invalid")
        #expect(try await stage.everything(as: staff.greet).count == 1)
        #expect(receipts.map(\.text) == Array(repeating: "Ontvangen.\n\nReceived.\n", count: 2))
        #expect(Set(receipts.map { $0.header("Subject") }) == ["Ontvangen / Received"])
        #expect(receipts.allSatisfy { $0.header("Auto-Submitted") == "auto-generated" })
        // Nothing in the mailbox is changed: no flag S for seen.
        #expect(try dovecot.files().allSatisfy { !$0.hasSuffix("S") })
      }
    }

    @Test func `of somebody unknown, or not shown to be theirs, waits for a coordinator`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        try await stage.start(stage.reading(dovecot, authenticatedBy: "mx.stage"))
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        try dovecot.refer("+48600100201", from: "boss@agency.invalid")
        try dovecot.refer("+48600100202")
        let good = "Authentication-Results: mx.stage; dmarc=pass header.from=fairwork.invalid"
        try dovecot.refer("+48600100203", fields: [good])
        try dovecot.refer("ergens", fields: [good])
        _ = try await stage.item("unclear_mail", "no_number", as: staff.greet)
        let stranger = try await stage.item("quarantined_mail", "unknown_sender", as: staff.greet)
        _ = try await stage.item("quarantined_mail", "sender_not_proven", as: staff.greet)
        #expect(try await stage.everything(as: staff.greet).count == 1)
        #expect(try await stage.mailbox.mails(1, to: "back@fairwork.invalid").count == 1)
        // What lies in it, and what becomes of it.
        let shown = try await stage.balie("inbox", "show", "\(stranger.id)", as: staff.greet)
        #expect(shown.out.contains("boss@agency.invalid") && shown.out.contains("+48 600 100 201"))
        #expect(try await stage.api("POST", "inbox/\(stranger.id)/accept", NoFields(), as: staff.ola).status == 403)
        let accepted = try await stage.balie("inbox", "accept", "\(stranger.id)", "--name", "Jan", as: staff.greet)
        #expect(accepted.status == 0, "\(accepted)")
        #expect(try await stage.everything(as: staff.greet).compactMap(\.referredBy).count == 1)
        let unclear = try await stage.item("unclear_mail", "no_number", as: staff.greet)
        #expect(try await stage.balie("inbox", "accept", "\(unclear.id)", as: staff.greet).status == 1)
        let told = ["inbox", "accept", "\(unclear.id)", "--number", "0612345678", "--referrer", "barka"]
        #expect(try await stage.balie(list: told, as: staff.greet).status == 1, "Barka refers nobody here")
        #expect(try await stage.balie(list: Array(told.prefix(5)), as: staff.greet).status == 0)
        #expect(try await stage.everything(as: staff.greet).count == 3)
        #expect(try await stage.balie("inbox", "accept", "\(unclear.id)", as: staff.greet).status != 0)
        #expect(stage.mailbox.mails(to: "boss@agency.invalid").isEmpty)
      }
    }

    @Test func `is taken once, however often the desk is killed, and when the mailbox is made anew`() async throws {
      try await onStage(starting: false) { stage async throws in
        let dovecot = try Dovecot(in: stage.folder)
        try await stage.start()
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        await stage.stop()
        // Each round begins with mails of its own and ends beyond all earlier ones: a mail that ends the process again and
        // again isn't read any more, and none may seem to be one.
        for round in 0..<3 {
          try dovecot.deliver(4) { try dovecot.refer("+486001003\(10 + 4 * round + $0)") }
          try await stage.start(stage.reading(dovecot))
          _ = try await stage.callbacks(4 * round + 1, as: staff.greet)
          #expect(await stage.stop(SIGKILL) == SIGKILL)
        }
        try await stage.start(stage.reading(dovecot))
        _ = try await stage.callbacks(12, as: staff.greet)
        try dovecot.forget()
        try dovecot.refer("+48600100399")
        _ = try await stage.callbacks(13, as: staff.greet)
        #expect(try await stage.everything(as: staff.greet).count == 13)
        let receipts = try await eventually("a receipt for each") {
          let ids = Set(stage.mailbox.mails(to: "back@fairwork.invalid").compactMap { $0.header("Message-ID") })
          return ids.count >= 13 ? ids : nil
        }
        #expect(receipts.count == 13)
        await stage.stop()
        let check = try await stage.balie("check", "--config", stage.config.path, environment: Stage.secrets)
        #expect(check.status == 0, "\(check)")
      }
    }
  }
}

/// A body without a field.
private struct NoFields: Encodable {}

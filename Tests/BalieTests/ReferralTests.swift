import DemoGateway
import Desk
import Foundation
import Signing
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `The way to a partner and back` {
    @Test func `by mail leads over a link and a code to an answer`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        let id = try await stage.held(by: staff.ola)
        let refused = try await stage.balie("refer", "\(id)", "fairwork", "--share", "name", as: staff.ola)
        #expect(refused.status == 1 && refused.err.contains("no consent"), "\(refused)")
        let referral = try await stage.refer(id, to: "fairwork", as: staff.ola)
        let mail = try await stage.mailbox.mails(1)[0]
        #expect(mail.to == ["in@fairwork.invalid"] && mail.from == "desk@stage.invalid")
        for word in ["Jan", "Kowalski", "612345678", "a bed"] { #expect(!mail.text.contains(word)) }
        let link = try stage.link(in: mail)
        let neutral = try await stage.call("GET", link)
        #expect(neutral.status == 200 && !neutral.text.contains("Jan"))
        #expect(try await stage.referral(referral, as: staff.ola).state == "requested")
        #expect(try await stage.call("GET", stage.url + "/r/forged").status == 404)

        #expect(try await stage.post("action=code", to: link).status == 200)
        let code = try await stage.code(2)
        let opened = try await stage.post("action=open&code=" + code, to: link)
        #expect(opened.status == 200 && opened.header("Cache-Control") == "no-store")
        for word in ["Jan Kowalski", "+31612345678", "a bed tonight"] { #expect(opened.text.contains(word)) }
        #expect(try await stage.referral(referral, as: staff.ola).state == "received")
        #expect(try await stage.post("action=state&state=accepted", to: link).status == 200)
        #expect(try await stage.post("action=state&state=completed&exit=care&remark=done", to: link).status == 200)
        #expect(try await stage.post("action=state&state=failed&reason=other", to: link).status == 404)
        let listed = try await stage.balie("referrals", as: staff.ola)
        #expect(listed.out.contains("completed") && listed.out.contains("care"))
        let timeline = try await stage.balie("person", "\(id)", as: staff.ola)
        for kind in ["consented", "referral_requested", "referral_shown", "referral_completed", "message_sent"] {
          #expect(timeline.out.contains(kind), "\(kind): \(timeline.out)")
        }
        try await stage.isWhole()
      }
    }

    @Test func `by webhook is signed both ways, and ends at once when the yes is taken back`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let secret = try await stage.partners(as: staff.greet)
        let id = try await stage.held(by: staff.ola)
        let referral = try await stage.refer(id, to: "barka", as: staff.ola)
        let hook = try await eventually("the webhook") { stage.partner.hooks.first }
        let headers = StandardWebhook.Headers(id: hook.id, timestamp: hook.timestamp, signatures: hook.signature)
        #expect(try #require(StandardWebhook(secret: secret)).verifies(headers, body: Array(hook.body.utf8)))
        #expect(hook.body.contains("Jan Kowalski") && hook.body.contains("a bed tonight"))
        _ = try await eventually("received") {
          try await stage.referral(referral, as: staff.ola).state == "received" ? true : nil
        }
        let accepted = #"{"data":{"referral":\#(referral),"state":"accepted"}}"#
        for _ in 0..<2 { #expect(try await stage.answer(accepted, id: "m1", secret: secret).status == 200) }
        let other = StandardWebhook.makeSecret()
        #expect(try await stage.answer(accepted, id: "m2", secret: other).status == 401)
        #expect(try await stage.referral(referral, as: staff.ola).version == 3)

        #expect(try await stage.balie("consent", "\(id)", "withdraw", "barka", as: staff.ola).status == 0)
        #expect(try await stage.referral(referral, as: staff.ola).state == "revoked")
        let told = try await eventually("the word that it is over") { stage.partner.hooks.dropFirst().first }
        #expect(told.body.contains("referral.revoked") && !told.body.contains("Jan"))
        #expect(try await stage.answer(accepted, id: "m3", secret: secret).status == 200)
        #expect(try await stage.inbox(as: staff.greet).map(\.kind) == ["partner_answer"])
        try await stage.isWhole()
      }
    }

    @Test func `begins at a referrer, who is told what was agreed and nothing more`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        let partner = try await stage.token(TokenRequest(partner: "fairwork"))
        let body = [
          "language": "pl", "number": "0612345679", "name": "Ewa", "feedback": "handled", "consentWording": "nl-1",
        ]
        let posted = try await stage.api("POST", "callbacks", body, as: partner)
        #expect(posted.status == 201 && !posted.text.contains("Ewa"), "\(posted.text)")
        #expect(try await stage.api("GET", "queue", as: partner).status == 403)
        let form = "token=\(partner)&language=pl&phone=0612345670&agreed=yes"
        #expect(try await stage.post(form, to: stage.url + "/referrer").status == 201)
        #expect(try await stage.post("token=x" + form.dropFirst(6), to: stage.url + "/referrer").status == 401)
        let items = try await stage.everything(as: staff.greet)
        #expect(items.map(\.referredBy) == ["fairwork", "fairwork"])
        for item in items {
          #expect(try await stage.api("POST", "callbacks/\(item.id)/claim", as: staff.ola).status == 200)
          let close = CloseRequest(outcome: .adviceGiven, issue: "employment.wages", note: "secret words")
          #expect(try await stage.api("POST", "callbacks/\(item.id)/close", close, as: staff.ola).status == 200)
        }
        let mail = try await stage.mailbox.mails(1)[0]
        #expect(mail.to == ["back@fairwork.invalid"])
        for word in ["Ewa", "612345679", "advice", "wages", "secret"] { #expect(!mail.text.contains(word), "\(word)") }
        #expect(stage.mailbox.mails().count == 1)
      }
    }

    @Test func `that can't be gone is a colleague's`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        stage.mailbox.faults = MailFaults(.noSuchMailbox)
        let id = try await stage.held(by: staff.ola)
        _ = try await stage.refer(id, to: "fairwork", as: staff.ola)
        let item = try await eventually("the inbox item") { try await stage.inbox(as: staff.greet).first }
        #expect(item.kind == "failed_send" && item.subject == "smtp 550" && item.callback == id)
      }
    }
  }

  @Suite struct `A desk that is killed beside a partner` {
    @Test func `before the mail server took the letter sends it afterwards`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        stage.mailbox.faults = MailFaults(.notThere)
        let id = try await stage.held(by: staff.ola)
        let referral = try await stage.refer(id, to: "fairwork", as: staff.ola)
        #expect(await stage.stop(SIGKILL) == SIGKILL)
        stage.mailbox.faults = MailFaults()
        try await stage.start()
        #expect(try await stage.mailbox.mails(1).count == 1)
        #expect(try await stage.referral(referral, as: staff.ola).state == "requested")
      }
    }

    @Test func `after the mail server took it sends the same letter again, and no second link`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.partners(as: staff.greet)
        stage.mailbox.faults = MailFaults(.lateAnswer, times: 1)
        let id = try await stage.held(by: staff.ola)
        let referral = try await stage.refer(id, to: "fairwork", as: staff.ola)
        _ = try await stage.mailbox.mails(1)
        #expect(await stage.stop(SIGKILL) == SIGKILL)
        try await stage.start()
        let mails = try await stage.mailbox.mails(2)
        #expect(mails[0].header("Message-ID") == mails[1].header("Message-ID"))
        #expect(mails[0].text == mails[1].text)
        let link = try stage.link(in: mails[0])
        #expect(try await stage.post("action=state&state=accepted", to: link).status == 200)
        #expect(await stage.stop(SIGKILL) == SIGKILL)
        try await stage.start()
        #expect(try await stage.referral(referral, as: staff.ola).state == "accepted")
        let again = try stage.link(in: mails[1])
        #expect(try await stage.post("action=state&state=accepted", to: again).status == 200)
        #expect(try await stage.referral(referral, as: staff.ola).version == 2)
        try await stage.isWhole()
      }
    }

    @Test func `calls its system until it hears, under the same id, and hears one answer`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let secret = try await stage.partners(as: staff.greet)
        stage.partner.isSilent = true
        let id = try await stage.held(by: staff.ola)
        let referral = try await stage.refer(id, to: "barka", as: staff.ola)
        _ = try await eventually("the webhook") { stage.partner.hooks.first }
        #expect(await stage.stop(SIGKILL) == SIGKILL)
        stage.partner.isSilent = false
        try await stage.start()
        _ = try await eventually("it again") { stage.partner.hooks.count >= 2 ? true : nil }
        #expect(Set(stage.partner.hooks.map(\.id)).count == 1)
        #expect(Set(stage.partner.hooks.map(\.body)).count == 1)
        let accepted = #"{"data":{"referral":\#(referral),"state":"accepted"}}"#
        #expect(try await stage.answer(accepted, id: "m1", secret: secret).status == 200)
        #expect(await stage.stop(SIGKILL) == SIGKILL)
        try await stage.start()
        let before = try await stage.referral(referral, as: staff.ola)
        #expect(before.state == "accepted")
        #expect(try await stage.answer(accepted, id: "m1", secret: secret).status == 200)
        #expect(try await stage.referral(referral, as: staff.ola) == before)
        try await stage.isWhole()
      }
    }
  }
}

extension Stage {
  /// The code in the letter of that number.
  fileprivate func code(_ number: Int) async throws -> String {
    let text = try await mailbox.mails(number)[number - 1].text
    return String(try #require(text.firstMatch(of: /: (\d{6})\n/)).1)
  }

  fileprivate func isWhole() async throws {
    let check = try await balie("check", "--config", config.path, environment: Self.secrets)
    #expect(check.status == 0, "\(check)")
  }
}

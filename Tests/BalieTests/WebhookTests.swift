import DemoGateway
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A webhook` {
    @Test func `is verified by an exact echo, and nothing is echoed to a stranger`() async throws {
      try await onStage { stage async throws in
        #expect(try await stage.meta.verify() == .confirmed)
        #expect(try await stage.meta.verify(with: "guess") == .refused(status: 403))
        let token = "stage%20verify%26token"
        let path = "/webhooks/whatsapp/main"
        let asked = "hub.mode=subscribe&hub.challenge=echo&hub.verify_token="
        let cases = [
          ("\(path)?\(asked)\(token)", 200), ("\(path)?\(asked)wrong", 403), ("\(path)?\(asked)", 403),
          (path, 403),
          ("\(path)?hub.mode=unsubscribe&hub.challenge=echo&hub.verify_token=\(token)", 403),
          ("\(path)?hub.mode=subscribe&hub.verify_token=\(token)", 403),
          (
            "\(path)?hub.mode=subscribe&hub.challenge=\(String(repeating: "e", count: 1025))&hub.verify_token=\(token)",
            403
          ),
          ("/webhooks/whatsapp/other?\(asked)\(token)", 404), ("/webhooks/whatsapp/?\(asked)\(token)", 404),
        ]
        for (path, status) in cases {
          let answer = try await stage.get(path)
          #expect(answer.status == status, "\(path)")
          #expect(answer.text == "echo" || (status != 200 && !answer.text.contains("echo")), "\(path)")
        }
      }
    }

    @Test func `gets in with a right signature only`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let hook = try Hook(says: "polski")
        let right = hook.signature()
        var tampered = hook
        tampered.bytes[tampered.bytes.count / 2] ^= 1
        let signatures: [String?] = [
          nil, "", "sha256=", String(right.dropLast()), right + "0", String(right.dropFirst(7)),
          "sha1=" + right.dropFirst(7),
          "sha256=" + String(repeating: "0", count: 64), "sha256=" + String(repeating: "g", count: 64),
          hook.signature("another secret"), "SHA256=" + right.dropFirst(7), "sha256=é" + right.dropFirst(8),
        ]
        for signature in signatures {
          let answer = try await stage.post(hook, signature: signature)
          #expect(answer.status == 401 && answer.problem == .badSignature, "\(signature ?? "none")")
        }
        #expect(try await stage.post(tampered, signature: right).status == 401)
        #expect(try await stage.post(hook, signature: right, account: "other").status == 404)
        #expect(try await stage.metric("balie_callbacks{state=\"waiting\"}") == 0)
        // The secret that is being replaced is right as well.
        for signature in [right, hook.signature("stage-old-secret")] {
          let answer = try await stage.post(hook, signature: signature)
          #expect(answer.status == 200 && answer.bytes.isEmpty)
        }
        _ = try await eventually("one callback") { try await stage.everything(as: staff.ola).first }
        try await allRead(stage)
        #expect(try await stage.everything(as: staff.ola).count == 1)
      }
    }

    @Test func `that is signed and can't be read is kept, and shown to a coordinator`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        let envelope = { (inner: String) in #"{"object":"whatsapp_business_account","entry":[\#(inner)]}"# }
        var halved = try Hook(says: "polski")
        halved.bytes.removeLast(20)
        var invalid = try Hook(says: "polski")
        invalid.bytes.insert(contentsOf: [0xFF, 0xFE], at: invalid.bytes.count / 2)
        let bodies: [(what: String, hook: Hook)] = [
          ("empty", Hook("")), ("garbage", Hook("kaczka")), ("deep", Hook(deep)), ("half", halved),
          ("not UTF-8", invalid),
          ("NUL", Hook("\0\0{}")), ("another object", Hook(#"{"object":"page","entry":[]}"#)),
          ("a list", Hook("[1,2]")), ("huge number", Hook(#"{"entry":1e400}"#)),
          ("entries of no kind", Hook(envelope("7, null"))),
        ]
        for (what, hook) in bodies {
          let answer = try await stage.post(hook)
          #expect(answer.status == 200 && answer.bytes.isEmpty, "\(what)")
        }
        let items = try await eventually("everything unreadable in the inbox") { () -> [InboxBody]? in
          let items = try await stage.inbox(as: staff.greet)
          return items.reduce(0) { $0 + $1.count } >= bodies.count ? items : nil
        }
        #expect(Set(items.map(\.kind)) == ["unreadable_delivery"], "\(items)")
        let list = try await stage.balie("inbox", as: staff.greet)
        #expect(list.status == 0 && list.out.contains("unreadable_delivery"), "\(list)")
        var contents: [String] = []
        for item in items {
          let shown = try await stage.balie("inbox", "show", "\(item.id)", as: staff.greet)
          #expect(shown.status == 0, "\(shown)")
          contents.append(shown.out)
          #expect(!shown.out.contains("\0"))
        }
        #expect(contents.contains { $0.contains("kaczka") })
        let done = try await stage.balie("inbox", "done", "\(items[0].id)", as: staff.greet)
        #expect(done.status == 0, "\(done)")
        #expect(try await stage.inbox(as: staff.greet).count == items.count - 1)
        // The desk goes on.
        #expect(try await stage.post(try Hook(says: "polski")).status == 200)
        _ = try await eventually("the next message's callback") {
          try await stage.everything(as: staff.ola).first
        }
      }
    }

    @Test func `loses nothing beside what is strange in it`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let strange: [(text: String, number: String)] = [
          ("NUL \u{0} in it", "48600100201"), ("\u{202E}polski", "48600100202"),
          (String(repeating: "e\u{301}\u{302}\u{303}", count: 1000), "48600100203"), ("", "48600100204"),
          ("👩‍👩‍👧‍👦🏳️‍🌈", "48600100205"), ("polski", "999000111222"), ("polski", "0"),
        ]
        for (text, number) in strange {
          #expect(try await stage.post(try Hook(says: text, from: number)).status == 200)
        }
        let lone =
          #"{"from":"48600100206","id":"wamid.lone","timestamp":"x","type":"text","text":{"body":"\uD800 polski"}}"#
        let value =
          #"{"metadata":{"phone_number_id":"1065"},"messages":[7,{"type":"text"},{"from":"48600100207","id":"wamid.photo","type":"image","image":{"id":"9"}},{"from":"48600100208","id":"wamid.good","type":"text","text":{"body":"polski"}}]}"#
        for value in [value, #"{"metadata":{"phone_number_id":"1065"},"messages":[\#(lone)]}"#] {
          let body =
            #"{"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":\#(value)}]}]}"#
          #expect(try await stage.post(Hook(body)).status == 200)
        }
        let foreign = try Hook(says: "polski", from: "48600100209", desk: "777")
        #expect(try await stage.post(foreign).status == 200)
        _ = try await eventually("a callback for each who wrote") { () -> Bool? in
          try await stage.everything(as: staff.greet).count >= strange.count + 2 ? true : nil
        }
        try await allRead(stage)
        let kinds = Set(try await stage.inbox(as: staff.greet).map(\.kind))
        #expect(
          kinds.isSuperset(of: ["unreadable_delivery", "unread_message", "unrouted", "number"]), "\(kinds)")
        #expect(await stage.stop() == 0)
        let check = try await stage.balie("check", "--config", stage.config.path, environment: Stage.secrets)
        #expect(check.status == 0, "\(check)")
      }
    }

    @Test func `that is doubled and shuffled is one callback`() async throws {
      var faults = Faults()
      faults.webhookCopies = 4
      faults.shuffleStatuses = true
      try await onStage(faults) { stage async throws in
        let staff = try await stage.staff()
        let phone = stage.phone()
        try await phone.send("polski")
        try await phone.send("Nie zapłacili")
        _ = try await phone.messages(after: 2, wait: .seconds(25))
        _ = try await eventually("all statuses") { () -> Bool? in
          let mine = try await phone.messages()
          return mine.allSatisfy { $0.status != .pending && $0.status != .sent } ? true : nil
        }
        try await allRead(stage)
        #expect(try await stage.everything(as: staff.ola).count == 1)
        #expect(try await phone.messages().filter(\.fromDesk).count == 1)
        #expect(try await stage.inbox(as: staff.greet).isEmpty)
      }
    }

    private func allRead(_ stage: Stage) async throws {
      _ = try await eventually("every receipt read") { () -> Bool? in
        try await stage.metric("balie_receipts_unread") == 0 ? true : nil
      }
    }
  }
}

import DemoGateway
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `Personal data` {
    static let canaries = [
      "Zdzisława Kanarkówna-Żółtek", "48511877329", "511877329", "0687654329", "31687654329",
      "Wdowa po Kanarku",
      "kanarek śpiewa o zapłacie", "Kanarkowo Dolne", "skan notatki kanarkowej",
    ]

    @Test func `is in no file of the desk and in nothing it says`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let desk = try #require(stage.running)
        let phone = stage.phone("+" + Self.canaries[1], name: Self.canaries[0])
        try await phone.send("polski")
        try await phone.send(Self.canaries[6])
        _ = try await phone.messages(after: 2, wait: .seconds(25))
        let posted = try await stage.form([
          ("name", Self.canaries[5]), ("phone", Self.canaries[3]), ("language", "pl"),
          ("message", Self.canaries[6]),
          ("region", Self.canaries[7]), ("consent", "yes"),
        ])
        #expect(posted.status == 303)
        try await everyMishap(stage)
        var revealed = ""
        for _ in 0..<2 {
          let id = try await stage.api("POST", "next", as: staff.ola).decode(CallbackBody.self).id
          #expect(try await stage.balie("note", "\(id)", Self.canaries[8], as: staff.ola).status == 0)
          revealed += try await stage.balie("reveal", "\(id)", as: staff.ola).out
          for command in ["show", "why"] {
            expectNone(
              in: Data(try await stage.balie(command, "\(id)", "--json", as: staff.ola).out.utf8), command)
          }
          let closed = try await stage.balie(
            "close", "\(id)", "advice_given", "--issue", "tax", as: staff.ola)
          #expect(closed.status == 0, "\(closed)")
        }
        // They are really there, for who holds it.
        for text in [0, 5, 6, 7, 8] { #expect(revealed.contains(Self.canaries[text])) }
        for path in ["/metrics", "/readyz", "/livez"] {
          expectNone(in: Data(try await stage.call("GET", stage.operatorURL + path).bytes), path)
        }
        for list in ["queue?all=true", "inbox", "advisers"] {
          expectNone(in: Data(try await stage.api("GET", list, as: staff.greet).bytes), list)
        }
        try sweep(stage.data)
        await stage.stop()
        try sweep(stage.data)
        for file in desk.files { expectNone(in: try Data(contentsOf: file), "the desk's own output") }
      }
    }

    /// Unreadable, unsigned and wrong deliveries that carry a name, since errors are where such things slip out.
    private func everyMishap(_ stage: Stage) async throws {
      let hook = try Hook(says: Self.canaries[6], from: Self.canaries[1], name: Self.canaries[0])
      #expect(try await stage.post(hook, signature: "sha256=00").status == 401)
      var broken = hook
      broken.bytes.removeLast(9)
      #expect(try await stage.post(broken).status == 200)
      #expect(
        try await stage.post(try Hook(says: "x", from: Self.canaries[1], name: Self.canaries[0], desk: "7"))
          .status == 200)
      let wrong = try await stage.form([
        ("name", Self.canaries[0]), ("phone", "12"), ("message", Self.canaries[6]),
      ])
      #expect(wrong.status == 422)
      #expect(
        try await stage.form([("name", Self.canaries[0] + "\u{1B}"), ("phone", Self.canaries[3])]).status
          == 400)
      #expect(try await stage.get("/api/v1/callbacks/" + Self.canaries[1]).status == 401)
    }

    private func sweep(_ folder: URL) throws {
      let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      #expect(files.contains("balie.sqlite"))
      for file in files {
        guard let bytes = FileManager.default.contents(atPath: folder.appending(path: file).path) else {
          continue
        }
        expectNone(in: bytes, file)
      }
    }

    private func expectNone(in bytes: Data, _ place: String) {
      for (form, needle) in Self.needles where bytes.range(of: needle) != nil {
        Issue.record("\(form) is in \(place)")
      }
    }

    /// Each canary in UTF-8, UTF-16, hex, base64 at each of its three places in a triple, and as JSON escapes it.
    private static let needles: [(form: String, needle: Data)] = canaries.flatMap {
      canary -> [(String, Data)] in
      let utf8 = Data(canary.utf8)
      let utf16 = Data(canary.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
      let hex = utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      let escaped = canary.utf16.map { unit -> String in
        guard unit >= 0x80 else { return String(UnicodeScalar(UInt8(unit))) }
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
      let base64 = (0..<3).map { shift -> (String, Data) in
        let text = (Data(repeating: 0, count: shift) + utf8).base64EncodedString()
        // What the bytes before and after have a share in is left out.
        let inner = text.dropFirst([0, 2, 3][shift]).prefix { $0 != "=" }.dropLast(1)
        return ("\(canary) in base64", Data(inner.utf8))
      }
      return [
        (canary, utf8), (canary + " in UTF-16", utf16), (canary + " in hex", Data(hex.utf8)),
        (canary + " in HEX", Data(hex.uppercased().utf8)), (canary + " escaped", Data(escaped.utf8)),
      ] + base64
    }

    @Test func `would be found, however it lay there`() {
      for (number, canary) in Self.canaries.enumerated() {
        for before in ["", "a", "ab", "abc"] {
          let bytes = Data((before + canary + "tail").utf8)
          let hex = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
          for form in [bytes, Data(bytes.base64EncodedString().utf8), Data(hex.utf8)] {
            #expect(Self.needles.contains { form.range(of: $0.needle) != nil }, "\(number) after \(before)")
          }
        }
      }
    }

    @Test func `draws nothing on an adviser's terminal but itself`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let hostile =
          "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}eman\u{2066}\u{200B}\u{E0041}\u{85}\u{2028}x\r\u{8}"
        #expect(try await stage.post(try Hook(says: "polski", name: hostile)).status == 200)
        let text =
          "pomoc\u{1B}]52;c;ZXZpbA==\u{7}\n\u{202D}fałsz\tx \u{FEFF}"
          + String(repeating: "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", count: 50)
        #expect(try await stage.post(try Hook(says: text, name: hostile)).status == 200)
        let id = try await eventually("both messages with one callback") { () -> Int64? in
          let unread = try await stage.metric("balie_receipts_unread")
          return unread == 0 ? try await stage.everything(as: staff.ola).first?.id : nil
        }
        #expect(try await stage.balie("claim", "\(id)", as: staff.ola).status == 0)
        let lists = [["reveal", "\(id)", "--json"], ["inbox", "--json"], ["queue", "--all", "--json"]]
        for arguments in lists + [
          ["reveal", "\(id)"], ["note", "\(id)", "\u{1B}[31mred"], ["queue", "--all"], ["inbox"],
        ] {
          let said = try await stage.balie(
            list: arguments, as: arguments[0] == "inbox" ? staff.greet : staff.ola)
          for scalar in (said.out + said.err).unicodeScalars where Self.isDangerous(scalar) {
            Issue.record("U+\(String(scalar.value, radix: 16)) in balie \(arguments)")
          }
          if arguments[0] == "reveal" { #expect(said.status == 0 && said.out.contains("owned"), "\(said)") }
          if arguments == ["reveal", "\(id)"] { #expect(said.out.contains("‹U+"), "\(said)") }
          if arguments == lists[0] {
            // A script gets every scalar that the desk keeps.
            let client = try Wire.decode(ClientBody.self, from: Array(said.out.utf8))
            #expect(client.messages.count == 2 && client.name?.contains("\u{202E}") == true)
          }
        }
      }
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
      if scalar == "\n" { return false }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse: return true
      case _: return false
      }
    }
  }
}

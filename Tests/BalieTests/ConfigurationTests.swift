import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A wrong configuration` {
    @Test func `stops the start and names the key, and no secret`() async throws {
      try await onStage(starting: false) { stage async throws in
        let good = stage.settings()
        let secretFile = stage.folder.appending(path: "short.key")
        try "c2hvcnQtc2VjcmV0LWtleQ==".write(to: secretFile, atomically: true, encoding: .utf8)
        try "not base64 at all!".write(
          to: stage.folder.appending(path: "words.key"), atomically: true, encoding: .utf8)
        let faults: [(key: String, from: String, to: String)] = [
          ("desk.colour", "desk:\n", "desk:\n  colour: red\n"), ("lisen", "listen:", "lisen:"),
          ("whatsapp.main.appSecret", "appSecrets:", "appSecret: [env:STAGE_APP_SECRET]\n    appSecrets:"),
          ("desk.timeZone", "Europe/Amsterdam", "Europe/Amsterdamned"), ("listen", "127.0.0.1:0", "nowhere"),
          ("listen", "127.0.0.1:0", "127.0.0.1:70000"), ("listen", "127.0.0.1:0", "[a, b]"),
          ("secrets.masterKey", "file:./master.key", "file:./missing.key"),
          ("secrets.masterKey", "file:./master.key", "file:./short.key"),
          ("secrets.masterKey", "file:./master.key", "file:./words.key"),
          ("secrets.masterKey", "file:./master.key", "env:STAGE_TOKEN"),
          ("secrets.masterKey", "file:./master.key", "c2hvcnQtc2VjcmV0LWtleQ=="),
          ("whatsapp.main.accessToken", "env:STAGE_TOKEN", "env:STAGE_MISSING"),
          ("whatsapp.main.accessToken", "env:STAGE_TOKEN", "stage-access-token"),
          ("whatsapp.main.appSecrets", "[env:STAGE_OLD_SECRET, env:STAGE_APP_SECRET]", "[]"),
          ("whatsapp.main.verifyToken", "verifyToken: env:STAGE_VERIFY", ""),
          ("whatsapp.main.phoneNumberID", "phoneNumberID: \"1065\"", ""),
          ("data", "data: ./data\n", ""), ("desk.name", "  name: Stage desk\n", ""),
          ("desk.openingHours.mon", "mon: [\"09:00-17:30\"]", "mon: [\"17:30-09:00\"]"),
          ("desk.openingHours.maandag", "mon:", "maandag:"),
          ("phrases", "/config/phrases", "/config/nothing"),
          ("languageNames", "/language_names.json", "/nothing.json"),
          ("languageNames", "/language_names.json", "/advisers.yaml"),
          ("attempts.most", "data:", "attempts: { most: zero }\ndata:"),
          ("balie.yaml", "desk:\n", "desk: [\n"),
          ("forms.site.signature", "signature: hmac-sha256", "signature: md5"),
          ("forms.site.header", "header: X-Site-Signature", ""),
          ("forms.site.encoding", "prefix: \"sha256=\"", "encoding: rot13"),
          ("forms.site.fields.telephone", "phone: telefoon", "telephone: telefoon"),
          ("forms.site.fields.name", "name: naam", "name: \"$.\""),
          ("forms.site.secrets", "signature: hmac-sha256", "signature: standard-webhooks"),
          ("forms.tokens.mapping", "tally.yaml", "nobody.yaml"), ("forms.a/b", "  site:", "  a/b:"),
          ("desk.languages", "  phoneRegion: NL", "  languages: [pl, pl]"),
        ]
        for fault in faults {
          let wrong = good.replacing(fault.from, with: fault.to)
          #expect(wrong != good, "\(fault.key): nothing was changed")
          try wrong.write(to: stage.config, atomically: true, encoding: .utf8)
          let desk = try stage.run(["serve", "--config", stage.config.path], Stage.secrets)
          #expect(await ended(desk) == Surface.ExitStatus.configuration.rawValue, "\(fault): \(desk.err)")
          #expect(desk.err.contains("balie: ") && desk.err.contains(fault.key), "\(fault): \(desk.err)")
          let key = try String(contentsOf: stage.folder.appending(path: "master.key"), encoding: .utf8)
          for secret in Array(Stage.secrets.values) + [key, "c2hvcnQtc2VjcmV0LWtleQ", "not base64 at all"] {
            #expect(!desk.err.contains(secret), "\(fault) printed a secret: \(desk.err)")
          }
        }
        try good.write(to: stage.config, atomically: true, encoding: .utf8)
        try await stage.start()
      }
    }

    @Test func `of the environment is named as it is written there, and a right one counts`() async throws {
      try await onStage(starting: false) { stage async throws in
        let wrong = try stage.run(
          ["serve", "--config", stage.config.path],
          Stage.secrets.merging(["BALIE_DESK_TIMEZONE": "Mars/Olympus"]) { $1 })
        #expect(await ended(wrong) == 78 && wrong.err.contains("desk.timeZone"), "\(wrong.err)")
        try await stage.start(["BALIE_DESK_NAME": "Desk of the environment"])
        #expect(try await stage.get("/nl").text.contains("Desk of the environment"))
      }
    }

    @Test func `with another master key doesn't open the data`() async throws {
      try await onStage { stage async throws in
        await stage.stop()
        let other = Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString()
        try other.write(to: stage.folder.appending(path: "master.key"), atomically: true, encoding: .utf8)
        let desk = try stage.run(["serve", "--config", stage.config.path], Stage.secrets)
        #expect(await ended(desk) == 78 && desk.err.contains("secrets.masterKey"), "\(desk.err)")
      }
    }

    @Test func `that names an address or a folder which can't be had is told so by its key`() async throws {
      try await onStage { stage async throws in
        let taken = String(stage.url.dropFirst(7))
        let good = stage.settings()
        try "".write(to: stage.folder.appending(path: "file"), atomically: true, encoding: .utf8)
        let other = good.replacing("./data", with: "./other")
        let long = String(repeating: "d", count: 120)
        let faults = [
          ("listen: ", other.replacing("127.0.0.1:0", with: taken)),
          ("operator.listen: ", other + "operator: { listen: \"\(taken)\" }\n"),
          (
            "listen: ",
            other.replacing("127.0.0.1:0", with: "203.0.113.9:80") + "operator: { listen: \"127.0.0.1:0\" }\n"
          ),
          ("data: ", good.replacing("./data", with: "./\(long)")),
          ("/file", good.replacing("./data", with: "./file")),
          ("/file", good.replacing("./data", with: "./file/below")),
        ]
        for (number, (key, settings)) in faults.enumerated() {
          let config = stage.folder.appending(path: "\(number).yaml")
          try settings.write(to: config, atomically: true, encoding: .utf8)
          let desk = try stage.run(["serve", "--config", config.path], Stage.secrets)
          #expect(await ended(desk) == 78 && desk.out.isEmpty, "\(key): \(desk.err)")
          let sentence = desk.err.split(separator: "\n").last ?? ""
          #expect(sentence.hasPrefix("balie: configuration: ") && sentence.contains(key), "\(desk.err)")
        }
        #expect(try await stage.get("/pl").status == 200)
      }
    }

    /// A desk that starts in spite of everything is ended, so that the test says so.
    private func ended(_ desk: Running) async -> Int32 {
      await withTaskGroup(of: Int32?.self) { group in
        group.addTask { await desk.status }
        group.addTask {
          do { try await Task.sleep(for: .seconds(15)) } catch {}
          desk.kill()
          return nil
        }
        for await status in group {
          if let status {
            group.cancelAll()
            return status
          }
        }
        return -1
      }
    }
  }
}

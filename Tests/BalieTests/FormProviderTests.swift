import Crypto
import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A form provider's webhook` {
    private static let body =
      #"{"naam":"Jan","telefoon":"06 12345678","taal":"Pools","vraag":"Nie zapłacili","Hond?":"nee"}"#

    private func post(
      _ body: [UInt8], to source: String = "site", _ more: [(String, String)] = [], signed: Bool = true, on stage: Stage
    ) async throws -> Answer {
      let code = HMAC<SHA256>.authenticationCode(
        for: Data(body), using: SymmetricKey(data: Data(Stage.secret.utf8)))
      let hex = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      return try await stage.call(
        "POST", stage.url + "/webhooks/forms/" + source, body: body,
        headers: [("Content-Type", "application/json")] + (signed ? [("X-Site-Signature", "sha256=" + hex)] : []) + more
      )
    }

    @Test func `makes one callback of what comes twice, with all that was answered`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        for _ in 0..<2 {
          let answer = try await post(Array(Self.body.utf8), on: stage)
          #expect(answer.status == 200 && answer.text == #"{"received":true}"#)
        }
        let items = try await eventually("the callback") {
          let items = try await stage.everything(as: staff.greet)
          return items.isEmpty ? nil : items
        }
        #expect(items.count == 1 && items[0].channel == .form && items[0].language == "pl")
        let claimed = try await stage.api("POST", "callbacks/\(items[0].id)/claim", as: staff.ola)
        #expect(claimed.status == 200, "\(claimed.text)")
        let client = try await stage.api("POST", "callbacks/\(items[0].id)/reveal", as: staff.ola)
          .decode(ClientBody.self)
        #expect(client.name == "Jan" && client.phone == "+31612345678")
        #expect(client.messages.compactMap(\.text).contains { $0.contains("Hond?: nee") })
      }
    }

    @Test func `is answered what its sender understands`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let body = Array(Self.body.utf8)
        #expect(try await post(body, signed: false, on: stage).problem == .badSignature)
        #expect(try await post(body, to: "nobody", on: stage).problem == .notFound)
        #expect(try await post(body, [("Content-Encoding", "gzip")], on: stage).problem == .contentEncoding)
        #expect(try await post([UInt8](repeating: 0x61, count: 64 << 10 + 1), on: stage).problem == .tooLarge)
        let token = [("Authorization", "Bearer stage-access-token")]
        #expect(try await post(Array("{}".utf8), to: "tokens", token, on: stage).status == 200)
        #expect(try await post([UInt8](repeating: 0x61, count: 2049), to: "tokens", token, on: stage).status == 413)
        #expect(try await post(Array("{}".utf8), to: "tokens?token=stage-access-token", on: stage).status == 200)
        #expect(try await post(Array("{}".utf8), to: "tokens?token=other", on: stage).status == 401)
        // Signed, and no JSON: kept, for a person.
        #expect(try await post(Array(#"{"vraag": "zij zei "nee""}"#.utf8), on: stage).status == 200)
        let unread = try await eventually("what can't be read") {
          try await stage.inbox(as: staff.greet).first { $0.kind == "unreadable_delivery" }
        }
        #expect(unread.account == "site")
        let asked = try await stage.call(
          "OPTIONS", stage.url + "/webhooks/forms/site", headers: [("WebHook-Request-Origin", "events.example.org")])
        #expect(asked.status == 200 && asked.header("WebHook-Allowed-Origin") == "events.example.org")
        #expect(try await stage.everything(as: staff.greet).isEmpty)
      }
    }

    @Test func `can be tried on a file, without a secret`() async throws {
      try await onStage(starting: false) { stage async throws in
        let file = stage.folder.appending(path: "one.json")
        try Self.body.write(to: file, atomically: true, encoding: .utf8)
        let tried = try await stage.balie(
          "form", "try", file.path, "--source", "site", "--config", stage.config.path)
        #expect(tried.status == 0, "\(tried)")
        for line in ["phone: 06 12345678  (+31612345678)", "name: Jan", "language: Pools", "Hond?: nee"] {
          #expect(tried.out.contains(line), "\(tried.out)")
        }
        let other = try await stage.balie(
          "form", "try", file.path, "--source", "nobody", "--config", stage.config.path)
        #expect(other.status == 78 && other.err.contains("forms.nobody") && other.err.contains("site"))
      }
    }
  }
}

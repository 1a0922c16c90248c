import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `Who may do what` {
    /// In order: Ola holds 1 and speaks Polish; Ion doesn't; Greet coordinates; a coordinator's script; nobody; a stranger.
    private struct Row {
      let method: String
      let path: String
      var body = ""
      let statuses: [Int]

      init(_ method: String, _ path: String, _ body: String = "", _ statuses: Int...) {
        (self.method, self.path, self.body, self.statuses) = (method, path, body, statuses)
      }
    }

    private static let table = [
      Row("GET", "me", "", 200, 200, 200, 403, 401, 401),
      Row("PUT", "me/presence", #"{"presence":"available"}"#, 200, 200, 200, 403, 401, 401),
      Row("GET", "queue", "", 200, 200, 200, 403, 401, 401),
      Row("GET", "queue?all=true", "", 200, 200, 200, 200, 401, 401),
      Row("GET", "advisers", "", 200, 200, 200, 200, 401, 401),
      Row("POST", "advisers", #"{"advisers":[]}"#, 403, 403, 200, 200, 401, 401),
      Row("GET", "callbacks/1", "", 200, 404, 200, 200, 401, 401),
      Row("GET", "callbacks/1/why", "", 200, 404, 200, 200, 401, 401),
      Row("GET", "callbacks/99", "", 404, 404, 404, 404, 401, 401),
      Row("GET", "callbacks/one", "", 404, 404, 404, 404, 401, 401),
      Row("POST", "callbacks/1/claim", "", 200, 404, 409, 403, 401, 401),
      Row("POST", "callbacks/1/reveal", "", 200, 404, 409, 403, 401, 401),
      Row("POST", "callbacks/1/notes", #"{"text":"x"}"#, 200, 404, 409, 403, 401, 401),
      Row("POST", "callbacks/1/attempts", #"{"result":"reached"}"#, 200, 404, 409, 403, 401, 401),
      Row("POST", "callbacks/1/edit", #"{"language":"pl"}"#, 200, 404, 200, 200, 401, 401),
      Row("GET", "inbox", "", 403, 403, 200, 200, 401, 401),
      Row("POST", "inbox/1/reveal", "", 403, 403, 200, 200, 401, 401),
      Row("POST", "inbox/1/done", "", 403, 403, 200, 403, 401, 401),
      Row(
        "POST", "callbacks", #"{"channel":"phone","language":"ro","number":"0612345679"}"#, 201, 201, 201,
        201, 401, 401),
      Row("POST", "callbacks/1/release", "", 200, 404, 409, 403, 401, 401),
      Row("POST", "callbacks/1/close", #"{"outcome":"withdrawn"}"#, 409, 404, 409, 403, 401, 401),
      Row("POST", "next", "", 200, 200, 404, 403, 401, 401),
    ]

    @Test func `is the same on every route, for every role and for none`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let first = AddRequest(channel: .phone, language: "pl", number: "0612345678")
        #expect(try await stage.api("POST", "callbacks", first, as: staff.greet).status == 201)
        #expect(try await stage.api("POST", "callbacks/1/claim", as: staff.ola).status == 200)
        #expect(try await stage.post(Hook("kaczka")).status == 200)
        _ = try await eventually("the inbox item") { try await stage.inbox(as: staff.greet).first }
        _ = try await stage.partners(as: staff.greet)
        let partner = try await stage.token(TokenRequest(partner: "barka"))
        let callers: [(String, String?)] = [
          ("Ola", staff.ola), ("Ion", staff.ion), ("Greet", staff.greet), ("a script", staff.nobody),
          ("nobody", nil),
          ("a stranger", staff.ola + "x"),
        ]
        for row in Self.table {
          for ((who, token), status) in zip(callers, row.statuses) {
            let answer = try await stage.call(
              row.method, stage.url + "/api/v1/" + row.path, body: Array(row.body.utf8),
              headers: [("Content-Type", "application/json")]
                + (token.map { [("Authorization", "Bearer " + $0)] } ?? []))
            #expect(answer.status == status, "\(row.method) \(row.path) by \(who): \(answer.text)")
            #expect(answer.status < 400 || answer.problem != nil, "\(row.method) \(row.path) by \(who)")
            #expect(answer.header("Cache-Control") == "no-store", "\(row.method) \(row.path) by \(who)")
          }
          let answer = try await stage.call(
            row.method, stage.url + "/api/v1/" + row.path, body: Array(row.body.utf8),
            headers: [("Authorization", "Bearer " + partner)])
          // It may refer people here, and then says no channel.
          let status = row.path == "callbacks" ? 422 : 403
          #expect(answer.status == status, "\(row.method) \(row.path) by a partner: \(answer.text)")
        }
      }
    }

    @Test func `of an adviser without a name reaches no referral`() async throws {
      try await onStage { stage async throws in
        let role = try await stage.token(TokenRequest(role: .adviser))
        #expect(try await stage.api("GET", "referrals", as: role).status == 403)
      }
    }

    @Test func `goes by a bearer token and nothing like it`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        for header in [
          "", staff.ola, "Basic " + staff.ola, "Bearer", "Bearer ", "Bearer  " + staff.ola,
          "Bearer " + staff.ola.dropLast(), "Bearer " + staff.ola.uppercased(),
        ] {
          let answer = try await stage.get("/api/v1/me", [("Authorization", header)])
          #expect(answer.status == 401 && answer.problem == .unauthorized, "\(header.prefix(10))")
          #expect(!answer.text.contains(staff.ola))
        }
        #expect(try await stage.get("/api/v1/me?token=" + staff.ola).status == 401)
        let answer = try await stage.get("/api/v1/me", [("Authorization", "Bearer " + staff.ola)])
        #expect(answer.status == 200)
      }
    }

    @Test func `of a holder ends with the claim, and a stale epoch is told so`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let added = AddRequest(channel: .phone, language: "pl", number: "0612345678")
        let id = try await stage.api("POST", "callbacks", added, as: staff.ola).decode(CallbackBody.self).id
        let first = try await stage.api("POST", "callbacks/\(id)/claim", as: staff.ola).decode(
          CallbackBody.self)
        #expect(try await stage.api("POST", "callbacks/\(id)/release", as: staff.ola).status == 200)
        let second = try await stage.api("POST", "callbacks/\(id)/claim", as: staff.ola).decode(
          CallbackBody.self)
        let epochs: [(epoch: String, status: Int, kind: Problem.Kind?)] = [
          ("\(first.epoch ?? 0)", 409, .stale), ("many", 422, .invalid), ("\(second.epoch ?? 0)", 200, nil),
        ]
        for (epoch, status, kind) in epochs {
          let answer = try await stage.call(
            "POST", "\(stage.url)/api/v1/callbacks/\(id)/reveal",
            headers: [("Authorization", "Bearer " + staff.ola), ("Claim-Epoch", epoch)])
          #expect(answer.status == status && answer.problem == kind, "\(epoch): \(answer.text)")
          if kind == .stale { #expect(try answer.decode(Problem.self).epoch == second.epoch) }
        }
      }
    }

    @Test func `is asked in JSON that is right, or answered with a problem`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let added = AddRequest(channel: .phone, language: "pl", number: "0612345678")
        let id = try await stage.api("POST", "callbacks", added, as: staff.ola).decode(CallbackBody.self).id
        #expect(try await stage.api("POST", "callbacks/\(id)/claim", as: staff.ola).status == 200)
        let deep = String(repeating: "[", count: 30_000) + String(repeating: "]", count: 30_000)
        let wrong = [
          "", "{", "null", "[]", "7", deep, #"{"text":7}"#, #"{"text":""}"#, #"{"text":"a\u0000b"}"#,
          #"{"text":"a\u001b[2Jb"}"#,
          #"{"text":"\#(String(repeating: "a", count: 8001))"}"#, #"{"text":null}"#, #"{"other":"x"}"#,
        ]
        for body in wrong {
          let answer = try await stage.call(
            "POST", "\(stage.url)/api/v1/callbacks/\(id)/notes", body: Array(body.utf8),
            headers: [("Authorization", "Bearer " + staff.ola), ("Content-Type", "application/json")])
          #expect(answer.status == 422 && answer.problem == .invalid, "\(body.prefix(40)): \(answer.text)")
        }
        let large = #"{"text":"\#(String(repeating: "a", count: 65536))"}"#
        let answer = try await stage.call(
          "POST", "\(stage.url)/api/v1/callbacks/\(id)/notes", body: Array(large.utf8),
          headers: [("Authorization", "Bearer " + staff.ola)])
        #expect(answer.status == 413 && answer.problem == .tooLarge)
      }
    }
  }
}

import DemoGateway
import Desk
import Foundation
import Testing

@testable import Surface

extension `The whole desk` {
  @Suite struct `A callback in several hands` {
    private static let added = AddRequest(channel: .phone, language: "pl", number: "0612345678", name: "Jan Kowal")

    @Test func `is taken over from a holder who is off, with a reason, and from no other`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        // Piotr works on no day; Ola always.
        let off = AdviserEntry(id: "piotr", name: "Piotr K.", role: .adviser, languages: ["pl": .fluent], roster: [:])
        _ = try await stage.api("POST", "advisers", AdviserEntries(advisers: [off]), as: staff.nobody)
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        let why = ReasonRequest(reason: "Jan Kowal waits")
        #expect(try await stage.api("POST", "callbacks/1/takeover", why, as: staff.ola).problem == .refused)
        let first = try await stage.balie("claim", "1", as: staff.piotr)
        #expect(first.status == 0)
        let taken = try await stage.balie("takeover", "1", "--reason", "Jan Kowal waits", as: staff.ola)
        #expect(taken.status == 0 && taken.out.hasPrefix("1 is yours until"), "\(taken.err)")
        let late = try await stage.balie("note", "1", "too late", as: staff.piotr)
        #expect(late.status == 1 && late.err.contains("ola has it"))
        #expect(try await stage.balie("takeover", "1", "--reason", "x", as: staff.piotr).status == 1)
        #expect(try await stage.balie("takeover", "1", as: staff.piotr).status == 64)
        let sheet = try await stage.api("POST", "callbacks/1/reveal", as: staff.ola).decode(ClientBody.self)
        #expect(sheet.notes == ["Jan Kowal waits"])
      }
    }

    @Test func `is assigned by a coordinator, over a holder and over a rest`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.ola)
        #expect(try await stage.balie("assign", "1", "piotr", as: staff.ola).status == 77)
        #expect(try await stage.balie("assign", "1", "ion", as: staff.greet).status == 1)
        #expect(try await stage.balie("assign", "1", "nobody", as: staff.greet).status == 1)
        let strange = AssignRequest(adviser: "piotr\u{0}")
        #expect(try await stage.api("POST", "callbacks/1/assign", strange, as: staff.greet).problem == .invalid)
        #expect(try await stage.api("GET", "advisers?cursor=%00", as: staff.greet).problem == .invalid)
        #expect(try await stage.balie("assign", "1", "piotr", as: staff.greet).out == "1 is piotr's now.\n")
        _ = try await stage.api("POST", "callbacks/1/attempts", AttemptRequest(result: .busy, at: nil), as: staff.piotr)
        let again = try await stage.api("POST", "callbacks/1/assign", AssignRequest(adviser: "ola"), as: staff.nobody)
        #expect(try again.decode(CallbackBody.self).holder == "ola")
      }
    }

    @Test func `opens again with its place and its history`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let first = try await stage.api("POST", "callbacks", Self.added, as: staff.ola).decode(CallbackBody.self)
        #expect(try await stage.balie("reopen", "1", as: staff.ola).status == 1)
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.ola)
        _ = try await stage.api(
          "POST", "callbacks/1/attempts", AttemptRequest(result: .reached, at: nil), as: staff.ola)
        let close = CloseRequest(outcome: .withdrawn, issue: nil, note: "changed mind")
        _ = try await stage.api("POST", "callbacks/1/close", close, as: staff.ola)
        #expect(try await stage.balie("reopen", "1", as: staff.ion).status == 1)
        #expect(try await stage.balie("reopen", "1", as: staff.piotr).status == 0)
        let open = try await stage.api("GET", "callbacks/1", as: staff.ola).decode(CallbackBody.self)
        #expect(open.state == "waiting" && open.waitingSince == first.waitingSince && open.attempts == 1)
        #expect(open.outcome == nil)
      }
    }

    @Test func `is corrected once, and whoever looked earlier is told who did it and when`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.ola)
        let edited = try await stage.balie(
          "edit", "1", "--employer", "Kwekerij Zon", "--region", "Westland", "--name", "Jan Kowalski", "--issue",
          "employment.wages", "--window", "mon,wed 18:00-21:00", "--also-speaks", "en", "--number", "0687654321",
          "--version", "2", as: staff.ola)
        #expect(edited.status == 0, "\(edited.err)")
        let stale = try await stage.balie("edit", "1", "--region", "Venlo", "--version", "2", as: staff.greet)
        #expect(stale.status == 1 && stale.err.contains("changed since you looked, by ola at 20"), "\(stale.err)")
        let answer = try await stage.call(
          "POST", stage.url + "/api/v1/callbacks/1/edit", body: Array(#"{"region":"Venlo"}"#.utf8),
          headers: [("Authorization", "Bearer " + staff.greet), ("If-Match", "\"2\"")])
        let problem = try answer.decode(Problem.self)
        #expect(answer.status == 409 && problem.kind == .stale && problem.by == "adviser:ola")
        #expect(problem.version == 4 && problem.at != nil)
        let sheet = try await stage.api("POST", "callbacks/1/reveal", as: staff.ola).decode(ClientBody.self)
        #expect(sheet.employer == "Kwekerij Zon" && sheet.region == "Westland" && sheet.phone == "+31687654321")
        #expect(sheet.notes == ["earlier number: +31612345678", "earlier name: Jan Kowal"])
        #expect(sheet.callback.windows.map(\.days) == [[.mon, .wed]] && sheet.callback.alsoSpeaks == ["en"])
        #expect(try await stage.balie("edit", "1", "--window", "any", "--name", "", as: staff.ola).status == 0)
        let bare = try await stage.api("POST", "callbacks/1/reveal", as: staff.ola).decode(ClientBody.self)
        #expect(bare.name == nil && bare.callback.windows.isEmpty)
        let check = try await stage.balie("check", "--config", stage.config.path, environment: Stage.secrets)
        #expect(check.status == 0, "\(check.out)")
      }
    }

    @Test func `goes first when somebody says it is urgent`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        for number in ["0612345671", "0612345672"] {
          let added = AddRequest(channel: .phone, language: "pl", number: number)
          _ = try await stage.api("POST", "callbacks", added, as: staff.ola)
        }
        #expect(try await stage.balie("urgency", "2", "now", "--reason", "no bed tonight", as: staff.piotr).status == 0)
        let queue = try await stage.api("GET", "queue", as: staff.ola).decode(List<CallbackBody>.self)
        #expect(queue.items.map(\.id) == [2, 1] && queue.items.map(\.urgency) == [.now, .normal])
        #expect(try await stage.balie("urgency", "2", "normal", "--reason", "", as: staff.ola).status == 1)
        #expect(try await stage.balie("urgency", "2", "soon", "--reason", "found one", as: staff.ola).status == 0)
      }
    }

    @Test func `is one line in the person's history for all that happened, without a word of theirs`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let phone = stage.phone(name: "Jan Kowal")
        try await phone.send("polski")
        _ = try await phone.messages(after: 1, wait: .seconds(25))
        _ = try await stage.balie("next", as: staff.ola)
        _ = try await stage.balie("reveal", "1", as: staff.ola)
        _ = try await stage.balie("edit", "1", "--employer", "Kwekerij Zon", as: staff.ola)
        _ = try await stage.balie("attempt", "1", "no_answer", as: staff.ola)
        let told = try await stage.balie("person", "1", as: staff.piotr)
        #expect(told.status == 0)
        for word in [
          "received", "message_sent", "claimed", "revealed", "edited", "employer", "no_answer", "adviser:ola",
        ] {
          #expect(told.out.contains(word), "\(word) in \(told.out)")
        }
        #expect(!told.out.contains("Jan") && !told.out.contains("Kwekerij") && !told.out.contains("600100200"))
        #expect(try await stage.balie("person", "1", as: staff.ion).status == 1)
        var seen: [HistoryBody] = []
        var cursor = ""
        repeat {
          let page = try await stage.api("GET", "callbacks/1/person?limit=2" + cursor, as: staff.piotr)
            .decode(List<HistoryBody>.self)
          seen += page.items
          cursor = page.next.map { "&cursor=" + $0 } ?? ""
        } while !cursor.isEmpty
        #expect(
          seen.map(\.kind).filter { $0 != "message_sent" } == [
            "received", "claimed", "revealed", "edited", "attempted",
          ])
        #expect(seen.map(\.at) == seen.map(\.at).sorted())
      }
    }

    @Test func `is not written by a terminal that was left open`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        func ola(at place: String, _ arguments: String...) async throws -> Ended {
          try await stage.balie(
            list: arguments, as: staff.ola, environment: ["XDG_STATE_HOME": stage.folder.appending(path: place).path])
        }
        #expect(try await ola(at: "office", "claim", "1").status == 0)
        #expect(try await ola(at: "office", "note", "1", "from the office").status == 0)
        _ = try await ola(at: "home", "release", "1")
        #expect(try await ola(at: "home", "claim", "1").status == 0)
        let stale = try await ola(at: "office", "note", "1", "left open")
        #expect(
          stale.status == 1 && stale.err.contains("claimed again since you took it, by ola at 20"), "\(stale.err)")
        #expect(try await ola(at: "office", "claim", "1").status == 0)
        #expect(try await ola(at: "office", "note", "1", "looked again").status == 0)
      }
    }
  }
}

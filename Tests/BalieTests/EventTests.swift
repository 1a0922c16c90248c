import Desk
import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `The stream of events` {
    /// What a line got until it says this, or until twenty seconds are over.
    private func read(_ line: Line, until word: String) -> String {
      var text = ""
      for _ in 0..<7 where !text.contains(word) { text += line.answer() ?? "" }
      return text
    }

    private func listen(_ stage: Stage, as token: String, _ query: String = "", last: String? = nil) throws -> Line {
      let line = try Line(stage.url)
      let resume = last.map { "Last-Event-ID: \($0)\r\n" } ?? ""
      line.send("GET /api/v1/events\(query) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\n\(resume)\r\n")
      return line
    }

    private static let added = AddRequest(channel: .phone, language: "pl", number: "0612345678", name: "Jan Kowal")

    @Test func `tells what happens as it happens, and nothing of the person`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let line = try listen(stage, as: staff.ola)
        let head = read(line, until: "retry:")
        #expect(head.contains("200 OK") && head.contains("Content-Type: text/event-stream\r\n"))
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        #expect(read(line, until: "event: received").contains("event: received\ndata: {"))
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.piotr)
        let claimed = read(line, until: "event: claimed")
        #expect(claimed.contains(#""codes":["piotr"]"#) && claimed.contains(#""by":"adviser:piotr""#))
        #expect(!(head + claimed).contains("Kowal") && !(head + claimed).contains("612345678"))
      }
    }

    @Test func `goes on after the last one that was heard, over a kill too`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.ola)
        let all = read(try listen(stage, as: staff.ola, "?after=0"), until: "event: claimed")
        let ids = all.matches(of: /id: (\d+)\nevent: (\w+)/).map { "\($0.1) \($0.2)" }
        #expect(ids == ["1 received", "2 claimed"])
        await stage.stop(SIGKILL)
        try await stage.start()
        _ = try await stage.api("POST", "callbacks/1/release", as: staff.ola)
        let rest = read(try listen(stage, as: staff.ola, "?after=0", last: "2"), until: "event: released")
        #expect(rest.matches(of: /event: (\w+)/).map { String($0.1) } == ["released"])
      }
    }

    @Test func `tells each role what is hers to see`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        let romanian = AddRequest(channel: .phone, language: "ro", number: "0612345670")
        _ = try await stage.api("POST", "callbacks", romanian, as: staff.ion)
        _ = try await stage.api("POST", "callbacks/2/edit", EditRequest(language: "pl"), as: staff.greet)
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.ola)
        func kinds(_ token: String, until word: String) throws -> [String] {
          read(try listen(stage, as: token, "?after=0"), until: word)
            .matches(of: /event: (\w+)\ndata: {[^\n]*"callback":(\d+)/).map { "\($0.2) \($0.1)" }
        }
        let everything = ["1 received", "2 received", "2 language_known", "1 claimed"]
        #expect(try kinds(staff.greet, until: "claimed") == everything)
        #expect(try kinds(staff.ola, until: "claimed") == everything)
        // It left his languages: that he is told, and nothing more.
        #expect(try kinds(staff.ion, until: "language_known") == ["2 language_known"])
        _ = try await stage.partners(as: staff.greet)
        let partner = try await stage.token(TokenRequest(partner: "barka"))
        #expect(try listen(stage, as: partner).status() == 403)
        #expect(try await stage.api("GET", "events?after=x", as: staff.ola).status == 422)
      }
    }

    @Test func `ends when the desk stops, and doesn't hold it up`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let line = try listen(stage, as: staff.ola)
        _ = read(line, until: "retry:")
        #expect(await stage.stop(SIGTERM) == 0)
        // Told to the end, with the last chunk: a stream that won't end is cut off after six seconds, without one.
        #expect(read(line, until: "0\r\n\r\n").hasSuffix("0\r\n\r\n"))
      }
    }

    @Test func `costs the others nothing when listeners don't read`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let deaf = try (0..<20).map { _ in try listen(stage, as: staff.ola, "?after=0") }
        let memory = try stage.memory()
        let text = String(repeating: "a", count: 20)
        _ = try await stage.api("POST", "callbacks", Self.added, as: staff.ola)
        _ = try await stage.api("POST", "callbacks/1/claim", as: staff.ola)
        for _ in 0..<400 {
          #expect(
            try await stage.api("POST", "callbacks/1/notes", NoteRequest(text: text), as: staff.ola).status == 200)
        }
        #expect(try stage.memory() - memory < 64 << 20)
        #expect(deaf.count == 20)
      }
    }
  }
}

import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A request with a key` {
    private func post(
      _ path: String, _ body: String = "", key: String, as token: String, on stage: Stage, epoch: Int? = nil
    ) async throws -> Answer {
      try await stage.call(
        "POST", "\(stage.url)/api/v1/\(path)", body: Array(body.utf8),
        headers: [("Authorization", "Bearer " + token), ("Idempotency-Key", key), ("Accept-Language", "en")])
    }

    private static let added = #"{"channel":"phone","language":"pl","number":"0612345678","message":"x"}"#

    @Test func `is done once, and answered the same to the letter`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let first = try await post("callbacks", Self.added, key: "a", as: staff.ola, on: stage)
        let again = try await post("callbacks", Self.added, key: #""a""#, as: staff.ola, on: stage)
        #expect(first.status == 201 && again.status == 201 && first.bytes == again.bytes)
        // The same post without the key joins, and gives a reference of its own.
        let other = try await post("callbacks", Self.added, key: "b", as: staff.ola, on: stage)
        #expect(try other.decode(CallbackBody.self).version == 2)
        let claimed = try await post("callbacks/1/claim", key: "c", as: staff.ola, on: stage)
        #expect(
          try await post("callbacks/1/notes", #"{"text":"one"}"#, key: "d", as: staff.ola, on: stage).status == 200)
        #expect(try await post("callbacks/1/claim", key: "c", as: staff.ola, on: stage).bytes == claimed.bytes)
        for _ in 0..<3 {
          _ = try await post("callbacks/1/notes", #"{"text":"two"}"#, key: "e", as: staff.ola, on: stage)
        }
        let sheet = try await stage.api("POST", "callbacks/1/reveal", as: staff.ola).decode(ClientBody.self)
        #expect(sheet.notes == ["one", "two"])
      }
    }

    @Test func `is another one with another body, another path or another caller`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await post("callbacks", Self.added, key: "a", as: staff.ola, on: stage)
        for (path, body) in [("callbacks", Self.added + " "), ("callbacks/1/claim", Self.added), ("next", Self.added)] {
          let answer = try await post(path, body, key: "a", as: staff.ola, on: stage)
          #expect(answer.status == 422 && answer.problem == .otherRequest, "\(path): \(answer.text)")
        }
        #expect(try await post("callbacks", Self.added, key: "a", as: staff.piotr, on: stage).status == 201)
        for key in [" ", String(repeating: "a", count: 256)] {
          let answer = try await post("callbacks", Self.added, key: key, as: staff.ola, on: stage)
          #expect(key == " " ? answer.status == 201 : answer.problem == .invalid, "\(key.prefix(3))")
        }
      }
    }

    /// Nothing was changed by what was refused, so there is nothing to keep.
    @Test func `that was refused is judged again`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await post("callbacks", Self.added, key: "a", as: staff.ola, on: stage)
        _ = try await post("callbacks/1/claim", key: "b", as: staff.ola, on: stage)
        #expect(try await post("callbacks/1/claim", key: "c", as: staff.piotr, on: stage).status == 409)
        _ = try await post("callbacks/1/release", key: "d", as: staff.ola, on: stage)
        #expect(try await post("callbacks/1/claim", key: "c", as: staff.piotr, on: stage).status == 200)
      }
    }

    @Test func `at the same moment from eight lines is done once`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await post("callbacks", Self.added, key: "a", as: staff.ola, on: stage)
        _ = try await post("callbacks/1/claim", key: "b", as: staff.ola, on: stage)
        let answers = try await withThrowingTaskGroup(of: [UInt8].self) { group in
          for _ in 0..<8 {
            group.addTask {
              try await post("callbacks/1/attempts", #"{"result":"reached"}"#, key: "c", as: staff.ola, on: stage).bytes
            }
          }
          return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(try await stage.api("GET", "callbacks/1", as: staff.ola).decode(CallbackBody.self).attempts == 1)
      }
    }

    @Test func `is remembered over a kill, and nothing of it in clear`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        let first = try await post("callbacks", Self.added, key: "the-key", as: staff.ola, on: stage)
        await stage.stop(SIGKILL)
        try await stage.start()
        let again = try await post("callbacks", Self.added, key: "the-key", as: staff.ola, on: stage)
        #expect(first.bytes == again.bytes && again.status == 201)
        #expect(try await stage.everything(as: staff.greet).map(\.version) == [1])
        let files = try FileManager.default.contentsOfDirectory(at: stage.data, includingPropertiesForKeys: nil)
        for file in files {
          let data = FileManager.default.contents(atPath: file.path) ?? Data()
          #expect(data.range(of: Data("the-key".utf8)) == nil, "\(file.lastPathComponent)")
        }
      }
    }

    @Test func `shows again what was revealed, with a trace each time`() async throws {
      try await onStage { stage async throws in
        let staff = try await stage.staff()
        _ = try await post("callbacks", Self.added, key: "a", as: staff.ola, on: stage)
        _ = try await post("callbacks/1/claim", key: "b", as: staff.ola, on: stage)
        for version in [3, 4] {
          let sheet = try await post("callbacks/1/reveal", key: "c", as: staff.ola, on: stage).decode(ClientBody.self)
          #expect(sheet.callback.version == version)
        }
      }
    }
  }
}

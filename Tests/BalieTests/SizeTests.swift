import Foundation
import Surface
import Testing

extension `The whole desk` {
  @Suite struct `A body` {
    @Test func `is refused for its size, its packing and its address`() async throws {
      try await onStage { stage async throws in
        let most = 3 << 20
        let memory = try stage.memory()
        let large = Hook(bytes: [UInt8](repeating: UInt8(ascii: "a"), count: most + 1))
        #expect(try await stage.post(large).problem == .tooLarge)
        let fits = Hook(bytes: [UInt8](repeating: UInt8(ascii: "a"), count: most))
        #expect(try await stage.post(fits).status == 200)
        let head = "POST /webhooks/whatsapp/main HTTP/1.1\r\nHost: a\r\n"
        for _ in 0..<4 {
          let said = try Line(stage.url)
          said.send(head + "Content-Length: 100000000\r\n\r\n")
          #expect(said.status() == 413)
          let endless = try Line(stage.url)
          endless.send(head + "Transfer-Encoding: chunked\r\n\r\n")
          let chunk = Array("10000\r\n".utf8) + [UInt8](repeating: 0x61, count: 65536) + Array("\r\n".utf8)
          let begin = ContinuousClock.now
          while ContinuousClock.now - begin < .seconds(60), endless.send(chunk) {}
          #expect(ContinuousClock.now - begin < .seconds(30), "it went on listening")
        }
        let grown = try stage.memory() - memory
        #expect(grown < 96 << 20, "it grew by \(grown >> 20) MiB")
        let hook = try Hook(says: "polski")
        for encoding in ["gzip", "br", "zstd", "deflate, gzip"] {
          let answer = try await stage.post(
            hook, signature: hook.signature(), headers: [("Content-Encoding", encoding)])
          #expect(answer.status == 415 && answer.problem == .contentEncoding, "\(encoding)")
        }
        #expect(
          try await stage.post(hook, signature: hook.signature(), headers: [("Content-Encoding", "identity")])
            .status == 200)
        for (method, path) in [
          ("GET", "/nothing"), ("POST", "/webhooks/whatsapp"), ("POST", "/webhooks/twilio/main"),
          ("GET", "/api/v1/nothing"), ("GET", "/../../etc/passwd"), ("GET", "/metrics"),
          ("POST", "/webhooks/blank"),
          ("POST", "/tokens"),
        ] {
          let answer = try await stage.call(method, stage.url + path)
          #expect(
            answer.status == 404 && answer.problem == .notFound,
            "\(method) \(path): \(answer.status) \(answer.text)")
        }
      }
    }
  }
}

extension Stage {
  /// Bytes that the desk keeps in memory.
  func memory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/\(running?.id ?? 0)/status", encoding: .utf8)
    return (status.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Int($0.1) } ?? 0) << 10
  }
}

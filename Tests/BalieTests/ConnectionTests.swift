import Foundation
import Testing

extension `The whole desk` {
  @Suite struct `A connection` {
    @Test func `that breaks off in the middle of a body leaves nothing behind`() async throws {
      try await onStage { stage async throws in
        let hook = try Hook(says: "polski")
        let head =
          "POST /webhooks/whatsapp/main HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: \(hook.signature())\r\n"
          + "Content-Length: \(hook.bytes.count)\r\n\r\n"
        for _ in 0..<20 {
          let line = try Line(stage.url)
          line.send(Array(head.utf8) + hook.bytes.prefix(50))
        }
        let halfClosed = try Line(stage.url)
        halfClosed.send(Array(head.utf8) + hook.bytes.prefix(50))
        halfClosed.finish()
        #expect(halfClosed.status().map { $0 >= 400 } ?? true)
        // One that has sent everything before it closed its half is answered.
        let whole = try Line(stage.url)
        whole.send(Array(head.utf8) + hook.bytes)
        #expect(whole.status() == 200)
        #expect(try await stage.metric("balie_deliveries_total{channel=\"whatsapp\",result=\"kept\"}") == 1)
      }
    }

    @Test func `that doesn't speak HTTP rightly is told so or cut, and the desk goes on`() async throws {
      let wrong = [
        "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 100 << 10))\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\((0..<10_000).map { "X\($0): 1\r\n" }.joined())\r\n",
        "POST /pl HTTP/1.1\r\nHost: a\r\nContent-Length: ten\r\n\r\n",
        "POST /pl HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /pl HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\r\n\r\n", "GET /\u{0} HTTP/1.1\r\n\r\n",
        "BREW /pot HTCPCP/1.0\r\n\r\n",
      ]
      try await onStage { stage async throws in
        for said in wrong {
          let line = try Line(stage.url)
          line.send(said)
          let answer = line.answer()
          #expect(answer?.hasPrefix("HTTP/1.1 4") ?? line.isCut, "\(said.prefix(60)): \(answer ?? "nothing")")
          #expect(try await stage.get("/pl").status == 200)
        }
      }
    }

    @Test func `that says nothing doesn't stop the others`() async throws {
      try await onStage { stage async throws in
        let idle = try (0..<200).map { _ in try Line(stage.url) }
        let half = try (0..<100).map { _ in
          let line = try Line(stage.url)
          line.send("POST /webhooks/whatsapp/main HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nx")
          return line
        }
        let begin = ContinuousClock.now
        for number in 0..<20 {
          #expect(
            try await stage.post(try Hook(says: "polski", from: "4860010\(1000 + number)")).status == 200)
        }
        #expect(try await stage.get("/pl").status == 200)
        #expect(ContinuousClock.now - begin < .seconds(14))
        #expect(idle.count + half.count == 300)
      }
    }

    @Test func `may ask for many things at once`() async throws {
      try await onStage { stage async throws in
        let line = try Line(stage.url)
        line.send(String(repeating: "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n", count: 500))
        var text = ""
        while text.components(separatedBy: "HTTP/1.1 404").count <= 500, let part = line.answer() {
          text += part
        }
        #expect(text.components(separatedBy: "HTTP/1.1 404").count == 501)
      }
    }
  }
}

/// Beside the others, since it is mostly waiting: 15 seconds without a word, 30 seconds for a body.
@Suite struct `Whoever drips` {
  @Test func `is cut off, in the head and in the body`() async throws {
    try await onStage { stage async throws in
      let head = "POST /webhooks/whatsapp/main HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n"
      let (silent, inHead, inBody) = (try Line(stage.url), try Line(stage.url), try Line(stage.url))
      inHead.send("POST /pl HTTP/1.1\r\nX: ")
      inBody.send(head + "\r\n")
      let begin = ContinuousClock.now
      var cut: [String: Duration] = [:]
      _ = try await eventually("three lines cut; until now \(cut)", within: .seconds(90)) { () -> Bool? in
        for (name, line) in [("silent", silent), ("head", inHead), ("body", inBody)] where cut[name] == nil {
          if line.isCut { cut[name] = ContinuousClock.now - begin }
        }
        if cut["head"] == nil { inHead.send("a") }
        if cut["body"] == nil { inBody.send("a") }
        try await Task.sleep(for: .milliseconds(500))
        return cut.count == 3 ? true : nil
      }
      #expect(try #require(cut["silent"]) < .seconds(30))
      #expect(try #require(cut["head"]) < .seconds(30))
      #expect(try #require(cut["body"]) < .seconds(50))
      #expect(try await stage.get("/pl").status == 200)
    }
  }
}

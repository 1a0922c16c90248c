import Foundation
import Testing

@testable import Curl

@Suite struct `A transfer that sent nothing` {
  @Test func `was refused a connection`() async throws {
    let url = "http://127.0.0.1:\(try RawServer.deserted())/"
    await #expect(throws: TransferFailure.notSent(.unreachable)) { try await CurlClient().perform(call(url)) }
  }

  @Test func `found no such name`() async throws {
    await #expect(throws: TransferFailure.notSent(.nameNotFound)) {
      try await CurlClient().perform(call("http://no-such-host.invalid/"))
    }
  }

  @Test func `met something else than TLS`() async throws {
    let server = try RawServer { connection in
      guard connection.read() != nil else { return }
      connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
    }
    await #expect(throws: TransferFailure.notSent(.tls)) {
      try await CurlClient().perform(call("https://127.0.0.1:\(server.port)/"))
    }
  }

  @Test func `waited in vain for the handshake`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    var asked = call("https://127.0.0.1:\(server.port)/")
    asked.connectTimeout = .milliseconds(100)
    await #expect(throws: TransferFailure.notSent(.timedOut)) { try await CurlClient().perform(asked) }
  }

  @Test(arguments: [
    "", "nonsense://x/", "ftp://127.0.0.1/", "file:///etc/hostname", "http://a b/", "http://\r\nx",
  ])
  func `was no HTTP URL`(url: String) async throws {
    await #expect(throws: TransferFailure.notSent(.malformed)) { try await CurlClient().perform(call(url)) }
  }

  @Test func `would have smuggled a header`() async throws {
    var asked = call("http://127.0.0.1:1/")
    asked.headers = [("X", "1\r\nAuthorization: Bearer stolen")]
    await #expect(throws: TransferFailure.notSent(.malformed)) { try await CurlClient().perform(asked) }
  }

  @Test func `came after the end`() async throws {
    let client = CurlClient()
    client.shutdown()
    await #expect(throws: TransferFailure.notSent(.shutDown)) {
      try await client.perform(call("http://127.0.0.1:1/"))
    }
  }
}

@Suite struct `A transfer` {
  @Test func `has an unknown outcome when the other side closes before it answers`() async throws {
    let server = try RawServer { _ = $0.request() }
    await #expect(throws: TransferFailure.outcomeUnknown(.connectionLost)) {
      try await CurlClient().perform(call(server.url, method: "POST", body: "x"))
    }
    #expect(server.requests == 1)
  }

  @Test(arguments: ["x", ""])
  func `isn't repeated behind our back when a reused connection closes`(body: String) async throws {
    let server = try RawServer { connection in
      guard connection.request() != nil, connection.number == 1 else { return }
      connection.answer("")
      _ = connection.request()
    }
    let client = CurlClient()
    _ = try await client.perform(call(server.url))
    await #expect(throws: TransferFailure.outcomeUnknown(.connectionLost)) {
      try await client.perform(call(server.url, method: "POST", body: body))
    }
    #expect(server.requests == 2)
  }

  @Test func `has an unknown outcome when the answer is cut short`() async throws {
    let server = try RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
    }
    await #expect(throws: TransferFailure.outcomeUnknown(.truncated)) {
      try await CurlClient().perform(call(server.url, method: "POST", body: "x"))
    }
  }

  @Test func `has an unknown outcome when no answer comes in time`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    await #expect(throws: TransferFailure.outcomeUnknown(.timedOut)) {
      try await CurlClient().perform(call(server.url, method: "POST", body: "x", within: .milliseconds(200)))
    }
  }

  @Test func `is cut off when the body drips`() async throws {
    // A chunk for each millisecond until the client has had enough: silence isn't what ends it.
    let server = try RawServer { connection in
      guard connection.request() != nil else { return }
      connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while connection.send("1\r\na\r\n") { usleep(1000) }
    }
    await #expect(throws: TransferFailure.outcomeUnknown(.timedOut)) {
      try await CurlClient().perform(call(server.url, within: .milliseconds(300)))
    }
  }

  @Test func `is cut off when nothing moves`() async throws {
    let server = try RawServer { $0.waitForEnd() }
    var asked = call(server.url)
    asked.stallTimeout = .seconds(1)
    await #expect(throws: TransferFailure.outcomeUnknown(.stalled)) { try await CurlClient().perform(asked) }
  }

  @Test func `ends when its task is cancelled, with the request on its way`() async throws {
    let (requests, arrived) = AsyncStream<Void>.makeStream()
    let server = try RawServer { connection in
      _ = connection.request()
      arrived.yield()
      connection.waitForEnd()
    }
    let client = CurlClient()
    let task = Task { try await client.perform(call(server.url)) }
    for await _ in requests { break }
    task.cancel()
    await #expect(throws: TransferFailure.outcomeUnknown(.cancelled)) { try await task.value }
  }

  @Test func `doesn't begin when its task was cancelled before`() async throws {
    let server = try RawServer { _ = $0.request() }
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await CurlClient().perform(call(server.url))
    }
    await #expect(throws: TransferFailure.cancelled) { try await task.value }
    #expect(server.connections == 0)
  }

  @Test func `fails when the client is shut down`() async throws {
    let (requests, arrived) = AsyncStream<Void>.makeStream()
    let server = try RawServer { connection in
      _ = connection.request()
      arrived.yield()
      connection.waitForEnd()
    }
    let client = CurlClient()
    let task = Task { try await client.perform(call(server.url)) }
    for await _ in requests { break }
    client.shutdown()
    await #expect(throws: TransferFailure.outcomeUnknown(.shutDown)) { try await task.value }
  }
}

import Foundation
import Glibc
import Synchronization
import Testing

@testable import Curl

/// To a server on this machine, with limits that a test doesn't meet by accident.
func call(_ url: String, method: String = "GET", body: String = "", within limit: Duration = .seconds(20))
  -> HTTPCall
{
  HTTPCall(
    method: method, url: url, body: Array(body.utf8), connectTimeout: limit, totalTimeout: limit,
    addresses: .any)
}

@Suite struct `An answer` {
  @Test func `comes with status, headers and body`() async throws {
    let server = try RawServer { connection in
      while connection.request() != nil {
        connection.answer("tak", status: "503 Busy", headers: "Retry-After:  17 \r\nX-Empty:\r\n")
      }
    }
    let answer = try await CurlClient().perform(call(server.url))
    #expect(answer.status == 503)
    #expect(answer.header("retry-after") == "17")
    #expect(answer.header("x-empty") == "")
    #expect(answer.header("x-none") == nil)
    #expect(answer.body == Array("tak".utf8))
  }

  @Test func `is to the request as it was given`() async throws {
    let server = try RawServer { connection in
      while let request = connection.request() { connection.answer(request) }
    }
    var asked = call(server.url + "a?b=c", method: "PUT", body: "zażółć")
    asked.headers = [("Authorization", "Bearer x"), ("X-Empty", "")]
    let answer = try await CurlClient().perform(asked)
    let request = String(decoding: answer.body, as: UTF8.self)
    #expect(request.hasPrefix("PUT /a?b=c HTTP/1.1\r\n"))
    #expect(request.hasSuffix("\r\n\r\nzażółć"))
    #expect(request.contains("\r\nAuthorization: Bearer x\r\n"))
    #expect(request.contains("\r\nX-Empty:\r\n"))
    #expect(!request.contains("Expect:"))
    #expect(!request.contains("Content-Type:"))
  }

  @Test func `skips interim answers and doesn't follow a redirect`() async throws {
    let server = try RawServer { connection in
      while connection.request() != nil {
        connection.send("HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\n")
        connection.answer("", status: "302 Found", headers: "Location: /elsewhere\r\n")
      }
    }
    let answer = try await CurlClient().perform(call(server.url))
    #expect(answer.status == 302)
    #expect(answer.header("location") == "/elsewhere")
    #expect(answer.header("x-early") == nil)
    #expect(server.requests == 1)
  }

  @Test func `comes over the same connection when one is free`() async throws {
    let server = try RawServer { connection in
      while connection.request() != nil { connection.answer("") }
    }
    let client = CurlClient()
    for _ in 1...5 { _ = try await client.perform(call(server.url, method: "POST", body: "x")) }
    #expect(server.requests == 5)
    // One, but on a machine so busy that a free connection grows too old to be trusted.
    #expect(server.connections < 5)
  }

  @Test func `doesn't wait for another call's`() async throws {
    // The first connection is answered when the second has been: in turn they would never end.
    let second = DispatchSemaphore(value: 0)
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      if request.hasPrefix("GET /first") { second.wait() }
      connection.answer("")
      if request.hasPrefix("GET /second") { second.signal() }
      connection.waitForEnd()
    }
    let client = CurlClient()
    async let first = client.perform(call(server.url + "first"))
    async let other = client.perform(call(server.url + "second"))
    let statuses = try await [first.status, other.status]
    #expect(statuses == [200, 200])
  }

  @Test func `comes through a socket file, whatever the addresses allowed`() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/curl-\(UUID().uuidString.prefix(8)).sock"
    defer { unlink(path) }
    let server = try RawServer(path: path) { connection in
      while connection.request() != nil { connection.answer("here") }
    }
    var asked = call("http://localhost/")
    asked.unixSocket = path
    asked.addresses = .publicOnly(except: [])
    let answer = try await CurlClient().perform(asked)
    #expect(answer.body == Array("here".utf8))
    #expect(server.requests == 1)
  }

  @Test func `may be as long as allowed`() async throws {
    let server = try RawServer { connection in
      while connection.request() != nil { connection.answer(String(repeating: "a", count: 1000)) }
    }
    var asked = call(server.url)
    asked.maxResponseBytes = 1000
    #expect(try await CurlClient().perform(asked).body.count == 1000)
    asked.maxResponseBytes = 999
    await #expect(throws: TransferFailure.tooLarge) { try await CurlClient().perform(asked) }
  }
}

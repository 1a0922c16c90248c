import Foundation
import Synchronization
import Testing

@testable import Curl

/// Too long for what lies between two sockets of this machine, so that it is never sent wholly to a server that
/// doesn't read.
private let long = "a: b\r\n\r\n" + String(repeating: String(repeating: "x", count: 998) + "\r\n", count: 32_000)

@Suite struct `A letter not sent to its end` {
  @Test func `found nobody`() async throws {
    let url = "smtp://127.0.0.1:\(try RawServer.deserted())"
    await #expect(throws: TransferFailure.notSent(.unreachable)) { try await CurlClient().perform(letter(url)) }
    await #expect(throws: TransferFailure.notSent(.nameNotFound)) {
      try await CurlClient().perform(letter("smtp://no-such-host.invalid"))
    }
  }

  @Test(arguments: ["", "EHLO", "MAIL", "RCPT", "DATA"])
  func `lost its connection before`(step: String) async throws {
    let sink = try MailSink(saying: [step: nil])
    await #expect(throws: TransferFailure.notSent(.connectionLost)) {
      try await CurlClient().perform(letter(sink.url))
    }
  }

  @Test func `lost its connection on the way`() async throws {
    let sink = try MailSink([
      "DATA": { connection in
        connection.send("354 go on\r\n")
        _ = connection.bytes()
        return nil
      }
    ])
    await #expect(throws: TransferFailure.notSent(.connectionLost)) {
      try await CurlClient().perform(letter(sink.url, long))
    }
  }

  @Test(arguments: ["", "MAIL", "DATA"])
  func `waited in vain for a word`(step: String) async throws {
    let sink = try MailSink([
      step: { connection in
        connection.waitForEnd()
        return nil
      }
    ])
    var asked = letter(sink.url)
    asked.connectTimeout = .milliseconds(300)
    asked.totalTimeout = .milliseconds(300)
    await #expect(throws: TransferFailure.notSent(.timedOut)) { try await CurlClient().perform(asked) }
  }

  @Test func `met a server that drips`() async throws {
    let sink = try MailSink([
      "MAIL": { connection in
        connection.send("250-")
        while connection.send("x") { usleep(1000) }
        return nil
      }
    ])
    var asked = letter(sink.url)
    asked.totalTimeout = .milliseconds(300)
    await #expect(throws: TransferFailure.notSent(.timedOut)) { try await CurlClient().perform(asked) }
  }

  /// Were the transfer just dropped, libcurl would send the line that ends the letter, and the server had a half.
  @Test(arguments: [true, false])
  func `stays without an end when it is cancelled or shut down`(isCancelled: Bool) async throws {
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let (ends, end) = AsyncStream<[UInt8]>.makeStream()
    let isOver = DispatchSemaphore(value: 0)
    let sink = try MailSink([
      "DATA": { connection in
        connection.send("354 go on\r\n")
        _ = connection.bytes()
        begin.yield()
        isOver.wait()
        var last: [UInt8] = []
        while let part = connection.bytes() { last = (last + part).suffix(5) }
        end.yield(last)
        return nil
      }
    ])
    let client = CurlClient()
    let task = Task { try await client.perform(letter(sink.url, long)) }
    for await _ in begun { break }
    if isCancelled { task.cancel() } else { client.shutdown() }
    await #expect(throws: isCancelled ? TransferFailure.cancelled : .notSent(.shutDown)) { try await task.value }
    isOver.signal()
    for await last in ends {
      #expect(last != Array("\r\n.\r\n".utf8))
      break
    }
  }

  @Test func `came after the end`() async throws {
    let client = CurlClient()
    client.shutdown()
    await #expect(throws: TransferFailure.notSent(.shutDown)) {
      try await client.perform(letter("smtp://127.0.0.1:1"))
    }
  }
}

@Suite struct `A letter sent to its end` {
  @Test func `has an unknown outcome when the connection closes before the answer`() async throws {
    let sink = try MailSink(saying: [".": nil])
    await #expect(throws: TransferFailure.outcomeUnknown(.connectionLost)) {
      try await CurlClient().perform(letter(sink.url))
    }
    #expect(sink.letters.count == 1)
  }

  @Test func `has an unknown outcome when the answer is none`() async throws {
    let sink = try MailSink(saying: [".": "354 go on"])
    await #expect(throws: TransferFailure.outcomeUnknown(.badAnswer)) {
      try await CurlClient().perform(letter(sink.url))
    }
  }

  /// Ten seconds each: all that comes before the silence counts too, however slow the machine.
  @Test func `has an unknown outcome when the answer doesn't come, or drips`() async throws {
    let mute = try MailSink([
      ".": { connection in
        connection.waitForEnd()
        return nil
      }
    ])
    let dripping = try MailSink([
      ".": { connection in
        connection.send("250-")
        while connection.send("x") { usleep(1000) }
        return nil
      }
    ])
    var late = letter(mute.url)
    late.totalTimeout = .seconds(10)
    var slow = letter(dripping.url)
    slow.totalTimeout = .seconds(10)
    var stalled = letter(mute.url)
    stalled.stallTimeout = .seconds(10)
    let cases: [(MailCall, TransferFailure.Reason)] = [
      (late, .timedOut), (slow, .timedOut), (stalled, .stalled),
    ]
    await withDiscardingTaskGroup { group in
      for (mail, reason) in cases {
        group.addTask {
          await #expect(throws: TransferFailure.outcomeUnknown(reason)) { try await CurlClient().perform(mail) }
        }
      }
    }
  }

  @Test(arguments: [true, false])
  func `has an unknown outcome when it is cancelled or shut down while the answer is awaited`(isCancelled: Bool)
    async throws
  {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let sink = try MailSink([
      ".": { connection in
        arrived.yield()
        connection.waitForEnd()
        return nil
      }
    ])
    let client = CurlClient()
    let task = Task { try await client.perform(letter(sink.url)) }
    for await _ in arrivals { break }
    if isCancelled { task.cancel() } else { client.shutdown() }
    await #expect(throws: TransferFailure.outcomeUnknown(isCancelled ? .cancelled : .shutDown)) {
      try await task.value
    }
  }

  @Test func `holds up neither another nor a request while its answer is awaited`() async throws {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let others = DispatchSemaphore(value: 0)
    let slow = try MailSink([
      ".": { _ in
        arrived.yield()
        others.wait()
        return "250 at last"
      }
    ])
    let quick = try MailSink()
    let site = try RawServer { connection in
      while connection.request() != nil { connection.answer("") }
    }
    let client = CurlClient()
    async let first = client.perform(letter(slow.url))
    for await _ in arrivals { break }
    #expect(try await client.perform(letter(quick.url)).code == 250)
    #expect(try await client.perform(call(site.url)).status == 200)
    others.signal()
    #expect(try await first.code == 250)
  }

  @Test func `is answered before the goodbye is`() async throws {
    let hasGone = Mutex(false)
    let sink = try MailSink([
      "QUIT": { connection in
        connection.waitForEnd()
        hasGone.withLock { $0 = true }
        return nil
      }
    ])
    var asked = letter(sink.url)
    asked.totalTimeout = .seconds(10)
    #expect(try await CurlClient().perform(asked).code == 250)
    #expect(!hasGone.withLock { $0 })
  }
}

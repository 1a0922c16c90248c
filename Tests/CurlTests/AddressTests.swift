import Testing

@testable import Curl

@Suite struct `An address` {
  @Test(arguments: [
    "1.1.1.1", "100.63.255.255", "172.32.0.1", "192.169.0.1", "2a00:1450::1", "2001:4860::8888",
    "64:ff9b::101:101",
  ])
  func `is public`(literal: String) throws {
    #expect(try #require(Address(literal: literal)).isPublic)
  }

  @Test(arguments: [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:1.1.1.1", "fc00::1", "fd12::1", "fe80::1", "ff02::1", "2002:7f00:1::",
    "2001::1",
    "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b:1::1",
  ])
  func `isn't public`(literal: String) throws {
    #expect(try !#require(Address(literal: literal)).isPublic)
  }

  @Test(arguments: ["", "localhost", "1.1.1", "010.0.0.1.1", "[::1", "::g"])
  func `is written as one or not at all`(text: String) {
    #expect(Address(literal: text) == (text == "[::1" ? Address(literal: "::1") : nil))
  }
}

@Suite struct `A private address` {
  let policy = AddressPolicy.publicOnly(except: [])

  @Test(arguments: ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "0"])
  func `is refused however it is written`(host: String) async throws {
    let server = try RawServer { _ = $0.request() }
    var asked = call("http://\(host):\(server.port)/")
    asked.addresses = policy
    await #expect(throws: TransferFailure.notSent(.privateAddress)) { try await CurlClient().perform(asked) }
    #expect(server.connections == 0)
  }

  @Test func `is refused on a connection that a wider call left open`() async throws {
    let server = try RawServer { connection in
      while connection.request() != nil { connection.answer("") }
    }
    let client = CurlClient()
    var asked = call(server.url)
    _ = try await client.perform(asked)
    asked.addresses = policy
    await #expect(throws: TransferFailure.notSent(.privateAddress)) { try await client.perform(asked) }
    #expect(server.requests == 1)
  }

  @Test(arguments: [("localhost", "LOCALHOST"), ("localhost", "127.0.0.1"), ("127.0.0.1", "127.0.0.1")])
  func `is allowed by host or by address`(host: String, exception: String) async throws {
    let server = try RawServer { connection in
      while connection.request() != nil { connection.answer("") }
    }
    var asked = call("http://\(host):\(server.port)/")
    asked.addresses = .publicOnly(except: ["10.0.0.1", exception])
    #expect(try await CurlClient().perform(asked).status == 200)
  }
}

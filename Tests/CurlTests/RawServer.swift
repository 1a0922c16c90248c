import Foundation
import Glibc
import Synchronization

/// A server of bare sockets whose every answer is written out by the test. One thread for each connection.
final class RawServer: Sendable {
  typealias Script = @Sendable (RawConnection) -> Void

  let port: Int
  private let listener: Int32
  private let counts = Mutex((connections: 0, requests: 0))

  var connections: Int { counts.withLock { $0.connections } }
  var requests: Int { counts.withLock { $0.requests } }
  var url: String { "http://127.0.0.1:\(port)/" }

  /// On 127.0.0.1, or at a socket file.
  init(path: String? = nil, _ script: @escaping Script) throws {
    listener = try path.map(Self.listen(at:)) ?? Self.listenOnLoopback()
    port = path == nil ? try Self.port(of: listener) : 0
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0, let self else { break }
        let number = self.counts.withLock { counts in
          counts.connections += 1
          return counts.connections
        }
        let connection = RawConnection(socket: socket, number: number) { [weak self] in
          self?.counts.withLock { $0.requests += 1 }
        }
        Thread.detachNewThread {
          script(connection)
          close(socket)
        }
      }
    }
  }

  deinit {
    // Wakes the thread in accept.
    Glibc.shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  /// A port of this machine where nobody listens.
  static func deserted() throws -> Int {
    let socket = try listenOnLoopback()
    defer { close(socket) }
    return try port(of: socket)
  }

  private static func listenOnLoopback() throws -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    return try listen(AF_INET, address)
  }

  private static func listen(at path: String) throws -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8).prefix(107)) }
    return try listen(AF_UNIX, address)
  }

  private static func listen<Address>(_ family: Int32, _ address: Address) throws -> Int32 {
    let listener = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    let length = socklen_t(MemoryLayout<Address>.size)
    let isBound = withUnsafeBytes(of: address) {
      bind(listener, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), length) == 0
    }
    guard isBound, Glibc.listen(listener, 16) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    return listener
  }

  private static func port(of listener: Int32) throws -> Int {
    var address = sockaddr_in()
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isNamed = withUnsafeMutableBytes(of: &address) {
      getsockname(listener, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self), &length) == 0
    }
    guard isNamed else { throw POSIXError(.EBADF) }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

/// One accepted connection, in the hands of the script.
struct RawConnection: Sendable {
  let socket: Int32
  /// 1 for the server's first.
  let number: Int
  let count: @Sendable () -> Void

  /// The next request, head and body as text; `nil` when the client has gone.
  func request() -> String? {
    var text = ""
    while !isWhole(text) {
      guard let part = read() else { return nil }
      text += part
    }
    count()
    return text
  }

  /// Whatever has come in; `nil` when the client has gone.
  func read() -> String? {
    bytes().map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whatever has come in, to the byte; `nil` when the client has gone.
  func bytes() -> ArraySlice<UInt8>? {
    var room = [UInt8](repeating: 0, count: 65536)
    let length = recv(socket, &room, room.count, 0)
    return length > 0 ? room.prefix(length) : nil
  }

  /// False when the client has gone.
  @discardableResult func send(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
  }

  func answer(_ body: String, status: String = "200 OK", headers: String = "") {
    send("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)")
  }

  /// Returns when the client has gone.
  func waitForEnd() {
    while read() != nil {}
  }

  private func isWhole(_ text: String) -> Bool {
    guard let end = text.range(of: "\r\n\r\n") else { return false }
    let wanted = text.lowercased().firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
    return text[end.upperBound...].utf8.count >= wanted
  }
}

import Foundation
import Glibc
import Synchronization

/// A gateway of bare sockets on loopback, which does with each request what the test says.
final class StandInGateway: Sendable {
  enum Reply: Sendable {
    case answer(status: Int, body: String, headers: String = "")
    /// The connection is torn down after the request was taken in.
    case reset

    static let accepted = Reply.answer(
      status: 200, body: #"{"messaging_product":"whatsapp","contacts":[],"messages":[{"id":"wamid.out"}]}"#)

    static func refused(_ status: Int, code: Int, headers: String = "") -> Reply {
      .answer(
        status: status,
        body: #"{"error":{"message":"(#\#(code)) no","type":"OAuthException","code":\#(code)}}"#,
        headers: headers)
    }
  }

  let port: Int
  private let listener: Int32
  private let taken = Mutex<[String]>([])

  /// Head and body of every request, in the order in which they came.
  var requests: [String] { taken.withLock { $0 } }

  /// - Parameter reply: what becomes of the nth request, counted from 1.
  init(_ reply: @escaping @Sendable (_ number: Int) -> Reply) throws {
    listener = try Self.listen()
    port = try Self.port(of: listener)
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let socket = accept(listener, nil, nil)
        guard socket >= 0, self != nil else { break }
        Thread.detachNewThread { [weak self] in
          while let request = Self.request(from: socket), let self {
            let number = self.taken.withLock { taken in
              taken.append(request)
              return taken.count
            }
            guard Self.give(reply(number), to: socket) else { break }
          }
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
    let listener = try listen()
    defer { close(listener) }
    return try port(of: listener)
  }

  /// False when the connection is to end.
  private static func give(_ reply: Reply, to socket: Int32) -> Bool {
    switch reply {
    case .answer(let status, let body, let headers):
      let text = "HTTP/1.1 \(status) Told\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
      let bytes = Array(text.utf8)
      return send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    case .reset:
      var hard = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &hard, socklen_t(MemoryLayout<linger>.size))
      return false
    }
  }

  private static func request(from socket: Int32) -> String? {
    var text = ""
    var room = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = text.range(of: "\r\n\r\n") {
        let length = text.lowercased().firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
        if text[end.upperBound...].utf8.count >= length { return text }
      }
      let count = recv(socket, &room, room.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: room.prefix(count), as: UTF8.self)
    }
  }

  private static func listen() throws -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    let isBound = withUnsafeBytes(of: address) {
      bind(
        listener, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
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

import Foundation
import Glibc

/// A bare connection to the desk, for what no HTTP client would send. Reading waits three seconds at most, so that a
/// desk that hangs fails the test and doesn't hold it up.
final class Line: Sendable {
  private let socket: Int32

  init(_ url: String) throws {
    guard let port = url.split(separator: ":").last.flatMap({ UInt16($0) }) else { throw POSIXError(.EINVAL) }
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let isConnected = withUnsafeBytes(of: address) {
      connect(
        socket, $0.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
    }
    guard isConnected else { throw POSIXError(.ECONNREFUSED) }
    var patience = timeval(tv_sec: 3, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(socket) }

  /// False when the desk has hung up.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// No more will be sent; an answer can still be read.
  func finish() { Glibc.shutdown(socket, Int32(SHUT_WR)) }

  /// The head of the answer and what came with it; nil when the desk hung up or said nothing.
  func answer() -> String? {
    var room = [UInt8](repeating: 0, count: 65536)
    let count = recv(socket, &room, room.count, 0)
    return count > 0 ? String(decoding: room.prefix(count), as: UTF8.self) : nil
  }

  /// "HTTP/1.1 413 …" is 413.
  func status() -> Int? { answer().flatMap { Int($0.dropFirst(9).prefix(3)) } }

  /// Whether the desk has hung up by now; doesn't wait. What it said before that is passed over.
  var isCut: Bool {
    var room = [UInt8](repeating: 0, count: 4096)
    var count = 1
    while count > 0 { count = recv(socket, &room, room.count, Int32(MSG_DONTWAIT)) }
    return count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK)
  }
}

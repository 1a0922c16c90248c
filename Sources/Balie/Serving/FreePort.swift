import Foundation

/// A port on loopback for the pretended gateway, chosen before the desk starts, since the desk must know it.
enum FreePort {
  /// The wanted one; any free one for 0.
  static func choose(_ wanted: Int) throws -> Int {
    if wanted != 0 { return wanted }
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    guard isBound else { throw ConfigurationFault(key: "--listen", reason: "no free port on loopback") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

import Foundation

/// A port on loopback for the pretended gateway, chosen before the desk starts, since the desk must know it.
enum FreePort {
  /// The wanted one, or any other when it is taken or 0.
  static func choose(_ wanted: Int) throws -> Int {
    if let port = bound(wanted) ?? bound(0) { return port }
    throw ConfigurationFault(key: "--listen", reason: "no free port on loopback")
  }

  private static func bound(_ wanted: Int) -> Int? {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(wanted).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    return !isBound ? nil : Int(UInt16(bigEndian: address.sin_port))
  }
}

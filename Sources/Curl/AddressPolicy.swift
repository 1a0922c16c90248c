import CCurl
import Glibc

/// Which addresses may be connected to. It is judged on the address itself, after the name was looked up, so
/// that a public name pointing inwards (or pointing elsewhere the second time) doesn't get through.
package enum AddressPolicy: Sendable, Equatable {
  case any
  /// Only addresses of the open internet, but for these: hosts as written in the URL, or literal addresses.
  case publicOnly(except: [String])

  /// - Parameter host: the URL's host.
  func allows(_ address: Address, host: String) -> Bool {
    switch self {
    case .any: true
    case .publicOnly(let except):
      address.isPublic
        || except.contains { $0.lowercased() == host.lowercased() || Address(literal: $0) == address }
    }
  }
}

/// An IP address: 4 or 16 bytes in network order.
struct Address: Equatable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// `nil` unless the text is an IPv4 or IPv6 address; brackets and a zone are allowed.
  init?(literal: String) {
    let bare = literal.trimmingPrefix("[").prefix { $0 != "]" && $0 != "%" }
    var room = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, String(bare), &room) == 1 {
      bytes = Array(room.prefix(4))
    } else if inet_pton(AF_INET6, String(bare), &room) == 1 {
      bytes = room
    } else {
      return nil
    }
  }

  /// Reachable on the open internet, by IANA's registries of special-purpose addresses (RFC 6890 and later).
  var isPublic: Bool {
    if bytes.count == 4 { return !Self.special4.contains(where: covers) }
    // NAT64 (RFC 6052) is the IPv4 address at its end.
    if covers(([0x00, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0], 96)) {
      return Address(bytes: Array(bytes.suffix(4))).isPublic
    }
    // Global unicast is 2000::/3 and nothing else; that leaves out ::, ::1, ::ffff:0:0/96, fc00::/7, fe80::/10
    // and ff00::/8 by itself.
    return covers(([0x20], 3)) && !Self.special6.contains(where: covers)
  }

  private typealias Block = (prefix: [UInt8], bits: Int)

  private func covers(_ block: Block) -> Bool {
    for bit in 0..<block.bits {
      let mask = UInt8(0x80) >> (bit % 8)
      let wanted = bit / 8 < block.prefix.count ? block.prefix[bit / 8] : 0
      if bytes[bit / 8] & mask != wanted & mask { return false }
    }
    return true
  }

  private static let special4: [Block] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  /// Protocol assignments with Teredo, documentation, 6to4 (which hides an IPv4 address), documentation.
  private static let special6: [Block] = [
    ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF, 0x00], 20),
  ]
}

import Hummingbird
import HTTPTypes
import NIOCore

/// Who posted, by address: the other end of the connection, or, where that is a proxy of the desk's own, whom it names.
package struct PosterAddress: Sendable {
  /// Addresses of proxies that may say who asks, in `X-Forwarded-For` (`proxies` of the configuration).
  let trusted: Set<String>

  package init(trusted: [String]) { self.trusted = Set(trusted) }

  /// The last one named that isn't a proxy of ours: what stands before it anybody could have written.
  func of(_ request: Request, _ context: DeskContext) -> String {
    let peer = context.channel.remoteAddress?.ipAddress ?? ""
    guard trusted.contains(peer) else { return Self.network(peer) }
    let named = request.headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
      .map { $0.split(whereSeparator: \.isWhitespace).joined() }
    return Self.network(named.last { !trusted.contains($0) } ?? peer)
  }

  /// A household or a phone has a whole /64 of IPv6.
  static func network(_ address: String) -> String {
    guard address.contains(":"), !address.hasPrefix("::ffff:") else { return address }
    let head = address.split(separator: ":", omittingEmptySubsequences: false)
    guard let gap = head.firstIndex(of: ""), gap < 4 else { return head.prefix(4).joined(separator: ":") }
    return head.prefix(gap).joined(separator: ":")
  }
}

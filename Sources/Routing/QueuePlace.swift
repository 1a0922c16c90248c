import Desk
import Foundation
import Storage

/// Where a page of an adviser's queue ended. Points change with time, so it also holds the moment at which the list was
/// begun: nobody is shown twice or passed over, though rows change between the pages.
package struct QueuePlace: Sendable, Equatable, CustomStringConvertible {
  let begin: Date
  let now: Date
  let standing: Standing

  init(_ view: QueueView, _ standing: Standing) {
    begin = view.begin
    now = view.now
    self.standing = standing
  }

  /// Nil for a text that we never gave.
  package init?(_ text: String) {
    let parts = text.split(separator: "-").map(String.init)
    guard parts.count == 6, let begin = Int64(parts[0]), let now = Int64(parts[1]), let danger = Int(parts[2]),
      let points = UInt64(parts[3], radix: 16), let place = UInt64(parts[4], radix: 16), let id = Int64(parts[5]),
      begin <= now, now - begin < 100 * 366 * 86_400_000
    else { return nil }
    self.begin = Date(milliseconds: begin)
    self.now = Date(milliseconds: now)
    standing = Standing(
      rank: Rank(danger: danger == 1, points: Double(bitPattern: points)), place: Double(bitPattern: place), id: id)
  }

  package var description: String {
    let parts = [
      "\(begin.milliseconds)", "\(now.milliseconds)", standing.rank.danger ? "1" : "0",
      String(standing.rank.points.bitPattern, radix: 16), String(standing.place.bitPattern, radix: 16),
      "\(standing.id)",
    ]
    return parts.joined(separator: "-")
  }
}

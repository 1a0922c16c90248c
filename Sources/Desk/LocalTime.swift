import Foundation

/// A time of day on the wall clock, in minutes from midnight. 24:00 is the end of the day.
package struct LocalTime: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let minutes: Int

  /// "HH:MM", "00:00" to "24:00".
  package init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
      let hour = Int(parts[0]), let minute = Int(parts[1]),
      (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 24 * 60
    else { return nil }
    minutes = hour * 60 + minute
  }

  /// Clamped to the day.
  package init(minutes: Int) { self.minutes = min(max(minutes, 0), 24 * 60) }

  package static func < (left: LocalTime, right: LocalTime) -> Bool { left.minutes < right.minutes }

  package var description: String {
    let hour = minutes / 60
    let minute = minutes % 60
    return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }
}

extension LocalTime: Codable {
  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let time = LocalTime(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a time of day"))
    }
    self = time
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

package enum Weekday: String, Sendable, Codable, CaseIterable {
  case mon, tue, wed, thu, fri, sat, sun
}

/// A stretch of a day, `from` included, `to` not.
package struct DayPart: Hashable, Sendable, Codable {
  package let from: LocalTime
  package let to: LocalTime

  package init?(from: LocalTime, to: LocalTime) {
    guard from < to else { return nil }
    self.from = from
    self.to = to
  }

  /// "09:00-17:30".
  package var text: String { "\(from)-\(to)" }

  /// "09:00-17:30".
  package init?(_ text: String) {
    let ends = text.split(separator: "-").map { LocalTime(String($0)) }
    guard ends.count == 2, let from = ends[0], let to = ends[1] else { return nil }
    self.init(from: from, to: to)
  }
}

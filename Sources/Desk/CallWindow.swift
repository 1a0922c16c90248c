import Foundation

/// When somebody can be called safely: on these days, between these times of day, in a named zone.
/// No window means any time.
package struct CallWindow: Sendable, Hashable, Codable {
  package let days: [Weekday]
  package let from: LocalTime
  package let to: LocalTime
  package let zone: String

  /// Nil when the window is empty or the zone doesn't exist.
  package init?(days: [Weekday], from: LocalTime, to: LocalTime, zone: String) {
    guard !days.isEmpty, from < to, TimeZone(identifier: zone) != nil else { return nil }
    self.days = days
    self.from = from
    self.to = to
    self.zone = zone
  }

  /// - Throws: for a window that could never open, or a zone that doesn't exist.
  package init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    let window = Self(
      days: try fields.decode([Weekday].self, forKey: .days), from: try fields.decode(LocalTime.self, forKey: .from),
      to: try fields.decode(LocalTime.self, forKey: .to), zone: try fields.decode(String.self, forKey: .zone))
    guard let window else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "never opens"))
    }
    self = window
  }

  package var hours: WeeklyHours? {
    guard let zone = TimeZone(identifier: zone), let part = DayPart(from: from, to: to) else { return nil }
    return WeeklyHours(Dictionary(uniqueKeysWithValues: Set(days).map { ($0, [part]) }), zone: zone)
  }
}

extension [CallWindow] {
  /// May the person be called at this moment?
  package func allow(_ moment: Date) -> Bool {
    isEmpty || contains { $0.hours?.contains(moment) ?? false }
  }

  /// Until when the person may be called who may be called now; nil when there is no end to it.
  package func openUntil(_ moment: Date) -> Date? {
    compactMap { $0.hours?.interval(at: moment)?.end }.max()
  }

  /// The next moment at which a window opens; nil when there are none.
  package func nextOpening(after moment: Date) -> Date? {
    compactMap { $0.hours?.next(after: moment)?.start }.min()
  }
}

import Desk
import Foundation
import Testing

/// Invented colleagues, clients and moments.
enum Invented {
  static let pl = Languages.stored("pl")
  static let bg = Languages.stored("bg")
  static let el = Languages.stored("el")
  static let amsterdam = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt

  /// A Wednesday, ten in the morning.
  static let morning = at("2026-06-10T10:00:00+02:00")

  static func at(_ iso8601: String) -> Date {
    (try? Date(iso8601, strategy: .iso8601)) ?? .distantPast
  }

  static let ilinca = adviser("ilinca", speaks: [pl: .fluent, bg: .enough])
  static let pavel = adviser("pavel", speaks: [pl: .native])
  static let marit = adviser("marit", role: .coordinator, speaks: [:])

  static func adviser(
    _ name: String, role: Adviser.Role = .adviser, speaks: [Language: Adviser.Level],
    roster: WeeklyHours = hours([.mon, .tue, .wed, .thu, .fri], "09:00-17:30")
  ) -> Adviser {
    Adviser(
      id: AdviserID(name), name: name.capitalized, role: role,
      languages: speaks.map { .init(language: $0.key, level: $0.value) }, specialisms: [], roster: roster)
  }

  static func hours(_ days: [Weekday], _ parts: String...) -> WeeklyHours {
    let parts = parts.compactMap { DayPart($0) }
    return WeeklyHours(Dictionary(uniqueKeysWithValues: days.map { ($0, parts) }), zone: amsterdam)
  }

  static func window(
    _ days: [Weekday], _ from: String, _ to: String, zone: String = "Europe/Amsterdam"
  ) throws -> CallWindow {
    let from = try #require(LocalTime(from))
    let to = try #require(LocalTime(to))
    return try #require(CallWindow(days: days, from: from, to: to, zone: zone))
  }

  static let policy = AttemptPolicy(zone: amsterdam)

  /// Somebody who asked on the morning, by WhatsApp, in Polish unless another language is said.
  static func callback(
    _ id: ID<Callback> = 1, language: Language? = pl, hasNumber: Bool = true, urgency: Urgency = .normal,
    windows: [CallWindow] = [], since: Date = morning
  ) throws -> Callback {
    var callback = Callback.receive(
      id,
      .init(
        reference: .stored("4821-7736"), person: 1, channel: .whatsapp, account: "main", urgency: urgency,
        windows: windows, hasNumber: hasNumber, waitingSince: since),
      now: since)
    if let language { try callback.know(language, because: ["said so"], by: .client, now: since) }
    return callback
  }
}

import Desk

/// The settings of rosters and routing.
enum RoutingSettings {
  /// `desk.holidays: nl`, and what the desk decided about single days.
  static func closedDays(_ reader: SettingsReader) throws -> ClosedDays {
    var closed = ClosedDays()
    if let country = try reader.textIfAny("desk.holidays") {
      guard country == "nl" else {
        throw ConfigurationFault(key: "desk.holidays", reason: "must be nl; other countries' are not known")
      }
      closed.dutchHolidays = true
    }
    if let text = try reader.textIfAny("desk.liberationDay") {
      guard let liberationDay = ClosedDays.LiberationDay(rawValue: text) else {
        throw ConfigurationFault(key: "desk.liberationDay", reason: "must be open, closed or lustrum")
      }
      closed.liberationDay = liberationDay
    }
    if let text = try reader.textIfAny("desk.goodFriday") {
      guard ["open", "closed"].contains(text) else {
        throw ConfigurationFault(key: "desk.goodFriday", reason: "must be open or closed")
      }
      closed.goodFriday = text == "closed"
    }
    closed.days = Set(
      try (reader.texts("desk.closedDays") ?? []).map { text in
        guard let day = Day(text) else {
          throw ConfigurationFault(key: "desk.closedDays", reason: "\(text) isn't YYYY-MM-DD")
        }
        return day
      })
    return closed
  }

  static func points(_ reader: SettingsReader) throws -> Points {
    var points = Points()
    for weight in PointsText.weights {
      let key = "routing.points.\(weight.name)"
      if let text = try reader.textIfAny(key) { points[keyPath: weight.path] = try PointsText.number(text, key) }
    }
    return points
  }
}

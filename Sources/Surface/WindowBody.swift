import Desk

/// A call window travels as it is.
extension CallWindow: Described {
  package static let schema = Schema.Object(
    "Window", "When the person can be called: these days, between these times.",
    [
      .always("days", .list(.one(of: Weekday.self))), .always("from", .text(pattern: time)),
      .always("to", .text(pattern: time)), .always("zone", .text(), "By name, such as Europe/Amsterdam."),
    ])

  private static let time = "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$"
}

/// When somebody wants to be called. Minutes from midnight; nil where nothing is said.
package struct TimeWish: Equatable, Sendable {
  /// "mon" … "sun"; empty for any day.
  package var days: [String] = []
  package var from: Int?
  package var to: Int?

  package init(days: [String] = [], from: Int? = nil, to: Int? = nil) {
    self.days = days
    self.from = from
    self.to = to
  }

  package var isEmpty: Bool { days.isEmpty && from == nil && to == nil }

  /// The hours in which people are called when only one end is said.
  private static let usual = (from: 8 * 60, to: 22 * 60)
  private static let least = 2 * 60
  private static let day = 24 * 60
  package static let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

  /// A window with both ends: "after nine in the evening" still leaves two hours.
  package var window: (days: [String], from: Int, to: Int) {
    let days = days.isEmpty ? Self.week : Self.week.filter(days.contains)
    switch (from, to) {
    case (let from?, let to?): return (days, from, to)
    case (let from?, nil): return (days, from, min(max(Self.usual.to, from + Self.least), Self.day))
    case (nil, let to?): return (days, max(0, min(Self.usual.from, to - Self.least)), to)
    case (nil, nil): return (days, 0, Self.day)
    }
  }
}

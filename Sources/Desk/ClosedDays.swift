/// Days on which a desk is closed although it is a weekday. Dutch public holidays are those of article 3 of the
/// Algemene termijnenwet; King's Day is on 26 April when the 27th is a Sunday.
package struct ClosedDays: Sendable, Equatable {
  /// 5 May is a public holiday, but a day off only where the employer says so; every fifth year at the government.
  package enum LiberationDay: String, Sendable, CaseIterable { case open, lustrum, closed }

  package var dutchHolidays: Bool
  package var liberationDay: LiberationDay
  /// Equated with the holidays by article 3, second paragraph; most offices are open.
  package var goodFriday: Bool
  package var days: Set<Day>

  package init(
    dutchHolidays: Bool = false, liberationDay: LiberationDay = .open, goodFriday: Bool = false, days: Set<Day> = []
  ) {
    self.dutchHolidays = dutchHolidays
    self.liberationDay = liberationDay
    self.goodFriday = goodFriday
    self.days = days
  }

  package static let none = ClosedDays()

  package func contains(_ day: Day) -> Bool {
    if days.contains(day) { return true }
    guard dutchHolidays else { return false }
    let (year, month, date) = day.parts
    switch (month, date) {
    case (1, 1), (12, 25), (12, 26): return true
    case (4, 26): return day.weekday == .sat && Self.kingsDayIsEarlier(year)
    case (4, 27): return !Self.kingsDayIsEarlier(year)
    case (5, 5) where isLiberationDayOff(year): return true
    case _: return isMovable(day, year)
    }
  }

  private static func kingsDayIsEarlier(_ year: Int) -> Bool {
    Day(year: year, month: 4, day: 27)?.weekday == .sun
  }

  private func isLiberationDayOff(_ year: Int) -> Bool {
    switch liberationDay {
    case .open: false
    case .lustrum: year % 5 == 0
    case .closed: true
    }
  }

  private func isMovable(_ day: Day, _ year: Int) -> Bool {
    switch Self.easter(year).distance(to: day) {
    case -2: goodFriday
    // Easter, Ascension Day, Whitsun.
    case 0, 1, 39, 49, 50: true
    case _: false
    }
  }

  /// Easter Sunday of the Gregorian calendar, by the computus that was published anonymously in Nature, 20 April 1876.
  package static func easter(_ year: Int) -> Day {
    let golden = year % 19
    let century = year / 100
    let epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
    let toSunday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - epact - year % 100 % 4) % 7
    let late = (golden + 11 * epact + 22 * toSunday) / 451
    let count = epact + toSunday - 7 * late + 114
    return Day(year: year, month: count / 31, day: count % 31 + 1) ?? Day(number: 0)
  }
}

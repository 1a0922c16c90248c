import Desk
import Foundation

/// What somebody in danger is told while nobody of the desk can call: 112, then whom else to phone at this hour.
package struct HelpText: Sendable {
  private let phrases: Phrases
  private let lines: [HelpLine]
  private let zone: TimeZone

  package init(phrases: Phrases, lines: [HelpLine], zone: TimeZone) {
    self.phrases = phrases
    self.lines = lines
    self.zone = zone
  }

  /// The same in each language.
  /// - Parameter opens: when the desk opens again; nil while it is open and nobody is in.
  package func text(in languages: [Language], at now: Date, opens: Date?) -> String {
    languages.map { text(in: $0.code, at: now, opens: opens) }.joined(separator: "\n\n")
  }

  private func text(in code: String, at now: Date, opens: Date?) -> String {
    let tag = phrases.languages.first { $0.code == code }?.bcp47 ?? code
    let closed = opens.map { phrases.text(.outOfHours(date: moment($0, tag)), in: code) }
    let open = lines.open(at: now).map { line($0, code, tag) }
    return
      ([phrases.text(.emergency, in: code), closed, phrases.text(.helpNow, in: code)].compactMap { $0 } + open
      + [phrases.text(.helpChecked, in: code)]).joined(separator: "\n")
  }

  /// "0800-2000 Veilig Thuis: violence at home, 24/7, free (29/10/2025)"
  private func line(_ line: HelpLine, _ code: String, _ tag: String) -> String {
    let head = [line.phone, line.name].compactMap { $0 }.joined(separator: " ")
    let free = line.isFree ? [phrases.text(.helpFree, in: code)] : []
    let facts = [phrases.text(line.kind.phrase, in: code), hours(line, tag)] + free
    return "\(head): \(facts.joined(separator: ", ")) (\(day(line.verifiedOn, tag)))"
  }

  /// "24/7", or "Mon-Fri 09:00-17:00" with the days' short names in the language.
  private func hours(_ line: HelpLine, _ tag: String) -> String {
    guard let week = line.hours else { return "24/7" }
    var groups: [(days: [Weekday], parts: [DayPart])] = []
    for day in Weekday.allCases {
      guard let parts = week.parts[day] else { continue }
      if let last = groups.last, last.parts == parts, Self.follows(day, last.days.last) {
        groups[groups.count - 1].days.append(day)
      } else {
        groups.append(([day], parts))
      }
    }
    let names = Self.names(tag)
    return groups.map { group in
      let ends = [group.days.first, group.days.last].compactMap { $0.flatMap { names[$0] } }
      let days = group.days.count == 1 ? ends.first ?? "" : ends.joined(separator: "-")
      return ([days] + group.parts.map(\.text)).joined(separator: " ")
    }.joined(separator: "; ")
  }

  private static func follows(_ day: Weekday, _ last: Weekday?) -> Bool {
    let all = Weekday.allCases
    return last.flatMap(all.firstIndex).map { $0 + 1 < all.count && all[$0 + 1] == day } ?? false
  }

  /// A calendar's week begins on Sunday, whatever the locale.
  private static func names(_ tag: String) -> [Weekday: String] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.locale = Locale(identifier: tag)
    let symbols = calendar.shortWeekdaySymbols
    let days: [Weekday] = [.sun, .mon, .tue, .wed, .thu, .fri, .sat]
    return Dictionary(zip(days, symbols), uniquingKeysWith: { first, _ in first })
  }

  private func day(_ day: Day, _ tag: String) -> String {
    let noon = WallClock(zone: zone).moment(LocalTime(minutes: 720), on: day)
    return formatted(noon, Date.FormatStyle().day(.twoDigits).month(.twoDigits).year(), tag)
  }

  private func moment(_ moment: Date, _ tag: String) -> String {
    let time = WallClock(zone: zone).time(of: moment)
    return formatted(moment, Date.FormatStyle().day(.twoDigits).month(.twoDigits).year(), tag) + " \(time)"
  }

  private func formatted(_ moment: Date, _ style: Date.FormatStyle, _ tag: String) -> String {
    var style = style
    style.locale = Locale(identifier: tag)
    style.timeZone = zone
    return moment.formatted(style)
  }
}

extension HelpLine.Kind {
  fileprivate var phrase: PhraseKey {
    switch self {
    case .danger: .helpDanger
    case .shelter: .helpShelter
    case .violence: .helpViolence
    case .trafficking: .helpTrafficking
    case .police: .helpPolice
    case .health: .helpHealth
    }
  }
}

import Desk
import Foundation

/// scenario.json, as it is written.
struct ScenarioFacts: Decodable {
  struct Constants: Decodable {
    var wrap_minutes: Double
    var unanswered_minutes: Double
    var max_attempts: Int
    var min_shift_left: Double
    var second_language_after: Double
    var retry_after_desk_minutes: Double
  }

  struct Promised: Decodable {
    var emergency: Int
    var deadline: Int
    var normal: Int
  }

  var name: String
  var start: Day
  var days: Int
  var warmup_days: Int
  var promise_desk_minutes: Promised
  var constants: Constants
  var expected_mix: [String: Double]
  var requests_per_week: Double

  func scenario(with roster: RosterFacts) throws -> Scenario {
    guard start.weekday == .mon else { throw ScenarioFault("scenario.json", "start must be a Monday") }
    guard days > 0, warmup_days >= 0, warmup_days < days else {
      throw ScenarioFault("scenario.json", "warmup_days must be fewer than days")
    }
    let promised = promise_desk_minutes
    guard min(promised.emergency, promised.deadline, promised.normal) > 0 else {
      throw ScenarioFault("scenario.json", "promise_desk_minutes must be more than 0")
    }
    var limits = Scenario.Constants()
    limits.wrapMinutes = constants.wrap_minutes
    limits.unansweredMinutes = constants.unanswered_minutes
    limits.maxAttempts = min(constants.max_attempts, 6)
    limits.minShiftLeft = constants.min_shift_left
    limits.secondLanguageAfter = constants.second_language_after
    limits.retryAfterDeskMinutes = constants.retry_after_desk_minutes
    let calendar = try roster.calendar()
    return Scenario(
      name: name, start: start, days: days, warmupDays: warmup_days,
      promises: Promises(now: promised.emergency, soon: promised.deadline, normal: promised.normal),
      constants: limits,
      expectedMix: Dictionary(uniqueKeysWithValues: expected_mix.map { (Languages.stored($0.key), $0.value) }),
      requestsPerWeek: requests_per_week, calendar: calendar,
      advisers: try roster.advisers.enumerated().map { try $1.adviser(at: $0, calendar) })
  }
}

/// roster.json, as it is written.
struct RosterFacts: Decodable {
  struct Away: Decodable {
    var from: Day
    var to: Day
  }

  struct Person: Decodable {
    var id: String
    var languages: [String]
    var specialisms: [String]
    var weekly: [String: [[LocalTime]]]
    var absences: [Away]
  }

  static let file = "roster.json"

  var timezone: String
  var desk_hours: [String: [[LocalTime]]]
  var closed_days: [Day]
  var advisers: [Person]

  func calendar() throws -> DeskCalendar {
    guard let zone = TimeZone(identifier: timezone) else {
      throw ScenarioFault(Self.file, "timezone \(timezone) doesn't exist")
    }
    let hours = WeeklyHours(try Self.week(desk_hours, at: "desk_hours"), zone: zone)
    if hours.parts.isEmpty { throw ScenarioFault(Self.file, "desk_hours: the desk is never open") }
    return DeskCalendar(hours, closed: ClosedDays(days: Set(closed_days)))
  }

  static func week(_ days: [String: [[LocalTime]]], at place: String) throws -> [Weekday: [DayPart]] {
    var week: [Weekday: [DayPart]] = [:]
    for (name, stretches) in days {
      guard let day = Weekday(rawValue: name) else { throw ScenarioFault(file, "\(place).\(name) is no weekday") }
      let parts = try stretches.map { ends in
        guard ends.count == 2, let part = DayPart(from: ends[0], to: ends[1]) else {
          throw ScenarioFault(file, "\(place).\(name): a stretch must end after it begins")
        }
        return part
      }
      if let (one, other) = parts.overlap {
        throw ScenarioFault(file, "\(place).\(name): \(one.from)-\(one.to) and \(other.from)-\(other.to) overlap")
      }
      week[day] = parts
    }
    return week
  }
}

extension RosterFacts.Person {
  func adviser(at index: Int, _ calendar: DeskCalendar) throws -> Adviser {
    let place = "advisers[\(index)] \(id)"
    if languages.isEmpty { throw ScenarioFault(RosterFacts.file, "\(place): speaks no language") }
    let week = try RosterFacts.week(weekly, at: "\(place): weekly")
    let absences = try absences.map { away in
      guard let absence = Absence(from: away.from, to: away.to) else {
        throw ScenarioFault(RosterFacts.file, "\(place): absence \(away.from) ends before it begins")
      }
      return absence
    }
    return Adviser(
      id: AdviserID(id), name: id, role: .adviser,
      languages: languages.map { .init(language: Languages.stored($0), level: .native) },
      specialisms: specialisms,
      roster: Roster(WeeklyHours(week, zone: calendar.zone), absences: absences, closed: calendar.closed))
  }
}

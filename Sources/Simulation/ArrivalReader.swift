import Desk
import Foundation

/// Makes arrivals of lines, and says which line can't be one.
struct ArrivalReader {
  let scenario: Scenario
  let spoken: Set<Language>
  let advisers: Set<AdviserID>

  init(_ scenario: Scenario) {
    self.scenario = scenario
    spoken = Set(scenario.advisers.flatMap { $0.languages.map(\.language) })
    advisers = Set(scenario.advisers.map(\.id))
  }

  func arrival(_ row: CSVFile.Row, _ truth: Truth) throws -> Arrival {
    let fields = row.fields
    let language = Languages.stored(fields[2])
    let also = fields[3].split(separator: ";").map { Languages.stored(String($0)) }
    guard spoken.contains(language) || also.contains(where: spoken.contains) else {
      throw row.fault("nobody of the roster speaks \(language)")
    }
    let previous = fields[7].isEmpty ? nil : AdviserID(fields[7])
    if let previous, !advisers.contains(previous) { throw row.fault("\(previous) isn't in the roster") }
    return Arrival(
      id: fields[0], created: try moment(fields[1], row), language: language, alsoSpeaks: also, issue: fields[4],
      urgency: try urgency(fields[5], row), window: try window(fields[6], row), previous: previous, truth: truth)
  }

  func truth(_ row: CSVFile.Row) throws -> Truth {
    let numbers = try row.fields.dropFirst().map { text in
      guard let number = Double(text), number >= 0 else { throw row.fault("\(text) is no number") }
      return number
    }
    return Truth(talkMinutes: numbers[0], answers: Array(numbers[1...3]), draws: Array(numbers[4...9]))
  }

  /// "YYYY-MM-DDTHH:MM:SS" on the desk's wall clock.
  private func moment(_ text: String, _ row: CSVFile.Row) throws -> Date {
    let parts = text.split(separator: "T")
    let clock = WallClock(zone: scenario.calendar.zone)
    guard parts.count == 2, let day = Day(parts[0]), let time = LocalTime(String(parts[1].prefix(5))),
      parts[1].count == 8, let seconds = Double(parts[1].suffix(2)), seconds < 60
    else { throw row.fault("created must be YYYY-MM-DDTHH:MM:SS") }
    return clock.moment(time, on: day) + seconds
  }

  private func urgency(_ text: String, _ row: CSVFile.Row) throws -> Urgency {
    switch text {
    case "emergency": .now
    case "deadline": .soon
    case "normal": .normal
    case _: throw row.fault("urgency must be emergency, deadline or normal")
    }
  }

  private func window(_ text: String, _ row: CSVFile.Row) throws -> DayPart? {
    if text == "any" { return nil }
    guard let part = DayPart(text) else { throw row.fault("window must be any or HH:MM-HH:MM") }
    let meets = scenario.calendar.week.parts.values.joined().contains { $0.from < part.to && part.from < $0.to }
    guard meets else { throw row.fault("the window \(text) never meets the desk's hours") }
    return part
  }
}

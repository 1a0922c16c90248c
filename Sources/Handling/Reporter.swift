import Desk
import Foundation
import Storage

/// Counts what became of those who asked: from the rows that the trail gives, whoever still waits included.
package struct Reporter: Sendable {
  private let store: Store
  private let rules: DeskRules

  package init(store: Store, rules: DeskRules) {
    self.store = store
    self.rules = rules
  }

  /// An alarm, and what came of it.
  package struct Told: Sendable {
    package let alarm: Alarm
    package let ways: [(at: Date, dispatch: Dispatch)]
    package let firstCalled: Date?
  }

  package struct Waiting: Sendable {
    package let report: WaitingReport
    package let promises: Promises
    package let alarms: [Told]
  }

  /// - Parameters:
  ///   - from: the first day on which they came, on the desk's calendar.
  ///   - to: the last one.
  package func waiting(from: Day, to: Day) async throws -> Waiting {
    let clock = WallClock(zone: rules.openingHours.zone)
    let midnight = LocalTime(minutes: 0)
    let (start, end) = (clock.moment(midnight, on: from), clock.moment(midnight, on: to.advanced(by: 1)))
    return try await store.read { [rules] reader in
      let waits = try Waits.between(start, end, in: reader)
      let first = waits.map(\.asked).min() ?? reader.now
      let opening = DeskMinutes(rules.openingHours, from: first - 86_400, to: reader.now + 86_400)
      let alarms = try Alarms.between(start, end, in: reader).map { alarm, ways in
        Told(alarm: alarm, ways: ways, firstCalled: try Waits.firstCalled(alarm.callback, in: reader))
      }
      return Waiting(
        report: WaitingReport(waits, promises: rules.promises, opening: opening, now: reader.now),
        promises: rules.promises, alarms: alarms)
    }
  }
}

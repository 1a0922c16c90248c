import Desk
import Foundation
import Handling
import Hummingbird
import Storage
import Surface

/// `reports`: what became of those who asked, counted.
struct ReportRoutes: Sendable {
  let reporter: Reporter
  let rules: DeskRules
  let clock: @Sendable () -> Date

  /// When no days are given: four weeks, today included.
  private static let usualDays = 28
  private static let mostDays = 1100

  var table: [Route] {
    [
      Route(
        .init(
          .get, "reports/waiting", "reportWaiting",
          "How long people waited for the first call, by language and urgency, and which promises were kept, in desk minutes and on the wall clock.",
          for: .coordinator,
          parameters: [
            .query("from", .text(), "The first day on which they came, YYYY-MM-DD; four weeks ago when left out."),
            .query("to", .text(), "The last day; today when left out."),
            .query("small", .flag, "true: counts below five too, which must not be published."),
          ],
          answer: .ok(WaitingReportBody.shape)), run: waiting)
    ]
  }

  @Sendable private func waiting(_ call: Call) async throws -> Response {
    let to = try day(call, "to") ?? rules.openingHours.day(of: clock())
    let from = try day(call, "from") ?? to.advanced(by: 1 - Self.usualDays)
    guard from <= to, from.distance(to: to) < Self.mostDays else { throw Refusal.invalid(field: "from") }
    let isWhole = try flag(call, "small")
    let found = try await reporter.waiting(from: from, to: to)
    return try Answers.json(
      WaitingReportBody(
        found.report, from: from, to: to, promises: found.promises, alarms: found.alarms.map(Self.line),
        isWhole: isWhole))
  }

  private static func line(_ told: Reporter.Told) -> WaitingReportBody.AlarmLine {
    .init(
      told.alarm, ways: told.ways.map { .init(by: $0.dispatch.channel, state: $0.dispatch.state.name, at: $0.at) },
      firstCalled: told.firstCalled)
  }

  private func day(_ call: Call, _ name: String) throws(Refusal) -> Day? {
    guard let text = call.query(name) else { return nil }
    guard let day = Day(text) else { throw .invalid(field: name) }
    return day
  }

  private func flag(_ call: Call, _ name: String) throws(Refusal) -> Bool {
    guard let text = call.query(name) else { return false }
    guard let flag = Bool(text) else { throw .invalid(field: name) }
    return flag
  }
}

import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Routing
import Storage
import Surface

/// `roster`, `advisers/{id}/roster|changes|absences`, `absences`, `cover`. Everybody may look; a coordinator changes.
struct RosterRoutes: Sendable {
  let store: Store
  let rules: DeskRules
  let matcher: Matcher

  var table: [Route] {
    [
      Route(
        .init(
          .get, "roster", "listRosters", "When advisers are in, absences and closed days taken off.", for: .desk,
          parameters: [
            .query("days", .integer(least: 1), "14 when left out."), .query("adviser", .text(), "Only hers."),
          ],
          answer: .page(of: RosterBody.self)), run: roster),
      Route(
        .init(
          .get, "absences", "listAbsences", "From five weeks ago on.", for: .desk, answer: .page(of: AbsenceBody.self)),
        run: absences),
      Route(
        .init(
          .get, "cover", "showCover", "Who is in for each language, and where nobody is.", for: .desk,
          parameters: [.query("days", .integer(least: 1), "Working days; 10 when left out.")],
          answer: .ok(CoverBody.shape)), run: cover),
    ] + changes
  }

  private var changes: [Route] {
    [
      Route(
        .init(
          .put, "advisers/{id}/roster", "setRoster", "A usual week.", for: .coordinator, request: WeekRequest.schema,
          answer: .ok(RosterBody.shape)), run: setWeek),
      Route(
        .init(
          .post, "advisers/{id}/changes", "changeRoster", "Other hours on one day.", for: .coordinator,
          request: RosterChangeRequest.schema, answer: .ok(RosterBody.shape)), run: change),
      Route(
        .init(
          .post, "advisers/{id}/absences", "grantAbsence",
          "Grants an absence; refused when it leaves a language without anybody, unless `because` says why.",
          for: .coordinator, request: AbsenceRequest.schema, answer: .ok(GapsBody.shape), refusals: [.refused]),
        again: { _, _ in try Answers.json(GapsBody([], granted: true)) }, run: grant),
      Route(
        .init(
          .post, "absences/{id}/withdraw", "withdrawAbsence", "Takes an absence back.", for: .coordinator,
          answer: .page(of: AbsenceBody.self)), again: { call, _ in try await absences(call) }, run: withdraw),
      Route(
        .init(
          .post, "roster/swap", "swapShifts", "Two advisers exchange a day each.", for: .coordinator,
          request: SwapRequest.schema, answer: .page(of: RosterBody.self), refusals: [.notFound]),
        again: { call, _ in try await roster(call) }, run: swap),
    ]
  }

  private var today: Day { rules.openingHours.day(of: store.clock()) }

  /// 1 to so many days.
  private func days(_ call: Call, or usual: Int, most: Int) throws(Refusal) -> Int {
    guard let text = call.query("days") else { return usual }
    guard let days = Int(text), days > 0 else { throw .invalid(field: "days") }
    return min(days, most)
  }

  @Sendable private func roster(_ call: Call) async throws -> Response {
    let days = try days(call, or: 14, most: 92)
    let only = call.query("adviser")
    let today = today
    let colleagues = try await store.read { try Advisers.all(in: $0) }.filter {
      only == nil || $0.adviser.id.name == only
    }
    return try Answers.json(
      List(
        items: colleagues.map { RosterBody($0.observing(rules.openingHours.closed).adviser, from: today, days: days) }))
  }

  @Sendable private func absences(_ call: Call) async throws -> Response {
    let rows = try await store.read { try Rosters.absences(in: $0) }
    return try Answers.json(List(items: rows.map { AbsenceBody(id: $0.id, adviser: $0.adviser, $0.absence) }))
  }

  @Sendable private func cover(_ call: Call) async throws -> Response {
    let coverage = try await matcher.coverage(days: try days(call, or: 10, most: 40))
    let short = coverage.forecasts.flatMap { forecast in
      forecast.shortages.filter { $0.colour == .short || $0.colour == .nobody }.map {
        (day: forecast.day, part: forecast.part, shortage: $0, couldHelp: forecast.couldHelp[$0.language] ?? [])
      }
    }
    return try Answers.json(CoverBody(coverage.cover, forecast: short))
  }

  @Sendable private func setWeek(_ call: Call) async throws -> Response {
    let parts = try AdviserEntry.week(try call.body(WeekRequest.self).week, of: "roster")
    let zone = rules.openingHours.zone
    return try await change(try adviser(call), by: call.caller, "roster.set") { adviser, writer in
      try Advisers.save(adviser.with(Roster(WeeklyHours(parts, zone: zone))), in: writer)
    }
  }

  @Sendable private func change(_ call: Call) async throws -> Response {
    let asked = try call.body(RosterChangeRequest.self)
    let day = try Self.day(asked.day, "day")
    let parts = try asked.hours.map { try AdviserEntry.parts($0, at: "hours") }
    return try await change(try adviser(call), by: call.caller, "roster.change") { adviser, writer in
      try Rosters.change(day, to: parts, of: adviser.id, in: writer)
    }
  }

  @Sendable private func swap(_ call: Call) async throws -> Response {
    let asked = try call.body(SwapRequest.self)
    let actor = call.caller.actor
    let one = (id: AdviserID(asked.one.adviser), day: try Self.day(asked.one.day, "one.day"))
    let other = (id: AdviserID(asked.other.adviser), day: try Self.day(asked.other.day, "other.day"))
    let closed = rules.openingHours.closed
    let advisers = try await store.write { writer in
      guard let first = try Advisers.find(one.id, in: writer)?.observing(closed).adviser,
        let second = try Advisers.find(other.id, in: writer)?.observing(closed).adviser
      else { throw Refusal.notFound }
      for change in RosterSwap.changes(first, one.day, second, other.day) {
        try Rosters.change(change.change.day, to: change.change.parts, of: change.adviser, in: writer)
      }
      try Audit.write("roster.swap", of: "\(one.id), \(other.id)", by: actor, outcome: "done", in: writer)
      return try [one.id, other.id].compactMap { try Advisers.find($0, in: writer)?.observing(closed).adviser }
    }
    return try Answers.json(List(items: advisers.map { RosterBody($0, from: today, days: 14) }))
  }

  @Sendable private func grant(_ call: Call) async throws -> Response {
    let asked = try call.body(AbsenceRequest.self)
    let id = try adviser(call)
    let absence = try asked.absence()
    if asked.whatIf == true {
      return try Answers.json(GapsBody(try await matcher.gaps(from: absence, of: id), granted: false))
    }
    let reason = try asked.because.map { try API.said($0, field: "because", most: 500) }
    let gaps = try await matcher.grant(absence, of: id, because: reason, by: call.caller.actor)
    return try Answers.json(GapsBody(gaps, granted: true))
  }

  @Sendable private func withdraw(_ call: Call) async throws -> Response {
    let id: ID<Absence> = try call.id()
    let actor = call.caller.actor
    try await store.write { writer in
      try Rosters.remove(id.rawValue, in: writer)
      try Audit.write("absence.withdraw", of: "absence \(id)", by: actor, outcome: "done", in: writer)
    }
    return try await absences(call)
  }

  private func change(
    _ id: AdviserID, by caller: Caller, _ action: String, _ body: @escaping @Sendable (Adviser, Writer) throws -> Void
  ) async throws -> Response {
    let closed = rules.openingHours.closed
    let actor = caller.actor
    let changed = try await store.write { writer in
      guard let adviser = try Advisers.find(id, in: writer)?.adviser else { throw Refusal.notFound }
      try body(adviser, writer)
      try Audit.write(action, of: "adviser \(id)", by: actor, outcome: "done", in: writer)
      return try Advisers.find(id, in: writer)?.observing(closed).adviser ?? adviser
    }
    return try Answers.json(RosterBody(changed, from: today, days: 14))
  }

  private func adviser(_ call: Call) throws(Refusal) -> AdviserID {
    guard let id = call.context.parameters.get("id") else { throw .notFound }
    return AdviserID(id)
  }

  private static func day(_ text: String, _ field: String) throws(Refusal) -> Day {
    guard let day = Day(text) else { throw .invalid(field: field) }
    return day
  }
}

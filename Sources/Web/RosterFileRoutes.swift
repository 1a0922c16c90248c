import Access
import Desk
import Foundation
import Hummingbird
import Routing
import Storage
import Surface

/// `roster/lines`, `roster/import`: rosters as files have them, line by line.
struct RosterFileRoutes: Sendable {
  let rules: DeskRules
  let matcher: Matcher

  /// A year of somebody's changed days is some hundred lines.
  private static let mostLines = 20_000

  var table: [Route] {
    [
      Route(
        .init(
          .get, "roster/lines", "exportRoster", "Usual weeks, other days and absences, line by line, for a file.",
          for: .coordinator, parameters: [.query("adviser", .text(), "Only hers.")],
          answer: .page(of: RosterLineBody.self)), run: lines),
      Route(
        .init(
          .post, "roster/import", "importRoster",
          "Takes a file of rosters, all or nothing. What is wrong is named by line, and then nothing is changed; refused when it leaves a language without anybody, unless `because` says why.",
          for: .coordinator, request: RosterImportRequest.schema, answer: .ok(RosterImportBody.shape),
          refusals: [.refused]),
        again: { call, _ in try await take(call, again: true) }, mostBody: 4 << 20,
        run: { try await take($0, again: false) }),
    ]
  }

  @Sendable private func lines(_ call: Call) async throws -> Response {
    let adviser = call.query("adviser").map { AdviserID($0) }
    let found = try await matcher.rosterLines(of: adviser)
    return try Answers.json(List(items: found.lines.map(RosterLineBody.init)))
  }

  /// - Parameter again: it was done before: what it would change now is nothing.
  private func take(_ call: Call, again: Bool) async throws -> Response {
    let asked = try call.body(RosterImportRequest.self)
    guard asked.lines.count <= Self.mostLines else { throw Refusal.invalid(field: "lines") }
    let reason = try asked.because.map { try API.said($0, field: "because", most: 500) }
    var lines: [RosterLine] = []
    for (place, line) in asked.lines.enumerated() { lines.append(try line.read(at: "lines.\(place)")) }
    let done = try await matcher.importRosters(
      lines, dryRun: again || asked.dryRun == true, replaces: asked.replace == true, because: reason,
      by: call.caller.actor)
    return try Answers.json(
      RosterImportBody(done.plan, gaps: done.gaps, applied: done.applied || (again && asked.dryRun != true)))
  }
}

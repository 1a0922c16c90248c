import Desk
import Foundation

/// How long people waited, and which promises were kept. No personal data.
package struct WaitingReportBody: Described {
  package struct Minutes: Described {
    package var median: Double?
    package var p90: Double?

    package static let schema = Schema.Object(
      "WaitedMinutes", "Minutes to the first call; missing where too few were called yet.",
      [.maybe("median", .number), .maybe("p90", .number)])
  }

  package struct Kept: Described {
    package var kept: Int
    package var broken: Int

    package static let schema = Schema.Object(
      "KeptPromises", "Promises that are decided.", [.always("kept", .integer()), .always("broken", .integer())])
  }

  package struct Figures: Described {
    package var requests: Int
    package var called: Int
    package var stillWaiting: Int
    package var closedUncalled: Int
    package var desk: Minutes
    package var wall: Minutes
    package var keptInDeskMinutes: Kept
    package var keptOnTheWallClock: Kept
    package var kept: Kept

    package static let schema = Schema.Object(
      "WaitingFigures", "How long they waited; who still waits counts for as long as that has been.",
      [
        .always("requests", .integer()), .always("called", .integer()), .always("stillWaiting", .integer()),
        .always("closedUncalled", .integer(), "Closed without a call: withdrawn, a duplicate, abuse."),
        .always("desk", Minutes.shape, "Minutes in which the desk was open."),
        .always("wall", Minutes.shape, "Minutes on the wall clock."),
        .always("keptInDeskMinutes", Kept.shape), .always("keptOnTheWallClock", Kept.shape),
        .always("kept", Kept.shape, "What counts: for now on the wall clock, otherwise in desk minutes."),
      ])
  }

  package struct Row: Described {
    package var language: String
    package var urgency: String
    /// Nil: hidden.
    package var figures: Figures?

    package static let schema = Schema.Object(
      "WaitingRow", "Those of one language and urgency.",
      [
        .always("language", .text(), "all, a code, or und where nobody knows it."),
        .always("urgency", .text(), "all, now, soon or normal."),
        .maybe(
          "figures", Figures.shape, "Missing where fewer than five asked, or where a sum would tell how many did."),
      ])
  }

  package struct Way: Described {
    package var by: Channel
    package var state: String
    package var at: Date

    package static let schema = Schema.Object(
      "AlarmWay", "One way by which who is on call was told.",
      [
        .always("by", .one(of: Channel.self)),
        .always("state", .choice(["waiting", "sending", "sent", "uncertain", "failed"])), .always("at", .time),
      ])

    package init(by: Channel, state: String, at: Date) {
      self.by = by
      self.state = state
      self.at = at
    }
  }

  package struct AlarmLine: Described {
    package var callback: Int64
    package var at: Date
    package var reason: Unattended
    package var who: String?
    package var ways: [Way]
    package var firstCalled: Date?

    package static let schema = Schema.Object(
      "AlarmLine", "Somebody in danger whom nobody of the desk could call.",
      [
        .always("callback", .integer()), .always("at", .time), .always("reason", .one(of: Unattended.self)),
        .maybe("who", .text(), "Who was on call; missing where nobody was."), .always("ways", .list(Way.shape)),
        .maybe("firstCalled", .time),
      ])

    package init(_ alarm: Alarm, ways: [Way], firstCalled: Date?) {
      callback = alarm.callback.rawValue
      at = alarm.at
      reason = alarm.reason
      who = alarm.who
      self.ways = ways
      self.firstCalled = firstCalled
    }
  }

  package var from: String
  package var to: String
  package var promises: [String: Int]
  package var rows: [Row]
  package var alarms: [AlarmLine]

  package static let schema = Schema.Object(
    "WaitingReport", "How long people waited for the first call, and which promises were kept.",
    [
      .always("from", .text()), .always("to", .text(), "The last day."),
      .always("promises", .map(.integer()), "By urgency, minutes."), .always("rows", .list(Row.shape)),
      .always("alarms", .list(AlarmLine.shape)),
    ])

  /// - Parameter isWhole: small counts too, for the coordinator's own eyes.
  package init(_ report: WaitingReport, from: Day, to: Day, promises: Promises, alarms: [AlarmLine], isWhole: Bool) {
    self.from = from.description
    self.to = to.description
    self.promises = Dictionary(
      uniqueKeysWithValues: Urgency.allCases.map { ($0.rawValue, promises.deskMinutes($0)) })
    self.alarms = alarms
    rows = Self.rows(report, isWhole: isWhole)
  }

  private static func rows(_ report: WaitingReport, isWhole: Bool) -> [Row] {
    func cell(_ language: String?, _ urgency: Urgency?) -> WaitingReport.Cell? {
      report.cells[.init(language: language, urgency: urgency)]
    }
    let codes = Set(report.cells.keys.compactMap(\.language))
    let ordered = codes.sorted { (cell($1, nil)?.requests ?? 0, $0) < (cell($0, nil)?.requests ?? 0, $1) }
    let languages: [String?] = [nil] + ordered
    let urgencies: [Urgency?] = [nil] + Urgency.allCases.reversed()
    let counts = languages.map { language in urgencies.map { cell(language, $0)?.requests ?? 0 } }
    let hidden = SmallCounts.hidden(counts)
    return languages.enumerated().flatMap { row, language in
      urgencies.enumerated().compactMap { column, urgency in
        cell(language, urgency).map { found in
          Row(
            language: language ?? "all", urgency: urgency?.rawValue ?? "all",
            figures: isWhole || !hidden[row][column] ? Figures(found) : nil)
        }
      }
    }
  }
}

extension WaitingReportBody.Figures {
  init(_ cell: WaitingReport.Cell) {
    func kept(_ verdicts: WaitingReport.Verdicts) -> WaitingReportBody.Kept {
      .init(kept: verdicts.kept, broken: verdicts.broken)
    }
    requests = cell.requests
    called = cell.called
    stillWaiting = cell.stillWaiting
    closedUncalled = cell.closedUncalled
    desk = .init(median: cell.desk.median, p90: cell.desk.p90)
    wall = .init(median: cell.wall.median, p90: cell.wall.p90)
    keptInDeskMinutes = kept(cell.deskPromises)
    keptOnTheWallClock = kept(cell.wallPromises)
    self.kept = kept(cell.promises)
  }
}

import Desk
import Foundation
import Surface
import Words

/// A report as one HTML page that needs nothing else, fit for paper: bars for each language, then the table.
struct ReportPage {
  let report: WaitingReportBody
  let words: ReportWords

  init(_ report: WaitingReportBody, _ words: ReportWords) {
    self.report = report
    self.words = words
  }

  private static let style = """
    body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; color: #1a1a1a; }
    table { border-collapse: collapse; width: 100%; } td, th { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid #ddd; }
    th { vertical-align: bottom; } td:nth-child(-n+2), th:nth-child(-n+2) { text-align: left; } svg { max-width: 100%; height: auto; }
    tr.sum td { font-weight: 600; } .desk { fill: #0b6e6e; } .wall { fill: #9fb7b7; } text { font: 13px system-ui, sans-serif; fill: #1a1a1a; }
    .broken { color: #a5261b; } @media print { body { margin: 0; } h2 { break-after: avoid; } tr { break-inside: avoid; } }
    """

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="\(words.code)"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>\(escaped(title))</title><style>
    \(Self.style)
    </style></head><body>
    <h1>\(escaped(title))</h1>
    \(report.rows.isEmpty ? "<p>\(escaped(words.nobody))</p>" : figures)
    \(alarms)
    </body></html>

    """
  }

  private var title: String { words.title(report.from, report.to) }

  private var figures: String {
    let promises = ["now", "soon", "normal"].map { words.promise($0, report.promises[$0] ?? 0) }.joined(separator: " ")
    let isHidden = report.rows.contains { $0.figures == nil }
    return """
      <p>\(escaped(promises))</p>
      <p><svg width="14" height="14"><rect class="desk" width="14" height="14"/></svg> \(escaped(words.inDeskMinutes))
      &nbsp; <svg width="14" height="14"><rect class="wall" width="14" height="14"/></svg> \(escaped(words.onTheWall))</p>
      <h2>\(escaped(words.waitsTitle))</h2>
      \(bars { ($0.desk.p90, $0.wall.p90) })
      <h2>\(escaped(words.keptTitle))</h2>
      \(bars(most: 100) { (Self.share($0.keptInDeskMinutes), Self.share($0.keptOnTheWallClock)) })
      <table>
      <tr>\(head.map { "<th>\(escaped($0))</th>" }.joined())</tr>
      \(report.rows.map(row).joined(separator: "\n"))
      </table>
      <p>\(escaped(words.explained))\(isHidden ? " " + escaped(words.hidden) : "")</p>
      """
  }

  private static func share(_ kept: WaitingReportBody.Kept) -> Double? {
    kept.kept + kept.broken == 0 ? nil : 100 * Double(kept.kept) / Double(kept.kept + kept.broken)
  }

  private var head: [String] {
    [
      words.language, words.urgency, words.requests, words.waiting, words.median, words.p90, words.wall, words.kept,
      words.keptOnTheWall,
    ]
  }

  private func row(_ row: WaitingReportBody.Row) -> String {
    let names = [words.name(row.language), words.urgency(row.urgency)]
    let cells: [String]
    if let figures = row.figures {
      cells = [
        "\(figures.requests)", "\(figures.stillWaiting)", words.minutes(figures.desk.median),
        words.minutes(figures.desk.p90), words.minutes(figures.wall.p90), words.share(figures.kept),
        words.share(figures.keptOnTheWallClock),
      ]
    } else {
      cells = [words.hiddenCell, "", "", "", "", "", ""]
    }
    let kind = row.urgency == "all" ? " class=\"sum\"" : ""
    return "<tr\(kind)>\((names.map(escaped) + cells).map { "<td>\($0)</td>" }.joined())</tr>"
  }

  /// Two bars for each language, of all urgencies.
  /// - Parameter most: what fills the width; the longest bar without.
  private func bars(
    most fixed: Double? = nil, _ values: (WaitingReportBody.Figures) -> (desk: Double?, wall: Double?)
  ) -> String {
    let rows = report.rows.filter { $0.urgency == "all" }.compactMap { row in
      row.figures.map { (words.name(row.language), values($0)) }
    }
    let most = fixed ?? rows.flatMap { [$0.1.desk, $0.1.wall].compactMap { $0 } }.max() ?? 0
    let scale = most > 0 ? 560 / most : 0
    let bars = rows.enumerated().map { index, row in
      let top = index * 36
      return """
        <text x="0" y="\(top + 22)">\(escaped(row.0))</text>
        \(bar("desk", row.1.desk, scale, top + 4))
        \(bar("wall", row.1.wall, scale, top + 18))
        """
    }
    return """
      <svg viewBox="0 0 780 \(rows.count * 36 + 4)" width="780" role="img" aria-label="\(escaped(words.explained))">
      \(bars.joined(separator: "\n"))
      </svg>
      """
  }

  private func bar(_ kind: String, _ value: Double?, _ scale: Double, _ top: Int) -> String {
    let width = Int(((value ?? 0) * scale).rounded())
    return """
      <rect class="\(kind)" x="110" y="\(top)" width="\(width)" height="12"/>\
      <text x="\(116 + width)" y="\(top + 11)">\(words.minutes(value))</text>
      """
  }

  private var alarms: String {
    if report.alarms.isEmpty { return "" }
    let lines = report.alarms.map { "<li>\(escaped(words.alarm($0, at: Speech.time)))</li>" }
    return "<h2>\(escaped(words.alarms))</h2><ul>\(lines.joined())</ul>"
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

extension ReportWords {
  func share(_ kept: WaitingReportBody.Kept) -> String { share(kept: kept.kept, broken: kept.broken) }

  func alarm(_ line: WaitingReportBody.AlarmLine, at time: (Date) -> String) -> String {
    alarm(
      at: time(line.at), closed: line.reason == .closed, who: line.who,
      told: line.ways.map { ($0.by, $0.state, max(0, Int($0.at.timeIntervalSince(line.at).rounded()))) },
      calledAfter: line.firstCalled.map { Int(($0.timeIntervalSince(line.at) / 60).rounded()) })
  }
}

/// A comparison as one HTML page that needs nothing else: bars for each language, then the table.
package struct ComparisonPage {
  package struct Titles: Sendable {
    package var page: String
    package var waits: String
    package var promises: String
    package var figure: @Sendable (Figure) -> String
    package var ratio: String
    package var language: String

    package init(
      page: String, waits: String, promises: String, figure: @escaping @Sendable (Figure) -> String, ratio: String,
      language: String
    ) {
      self.page = page
      self.waits = waits
      self.promises = promises
      self.figure = figure
      self.ratio = ratio
      self.language = language
    }
  }

  let comparison: Comparison
  let titles: Titles

  package init(_ comparison: Comparison, _ titles: Titles) {
    self.comparison = comparison
    self.titles = titles
  }

  package var html: String {
    let waits = bars { comparison.mean($0, of: $1, \.p95) }
    let broken = bars { language, baseline in comparison.mean(language, of: baseline) { 100 * (1 - $0.kept) } }
    return """
      <!DOCTYPE html>
      <html lang="\(titles.language)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>\(escaped(titles.page))</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1a1a1a; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; }
      table { border-collapse: collapse; } td, th { padding: .2rem .5rem; text-align: right; border-bottom: 1px solid #ddd; }
      td:first-child, th:first-child { text-align: left; } svg { max-width: 100%; height: auto; }
      .policy { fill: #0b6e6e; } .baseline { fill: #b9c4c4; } text { font: 13px system-ui, sans-serif; fill: #1a1a1a; }
      </style></head><body>
      <h1>\(escaped(titles.page))</h1>
      <p><svg width="14" height="14"><rect class="policy" width="14" height="14"/></svg> \(escaped(comparison.policy))
      &nbsp; <svg width="14" height="14"><rect class="baseline" width="14" height="14"/></svg> \(escaped(comparison.baseline))</p>
      <h2>\(escaped(titles.waits))</h2>
      \(waits)
      <h2>\(escaped(titles.promises))</h2>
      \(broken)
      <table><tr><th></th><th>\(escaped(comparison.policy))</th><th>\(escaped(comparison.baseline))</th>
      <th>\(escaped(titles.ratio))</th></tr>
      \(rows)
      </table></body></html>

      """
  }

  private var rows: String {
    Figure.allCases.map { figure in
      let ratio = Figure.compared.contains(figure) ? comparison.ratio(figure).map { $0.text(2) } ?? "–" : ""
      return """
        <tr><td>\(escaped(titles.figure(figure)))</td><td>\(figure.text(comparison.mean(figure)))</td>\
        <td>\(figure.text(comparison.baselineMean(figure)))</td><td>\(ratio)</td></tr>
        """
    }.joined(separator: "\n")
  }

  private func bars(_ value: (_ language: String, _ ofBaseline: Bool) -> Double) -> String {
    let languages = comparison.languages
    let most = languages.flatMap { [value($0, false), value($0, true)] }.max() ?? 0
    let scale = most > 0 ? 380 / most : 0
    let bars = languages.enumerated().map { index, language in
      let top = index * 36
      let (policy, baseline) = (value(language, false), value(language, true))
      return """
        <text x="0" y="\(top + 20)">\(escaped(language))</text>
        <rect class="policy" x="36" y="\(top + 4)" width="\((policy * scale).text(1))" height="12"/>
        <text x="\((42 + policy * scale).text(1))" y="\(top + 15)">\(policy.text(1))</text>
        <rect class="baseline" x="36" y="\(top + 18)" width="\((baseline * scale).text(1))" height="12"/>
        <text x="\((42 + baseline * scale).text(1))" y="\(top + 29)">\(baseline.text(1))</text>
        """
    }
    return """
      <svg viewBox="0 0 480 \(languages.count * 36 + 4)" width="480" role="img">
      \(bars.joined(separator: "\n"))
      </svg>
      """
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}

extension Figure {
  /// Minutes, per cent, or a number.
  package func text(_ value: Double) -> String {
    switch unit {
    case .minutes: value.text(1)
    case .share: (value * 100).text(1) + " %"
    case .number: value.text(value == value.rounded() ? 0 : 3)
    }
  }
}

extension Double {
  /// With so many places after the point, whatever the locale.
  package func text(_ places: Int) -> String {
    guard isFinite else { return "∞" }
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let whole = Int((magnitude * scale).rounded())
    let sign = self < 0 && whole > 0 ? "-" : ""
    if places == 0 { return sign + String(whole) }
    let digits = String(whole)
    let padded = String(repeating: "0", count: Swift.max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}

import Terminal

/// The figures of `balie language eval`, as lines for a terminal.
struct LanguageReport {
  let lines: [String]

  init(_ score: LanguageScore, codes: [String], times: [Duration]) {
    var lines: [String] = []
    var known = LanguageScore.Count()
    for count in score.languages.values {
      known.right += count.right
      known.asked += count.asked
      known.wrong += count.wrong
    }
    lines.append("language known:     " + Self.text(known))
    if let worst = score.languages.min(by: {
      Self.share($0.value.right, $0.value.all) < Self.share($1.value.right, $1.value.all)
    }) {
      lines.append("worst language:  \(worst.key) " + Self.text(worst.value))
    }
    lines.append(
      "must ask:           \(Self.percent(score.ambiguous.right, score.ambiguous.all)) asked, of \(score.ambiguous.all)"
    )
    lines.append(
      "issue:              \(Self.percent(score.issues.right, score.issues.all)) right, "
        + "\(Self.percent(score.issues.asked, score.issues.all)) asked, of \(score.issues.all)")
    let urgency = score.urgency
    lines.append(
      "urgency:            recall \(Self.percent(urgency.right, urgency.meant)), "
        + "precision \(Self.percent(urgency.right, urgency.found)), of \(urgency.meant)")
    let windows = score.windows
    lines.append(
      "time window:        \(Self.percent(windows.right, windows.all)) right, of those said "
        + "\(Self.percent(windows.understood, windows.said)) of \(windows.said)")
    lines.append("time a message:     " + Self.text(times))
    lines += [""] + codes.compactMap { code in score.languages[code].map { "\(code)  " + Self.text($0) } }
    lines += ["", "what it is, and what it was taken for (? = asks)"] + Self.matrix(score, codes)
    self.lines = lines
  }

  private static func share(_ part: Int, _ all: Int) -> Double { all == 0 ? 1 : Double(part) / Double(all) }

  private static func percent(_ part: Int, _ all: Int) -> String {
    if all == 0 { return "-" }
    let tenths = Int((share(part, all) * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private static func text(_ count: LanguageScore.Count) -> String {
    "\(percent(count.right, count.all)) right, \(percent(count.wrong, count.all)) wrong, "
      + "\(percent(count.asked, count.all)) asked, of \(count.all)"
  }

  private static func text(_ times: [Duration]) -> String {
    guard !times.isEmpty else { return "-" }
    let sorted = times.sorted()
    func milliseconds(_ share: Int) -> String {
      let time = sorted[min(sorted.count * share / 100, sorted.count - 1)]
      return "\(time.components.attoseconds / 10_000_000_000_000)"
    }
    return "p50 \(decimal(milliseconds(50))) ms, p99 \(decimal(milliseconds(99))) ms"
  }

  /// Hundredths with their point.
  private static func decimal(_ hundredths: String) -> String {
    let padded = String(repeating: "0", count: max(0, 3 - hundredths.count)) + hundredths
    return padded.dropLast(2) + "." + padded.suffix(2)
  }

  private static func matrix(_ score: LanguageScore, _ codes: [String]) -> [String] {
    let columns = codes + ["?"]
    func cell(_ text: String) -> String { String(repeating: " ", count: max(0, 5 - text.count)) + text }
    let head = cell("") + columns.map(cell).joined()
    return [head]
      + columns.filter { score.confusion[$0] != nil }.map { row in
        cell(row) + columns.map { cell(score.confusion[row]?[$0].map(String.init) ?? ".") }.joined()
      }
  }
}

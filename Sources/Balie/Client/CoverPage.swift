import Surface
import Words

/// Cover as one HTML page: a line for each language, a square for each part of a day, red where nobody is in.
struct CoverPage {
  let cover: CoverBody
  let words: CoverWords
  let days: Int

  init(_ cover: CoverBody, _ words: CoverWords, days: Int) {
    self.cover = cover
    self.words = words
    self.days = days
  }

  var html: String {
    let places = Set(cover.languages.flatMap(\.gaps).map { "\($0.day) \($0.part)" }).sorted()
    let head = places.map { "<th><span>\($0)</span></th>" }.joined()
    let rows = cover.languages.map { one in
      let gaps = Set(one.gaps.map { "\($0.day) \($0.part)" })
      let cells = places.map { "<td class=\"\(gaps.contains($0) ? "gap" : "in")\"></td>" }.joined()
      return "<tr><th>\(words.name(one.language)) (\(one.speakers.count))</th>\(cells)</tr>"
    }
    return """
      <!DOCTYPE html>
      <html><head><meta charset="utf-8"><title>\(words.gapsTitle(days))</title><style>
      body { font: 16px/1.4 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; }
      th { font-weight: normal; text-align: left; white-space: nowrap; padding-right: .6rem; }
      thead span { writing-mode: vertical-rl; font-size: 12px; } td { width: 22px; height: 22px; border: 2px solid #fff; }
      .gap { background: #c0392b; } .in { background: #cfe3dc; }
      </style></head><body><h1>\(words.gapsTitle(days))</h1>
      <table><thead><tr><th></th>\(head)</tr></thead>
      \(rows.joined(separator: "\n"))
      </table></body></html>

      """
  }
}

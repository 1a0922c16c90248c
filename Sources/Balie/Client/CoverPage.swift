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
      let cells = places.map {
        gaps.contains($0) ? "<td class=\"gap\" title=\"\($0)\">×</td>" : "<td class=\"in\"></td>"
      }
      return "<tr><th>\(words.name(one.language)) (\(one.speakers.count))</th>\(cells.joined())</tr>"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(Speech.language.rawValue)"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width"><title>\(words.pageTitle(days))</title><style>
      body { font: 16px/1.4 system-ui, sans-serif; margin: 1.5rem auto; max-width: 70rem; padding: 0 1rem; color: #1a1a1a; }
      h1 { font-size: 1.4rem; } div { overflow-x: auto; }
      th { font-weight: normal; text-align: left; white-space: nowrap; padding-right: .6rem; }
      tbody th, thead th:first-child { position: sticky; left: 0; background: #fff; }
      thead span { writing-mode: vertical-rl; font-size: 12px; }
      td { width: 22px; min-width: 22px; height: 22px; border: 2px solid #fff; text-align: center; padding: 0; }
      .gap { background: #c0392b; color: #fff; } .in { background: #cfe3dc; }
      </style></head><body><h1>\(words.pageTitle(days))</h1>
      <p>\(words.legend)</p>
      <div><table><thead><tr><th></th>\(head)</tr></thead><tbody>
      \(rows.joined(separator: "\n"))
      </tbody></table></div></body></html>

      """
  }
}

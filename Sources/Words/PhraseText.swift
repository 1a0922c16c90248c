/// One text of a phrases file, cut at its blanks: "Your number is {id}." is text, blank, text.
struct PhraseText: Equatable, Sendable {
  private enum Part: Equatable {
    case text(String)
    case blank(String)
  }
  private var parts: [Part] = []
  /// Sorted, since an order of words differs by language; a blank used twice counts once.
  let blanks: [String]

  /// nil when a brace is left open or stands alone.
  init?(_ source: String) {
    var rest = source[...]
    while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
      guard rest[brace] == "{", let end = rest[brace...].firstIndex(of: "}") else { return nil }
      let name = rest[rest.index(after: brace)..<end]
      if name.contains("{") { return nil }
      parts += [.text(String(rest[..<brace])), .blank(String(name))]
      rest = rest[rest.index(after: end)...]
    }
    parts.append(.text(String(rest)))
    blanks = Set(parts.compactMap { if case .blank(let name) = $0 { name } else { nil } }).sorted()
  }

  /// A value is put in once and not read again, so that braces in it stay what the client typed.
  func filled(with values: [String: String]) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .blank(let name): values[name] ?? "{\(name)}"
      }
    }.joined()
  }
}

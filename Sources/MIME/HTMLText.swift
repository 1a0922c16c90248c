/// The text of a page, as a person reads it: lines for blocks, `>` before what is quoted. Knows no more of HTML than mail
/// needs, and takes time in proportion to the length, whatever the page holds.
enum HTMLText {
  static func plain(_ html: String) -> String {
    var reader = Reader(html.unicodeScalars)
    return reader.read()
  }

  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var lines: [String] = []
    private var line = ""
    private var quotes = 0
    /// Looked for in vain from here on: not looked for again.
    private var absent: Set<String> = []

    init(_ scalars: String.UnicodeScalarView) { self.scalars = Array(scalars) }

    mutating func read() -> String {
      while place < scalars.count {
        switch scalars[place] {
        case "<": tag()
        case "&": entity()
        case let scalar where scalar.properties.isWhitespace: blank()
        case let scalar: line.unicodeScalars.append(scalar)
        }
        place += 1
      }
      end()
      return lines.joined(separator: "\n")
    }

    private mutating func blank() {
      if !line.isEmpty, line.last != " " { line.append(" ") }
    }

    /// Ends a line; of empty ones not more than one follows another.
    private mutating func end() {
      let text = line.last == " " ? String(line.dropLast()) : line
      line = ""
      if text.isEmpty, lines.last?.isEmpty ?? true { return }
      lines.append(quotes > 0 && !text.isEmpty ? "> " + text : text)
    }

    private mutating func tag() {
      if text(at: place, is: "<!--") { return skip(past: "-->") }
      let inside = String(String.UnicodeScalarView(scalars[(place + 1)...].prefix(40))).lowercased()
      let isEnd = inside.hasPrefix("/")
      let name = inside.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
      // "a < b" is no tag.
      guard !name.isEmpty || inside.hasPrefix("!") || inside.hasPrefix("?"), let close = find(">", from: place) else {
        line.append("<")
        return
      }
      place = close
      switch name {
      case "script", "style", "head", "title": if !isEnd { skip(past: "</\(name)") }
      case "br": end()
      case "blockquote":
        end()
        quotes = max(0, quotes + (isEnd ? -1 : 1))
      case "p", "h1", "h2", "h3", "h4", "ul", "ol", "table":
        end()
        end()
      case "div", "tr", "li", "hr", "pre", "section", "article", "header", "footer", "body", "html": end()
      case "td", "th": blank()
      case _: break
      }
    }

    /// To the last character of that, or of the whole where it doesn't come.
    private mutating func skip(past end: String) {
      guard let found = find(end, from: place) else {
        place = scalars.count
        return
      }
      place = found + end.unicodeScalars.count - 1
      if end.hasPrefix("</") { place = find(">", from: place) ?? scalars.count }
    }

    private mutating func find(_ text: String, from start: Int) -> Int? {
      guard !absent.contains(text) else { return nil }
      var index = start
      while index < scalars.count {
        if self.text(at: index, is: text) { return index }
        index += 1
      }
      absent.insert(text)
      return nil
    }

    private func text(at start: Int, is text: String) -> Bool {
      let wanted = text.unicodeScalars
      guard start + wanted.count <= scalars.count else { return false }
      return zip(scalars[start...], wanted).allSatisfy { found, wanted in
        found == wanted || found.properties.lowercaseMapping == String(wanted)
      }
    }

    private static let names: [String: String] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "euro": "€", "ndash": "–", "mdash": "—",
      "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "hellip": "…", "eacute": "é", "euml": "ë", "iuml": "ï",
      "ouml": "ö", "uuml": "ü", "auml": "ä", "szlig": "ß", "aacute": "á", "iacute": "í", "oacute": "ó", "uacute": "ú",
      "ntilde": "ñ", "egrave": "è",
    ]

    private mutating func entity() {
      let rest = scalars[(place + 1)...].prefix(12)
      guard let semicolon = rest.firstIndex(of: ";") else {
        line.append("&")
        return
      }
      let name = String(String.UnicodeScalarView(scalars[(place + 1)..<semicolon]))
      guard let text = Self.names[name] ?? Self.numbered(name) else {
        line.append("&")
        return
      }
      if text == " " { blank() } else { line += text }
      place = semicolon
    }

    /// "#261", "#x105".
    private static func numbered(_ name: String) -> String? {
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let number = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return number.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }.map { $0 == "\u{A0}" ? " " : String($0) }
    }
  }
}

/// Text from outside, made fit for a terminal. All that a client, a partner or a gateway wrote passes
/// through here on its way to a screen, and nothing else does the same work.
///
/// Controls (C0, C1, ESC, DEL), line and paragraph separators, bidi controls, zero-width and other
/// invisible scalars, tags, a second variation selector, a combining mark without a base, and the
/// fifth and later ones on a base, are shown as marks: `‹U+202E›`. The store keeps the original.
package struct Visible: Sendable, Hashable, CustomStringConvertible {
  /// Holds no scalar below U+0020, no U+007F, none of U+0080–9F, and no newline.
  package let text: String
  /// Terminal columns, east-asian wide as two, combining as none.
  package let columns: Int

  package var description: String { text }

  /// One field on one line: a newline in it is a mark too.
  ///
  /// Right-to-left text is not isolated here: tables count columns, and terminals don't agree that
  /// an isolate takes none. Where a field stands alone on its line, use `lines`.
  /// - Parameter most: columns; longer text is cut between graphemes and ends in `…`.
  package init(_ outside: String, columns most: Int = 200) {
    self.init(pieces: Piece.pieces(of: outside), columns: most)
  }

  /// A message on as many lines as it needs: newlines are kept, long lines broken at a space where
  /// there is one, and a tab is a space.
  ///
  /// A line with right-to-left letters is isolated (FSI … PDI, added by us, never theirs), so that it
  /// can't draw the label before it or what follows out of order. Others carry nothing invisible.
  /// - Parameters:
  ///   - columns: of each line, at least 12.
  ///   - most: lines; when there are more, the last is `…`.
  package static func lines(_ outside: String, columns: Int = 80, most: Int = 200) -> [Visible] {
    let width = max(columns, 12)
    var lines: [Visible] = []
    for line in outside.split(omittingEmptySubsequences: false, whereSeparator: \.isLineFeed) {
      let spaced = String(line).replacing("\t", with: " ")
      for pieces in broken(Piece.pieces(of: spaced), columns: width) {
        guard lines.count < most else {
          lines[most - 1] = Visible("…")
          return lines
        }
        lines.append(Visible(pieces: pieces, columns: width).isolated)
      }
    }
    return lines
  }

  private init(pieces: [Piece], columns most: Int) {
    let whole = pieces.reduce(0) { $0 + $1.columns }
    guard whole > most else {
      text = pieces.map(\.text).joined()
      columns = whole
      return
    }
    var kept = ""
    var used = 0
    for piece in pieces {
      guard used + piece.columns <= most - 1 else { break }
      kept += piece.text
      used += piece.columns
    }
    text = most < 1 ? "" : kept + "…"
    columns = most < 1 ? 0 : used + 1
  }

  private init(isolating line: Visible) {
    text = "\u{2068}" + line.text + "\u{2069}"
    columns = line.columns
  }

  private var isolated: Visible {
    text.unicodeScalars.contains(where: RightToLeft.contains) ? Visible(isolating: self) : self
  }

  /// Breaks after the last space that fits, otherwise between graphemes.
  private static func broken(_ pieces: [Piece], columns: Int) -> [ArraySlice<Piece>] {
    var lines: [ArraySlice<Piece>] = []
    var start = 0
    var used = 0
    var space: Int?
    var index = 0
    while index < pieces.count {
      if used + pieces[index].columns > columns, index > start {
        let end = space.map { $0 + 1 } ?? index
        lines.append(pieces[start..<end])
        (start, index, used, space) = (end, end, 0, nil)
        continue
      }
      if pieces[index].isSpace { space = index }
      used += pieces[index].columns
      index += 1
    }
    return lines + [pieces[start...]]
  }

  private init(pieces: ArraySlice<Piece>, columns most: Int) {
    self.init(pieces: Array(pieces), columns: most)
  }
}

extension Character {
  /// CR LF is one Character. A lone CR is no newline: it would draw over the line.
  fileprivate var isLineFeed: Bool { self == "\n" || self == "\r\n" }
}

/// Strong right-to-left letters (Hebrew to Arabic Extended, their presentation forms, and the old
/// scripts and Adlam of the first plane), by block.
private enum RightToLeft {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    blocks.contains { $0.contains(scalar.value) }
  }

  private static let blocks: [ClosedRange<UInt32>] = [
    0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF,
  ]
}

/// The smallest thing a line is cut between: one grapheme, or one mark such as ‹U+202E› whole.
struct Piece {
  let text: String
  let columns: Int

  var isSpace: Bool { text == " " }

  /// What somebody outside wrote, on one line, with nothing left in it that steers a terminal.
  static func pieces(of outside: some StringProtocol) -> [Piece] {
    var reader = PieceReader()
    for scalar in outside.unicodeScalars { reader.take(scalar) }
    return reader.finish()
  }
}

/// Goes through the scalars once; `plain` is what may pass as it is.
private struct PieceReader {
  /// A base may carry this many combining marks. Vietnamese needs two, IPA three; a flood climbs
  /// over the lines above.
  static let mostMarks = 4

  private var pieces: [Piece] = []
  private var plain = String.UnicodeScalarView()
  /// Combining marks on the base before, or nil when there is no base of the same field to carry one.
  private var marks: Int?
  private var styled = false

  mutating func take(_ scalar: Unicode.Scalar) {
    if isStyle(scalar), marks != nil, !styled {
      styled = true
      plain.append(scalar)
    } else if Hidden.contains(scalar) {
      mark(scalar)
    } else if Columns.joins(scalar) || scalar.properties.generalCategory == .spacingMark {
      guard let worn = marks, worn < Self.mostMarks else { return mark(scalar) }
      marks = worn + 1
      plain.append(scalar)
    } else {
      marks = 0
      styled = false
      plain.append(scalar)
    }
  }

  mutating func finish() -> [Piece] {
    flush()
    return pieces
  }

  private func isStyle(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FE0E}" || scalar == Columns.emojiStyle
  }

  private mutating func mark(_ scalar: Unicode.Scalar) {
    flush()
    let hex = String(scalar.value, radix: 16, uppercase: true)
    let text = "‹U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + "›"
    pieces.append(Piece(text: text, columns: text.unicodeScalars.count))
    // A mark carries nothing: a stroke combined with its last sign would make it hard to read. In a
    // flood the base keeps its count, so that all of the rest is marked.
    if marks != Self.mostMarks { marks = nil }
    styled = true
  }

  private mutating func flush() {
    for character in String(plain) {
      pieces.append(Piece(text: String(character), columns: Columns.of(character)))
    }
    plain.removeAll()
  }
}

/// What a reader can't see, or what a terminal obeys.
enum Hidden {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
    // What these look like, and how wide they are, nobody can say.
    case .privateUse, .unassigned: return true
    default: return false
    }
  }
}

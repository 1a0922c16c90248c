import Testing

@testable import Terminal

@Suite struct `Text from outside` {
  @Test(
    arguments: [
      ("Łukasz Żółć", "Łukasz Żółć"),
      ("Ștefan Țîrlea, Γιώργος Ωραίος, Їжак, Ёлка, Işık, Őry, Peña", nil),
      ("e\u{301}", "e\u{301}"),
      ("❤\u{FE0F} ok 👍🏽 🇵🇱", "❤\u{FE0F} ok 👍🏽 🇵🇱"),
      ("‹U+202E›", "‹U+202E›"),
      ("", ""),
    ] as [(String, String?)])
  func `stays as it is when nothing in it steers a terminal`(outside: String, shown: String?) {
    #expect(Visible(outside, columns: 200).text == shown ?? outside)
  }

  @Test(arguments: [
    Shown("\u{1B}[2J", "‹U+001B›[2J"),
    Shown("\u{1B}]0;title\u{7}", "‹U+001B›]0;title‹U+0007›"),
    Shown("\u{1B}]52;c;QUJD\u{1B}\\", "‹U+001B›]52;c;QUJD‹U+001B›\\"),
    Shown("\u{9B}31m", "‹U+009B›31m"),
    Shown("\u{85}", "‹U+0085›"),
    Shown("a\u{0}b", "a‹U+0000›b"),
    Shown("a\u{8}\u{8}b", "a‹U+0008›‹U+0008›b"),
    Shown("\u{7F}", "‹U+007F›"),
    Shown("a\nb\r\nc\rd\te", "a‹U+000A›b‹U+000D›‹U+000A›c‹U+000D›d‹U+0009›e"),
    Shown("\u{2028}\u{2029}", "‹U+2028›‹U+2029›"),
    Shown("\u{202A}\u{202E}", "‹U+202A›‹U+202E›"),
    Shown("\u{2066}\u{2067}\u{2068}\u{2069}", "‹U+2066›‹U+2067›‹U+2068›‹U+2069›"),
    Shown("\u{200E}\u{200F}\u{61C}", "‹U+200E›‹U+200F›‹U+061C›"),
    Shown("a\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}", "a‹U+200B›‹U+200C›‹U+200D›‹U+2060›‹U+FEFF›"),
    Shown("\u{E0001}\u{E0061}\u{E007F}", "‹U+E0001›‹U+E0061›‹U+E007F›"),
    Shown("a\u{AD}\u{180E}\u{3164}", "a‹U+00AD›‹U+180E›‹U+3164›"),
    Shown("\u{E000}", "‹U+E000›"),
  ])
  func `shows what steers or hides as a mark`(row: Shown) {
    #expect(Visible(row.outside, columns: 200).text == row.text)
  }

  @Test(arguments: [
    Shown("a\u{301}\u{302}\u{303}\u{304}", "a\u{301}\u{302}\u{303}\u{304}"),
    Shown(
      "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}b\u{301}",
      "a\u{301}\u{302}\u{303}\u{304}‹U+0305›‹U+0306›b\u{301}"),
    Shown("\u{301}a", "‹U+0301›a"),
    Shown("\u{1B}\u{338}", "‹U+001B›‹U+0338›"),
    Shown(
      "a\u{301}\u{302}\u{303}\u{304}\u{305}\u{FE0F}",
      "a\u{301}\u{302}\u{303}\u{304}‹U+0305›‹U+FE0F›"),
    Shown("❤\u{FE0F}\u{FE0F}", "❤\u{FE0F}‹U+FE0F›"),
    Shown("a\u{FE00}\u{E0100}", "a‹U+FE00›‹U+E0100›"),
    Shown("가\u{1161}\u{1161}\u{1161}\u{1161}\u{1161}", "가\u{1161}\u{1161}\u{1161}\u{1161}‹U+1161›"),
  ])
  func `carries four marks on a base and no more`(row: Shown) {
    // Compared by scalars: canonical equivalence would call different bytes the same.
    let scalars = Array(Visible(row.outside, columns: 200).text.unicodeScalars)
    #expect(scalars == Array(row.text.unicodeScalars))
  }

  @Test(arguments: [
    ("Warszawa", 8, "Warszawa", 8), ("Warszawa", 7, "Warsza…", 7), ("Warszawa", 1, "…", 1),
    ("Warszawa", 0, "", 0), ("東京都", 6, "東京都", 6), ("東京都", 5, "東京…", 5),
    ("東京都", 4, "東…", 3), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…", 2),
    ("🇵🇱🇷🇴", 3, "🇵🇱…", 3), ("a\u{200B}b", 9, "a…", 2), ("❤\u{FE0F}", 2, "❤\u{FE0F}", 2),
    ("👍🏽👍🏽", 5, "👍🏽…", 5),
  ])
  func `is cut between graphemes to a width in columns`(
    outside: String, most: Int, shown: String, columns: Int
  ) {
    let visible = Visible(outside, columns: most)
    #expect(visible.text == shown)
    #expect(visible.columns == columns)
  }
}

/// A row of the tables above. The test log is read in a terminal, so it names the row by what is
/// shown, never by what came from outside.
struct Shown: CustomTestStringConvertible, Sendable {
  let outside: String
  let text: String
  var testDescription: String { text.debugDescription }

  init(_ outside: String, _ text: String) {
    self.outside = outside
    self.text = text
  }
}

@Suite struct `A message on several lines` {
  @Test(arguments: [
    ("a\nb", ["a", "b"]), ("a\r\n\r\nb\n", ["a", "", "b", ""]), ("a\rb", ["a‹U+000D›b"]),
    ("a\tb", ["a b"]), ("", [""]),
    ("nie dostałem pieniędzy", ["nie ", "dostałem ", "pieniędzy"]),
    ("abcdefghijklmnop", ["abcdefghijkl", "mnop"]),
    ("東京都東京都東京都", ["東京都東京都", "東京都"]),
  ])
  func `keeps its newlines and breaks at spaces`(outside: String, shown: [String]) {
    #expect(Visible.lines(outside, columns: 12).map(\.text) == shown)
  }

  @Test func `ends in a sign when there are too many lines`() {
    let lines = Visible.lines("1\n2\n3\n4", columns: 80, most: 3)
    #expect(lines.map(\.text) == ["1", "2", "…"])
  }

  @Test func `isolates right-to-left lines and no others`() {
    let lines = Visible.lines("Anna\nשלום +31 6\n\u{2067}x").map(\.text)
    #expect(lines == ["Anna", "\u{2068}שלום +31 6\u{2069}", "‹U+2067›x"])
  }
}

@Suite struct `A hundred thousand hostile strings` {
  static let seed: UInt64 = 20_261_123

  @Test func `leave no control in the output and never pass their width`() {
    var dice = Dice(state: Self.seed)
    for round in 0..<100_000 {
      let outside = dice.text()
      let most = Int(dice.next() % 100)
      let field = Visible(outside, columns: most)
      let lines = Visible.lines(outside, columns: most, most: 20)
      let bad = ([field.text] + lines.map(\.text)).flatMap(\.unicodeScalars).first { scalar in
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      }
      guard bad == nil, field.columns <= most, Columns.of(field.text) == field.columns,
        lines.allSatisfy({ $0.columns <= max(most, 12) }), lines.count <= 20
      else {
        Issue.record("seed \(Self.seed), round \(round): \(outside.unicodeScalars.map(\.value))")
        return
      }
    }
  }
}

/// SplitMix64, so that a failing round can be had again.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Mostly from where the trouble is, sometimes any scalar at all.
  mutating func text() -> String {
    let troubled: [ClosedRange<UInt32>] = [
      0x00...0x1F, 0x20...0x7E, 0x7F...0x9F, 0x300...0x36F, 0x5D0...0x5EA, 0x1100...0x11FF,
      0x2000...0x206F, 0x4E00...0x4E20, 0xFE00...0xFE0F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F64F,
      0xE0000...0xE01EF, 0x0...0x10FFFF,
    ]
    var scalars = String.UnicodeScalarView()
    for _ in 0..<(next() % 24) {
      let range = troubled[Int(next() % UInt64(troubled.count))]
      let value = range.lowerBound + UInt32(next() % UInt64(range.count))
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}

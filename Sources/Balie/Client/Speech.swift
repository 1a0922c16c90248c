import Foundation
import Surface
import Terminal
import Web
import Words

/// How commands speak: in the language of the terminal, on the desk's clock.
enum Speech {
  static let language = AdviserLanguage(preference: preference)
  static let words = CommandWords.of(language)

  private static var preference: String? {
    let environment = ProcessInfo.processInfo.environment
    return ["BALIE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
      .first { !$0.isEmpty && !$0.hasPrefix("C") && $0 != "POSIX" }
  }

  /// The programme's zone. `nil` can't happen where the zone files are; UTC then.
  static let zone = TimeZone(identifier: "Europe/Amsterdam") ?? .gmt

  static func time(_ moment: Date) -> String { DeskTime.text(moment, zone: zone) }

  /// Goes out at once, also into a pipe.
  static func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

  /// What the server answered, for scripts: the same JSON, but nothing in it can move a cursor or turn a line round.
  static func json(_ bytes: [UInt8]) {
    var line = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if isPlain(scalar) { line.unicodeScalars.append(scalar) } else { line += escaped(scalar) }
    }
    say(line)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar != "\u{7F}" }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      return false
    case _: return true
    }
  }

  /// As JSON writes it, beyond the first plane as two.
  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    UTF16.encode(scalar)?.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined() ?? ""
  }

  /// What is typed, or comes through a pipe, up to the end of the input.
  static func typed(_ what: String) -> String {
    if isatty(STDIN_FILENO) == 1 { say("\(what), Ctrl-D:") }
    var lines: [String] = []
    while let line = readLine() { lines.append(line) }
    return lines.joined(separator: "\n")
  }

  static func table(_ table: Table) {
    for line in table.lines(columns: columns) { say(line) }
  }

  /// Text from outside, every line of it made fit for the terminal.
  static func outside(_ text: String, indent: String = "  ") {
    for line in Visible.lines(text, columns: max(20, columns - indent.count)) { say(indent + line.text) }
  }

  private static var columns: Int {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 { return Int(size.ws_col) }
    return 80
  }
}

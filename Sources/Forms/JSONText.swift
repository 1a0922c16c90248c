/// Reads JSON (RFC 8259) into a tree that keeps the order of fields and the writing of numbers. Strict: what isn't JSON to
/// the last byte is nil.
struct JSONText {
  private var rest: Substring.UTF8View.SubSequence
  private var depth = 0

  private static let deepest = 64

  static func read(_ text: String) -> FormTree? {
    var reader = JSONText(rest: Substring(text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]).utf8)
    guard let tree = reader.value() else { return nil }
    reader.skipSpace()
    return reader.rest.isEmpty ? tree : nil
  }

  private mutating func value() -> FormTree? {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest, let first = rest.first else { return nil }
    switch first {
    case UInt8(ascii: "{"): return object()
    case UInt8(ascii: "["): return list()
    case UInt8(ascii: "\""): return string().map(FormTree.text)
    case UInt8(ascii: "t"): return take("true") ? .yesNo(true) : nil
    case UInt8(ascii: "f"): return take("false") ? .yesNo(false) : nil
    case UInt8(ascii: "n"): return take("null") ? .nothing : nil
    case _: return number()
    }
  }

  private mutating func object() -> FormTree? {
    rest.removeFirst()
    var fields: [FormTree.Field] = []
    skipSpace()
    if take("}") { return .object([]) }
    while true {
      skipSpace()
      guard rest.first == UInt8(ascii: "\""), let key = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value() else { return nil }
      fields.append(.init(key, value))
      skipSpace()
      if take("}") { return .object(fields) }
      guard take(",") else { return nil }
    }
  }

  private mutating func list() -> FormTree? {
    rest.removeFirst()
    var items: [FormTree] = []
    skipSpace()
    if take("]") { return .list([]) }
    while true {
      guard let item = value() else { return nil }
      items.append(item)
      skipSpace()
      if take("]") { return .list(items) }
      guard take(",") else { return nil }
    }
  }

  private mutating func number() -> FormTree? {
    let digits = rest.prefix { Self.inNumbers.contains($0) }
    guard let text = String(Substring(digits)).wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/)
    else { return nil }
    rest = rest.dropFirst(digits.count)
    return .number(String(text.output.0))
  }

  private static let inNumbers = Set("0123456789+-.eE".utf8)

  private mutating func string() -> String? {
    rest.removeFirst()
    var bytes: [UInt8] = []
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escaped() else { return nil }
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      case 0..<0x20: return nil
      case _: bytes.append(byte)
      }
    }
    return nil
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/", UInt8(ascii: "b"): "\u{8}",
    UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n", UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
  ]

  private mutating func escaped() -> Unicode.Scalar? {
    guard let sign = rest.popFirst() else { return nil }
    guard sign == UInt8(ascii: "u") else { return Self.escapes[sign] }
    guard let unit = unit() else { return nil }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Half of a pair; a half without its other is not a character.
    let before = rest
    guard (0xD800..<0xDC00).contains(unit), take("\\u"), let low = self.unit(), (0xDC00..<0xE000).contains(low) else {
      rest = before
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
  }

  private mutating func unit() -> UInt16? {
    let digits = rest.prefix(4)
    let isHex = digits.allSatisfy { ($0 | 0x20) >= 0x61 ? ($0 | 0x20) <= 0x66 : (0x30...0x39).contains($0) }
    guard digits.count == 4, isHex else { return nil }
    rest = rest.dropFirst(4)
    return UInt16(String(Substring(digits)), radix: 16)
  }

  private mutating func skipSpace() { rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 } }

  private mutating func take(_ text: StaticString) -> Bool {
    let expected = text.withUTF8Buffer { Array($0) }
    guard rest.starts(with: expected) else { return false }
    rest = rest.dropFirst(expected.count)
    return true
  }
}

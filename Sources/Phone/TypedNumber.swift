/// A number as typed, tidied for libphonenumber: ASCII digits, no invisible characters, the extension apart.
///
/// Letters are refused. libphonenumber would read them as the keys of a telephone (0800-FLOWERS), and so make
/// a number of any word.
struct TypedNumber {
  /// What libphonenumber is given.
  let dialable: String
  let `extension`: String?

  init?(_ text: String) {
    guard text.utf8.count <= 200 else { return nil }
    var plain = Self.plain(text).lowercased()
    if plain.hasPrefix("tel:") { plain.removeFirst(4) }
    let (number, `extension`) = Self.splitExtension(plain)
    guard !number.contains(where: \.isLetter), number.contains(where: \.isNumber) else { return nil }
    dialable = number
    self.extension = `extension`
  }

  /// Digits alone, with the leading `+` if there was one.
  var ascii: String {
    (dialable.drop { $0 == " " || $0 == "(" }.first == "+" ? "+" : "") + dialable.filter(\.isNumber)
  }

  /// Emergency and service numbers, some of which (two digits) libphonenumber doesn't see as numbers at all.
  var isShortCode: Bool {
    (2...6).contains(ascii.count) && dialable.allSatisfy { $0.isNumber || $0 == " " }
  }

  /// Any script's digits in ASCII, any dash or blank as the ordinary one; without direction marks and other
  /// invisible characters, which come along when a number is pasted from a chat.
  private static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .decimalNumber:
        let digit = UInt8(properties.numericValue ?? 0)
        result.append(Unicode.Scalar(UInt8(ascii: "0") + digit))
      case .format: continue
      case .spaceSeparator, .control: result.append(" ")
      case .dashPunctuation: result.append("-")
      default: result.append(scalar == "\u{FF0B}" ? "+" : scalar)
      }
    }
    return String(result).trimmingPrefix { $0 == " " }.description
  }

  private static func splitExtension(_ text: String) -> (number: String, extension: String?) {
    let pattern =
      /^(?<number>.*\d\D*?)(?:;ext=|ext(?:ension|n)?\.?|toestel|tst\.?|wew\.?|int\.?|x|#)[ :]*(?<digits>\d{1,7})#?\s*$/
    guard let match = text.firstMatch(of: pattern) else { return (text, nil) }
    return (String(match.number), String(match.digits))
  }
}

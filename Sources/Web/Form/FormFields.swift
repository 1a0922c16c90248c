import Desk

/// What somebody typed into the form, decoded and tidied, not yet judged.
package struct FormFields: Sendable, Equatable {
  package var name = ""
  package var phone = ""
  package var language = ""
  package var issue = ""
  package var message = ""
  package var window = ""
  package var region = ""
  /// In which country a number without + is, "PL"; empty: the desk's.
  package var country = ""
  package var cautions: Set<Caution> = []
  package var consent = false
  /// What stands in the field that people don't see.
  package var trap = ""

  /// An empty form, for a page in `language`: whoever reads Polish wants Polish, until they say otherwise.
  package init(language: String) { self.language = language }

  /// Reads an `application/x-www-form-urlencoded` body. Strict: UTF-8 only, decoded once, a field of ours at
  /// most once, at most 200 fields, no control characters but newline and tab. Fields we don't know are passed over.
  package init(urlencoded body: [UInt8]) throws(FormFault) {
    var seen: Set<FormField> = []
    var count = 0
    for pair in body.split(separator: UInt8(ascii: "&")) {
      count += 1
      if count > Self.mostFields { throw .tooManyFields }
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let key = try Self.decoded(pair[..<equals])
      let value = try Self.decoded(pair[equals...].dropFirst())
      if key == Self.trapName { trap = Self.oneLine(value) }
      guard let field = FormField(rawValue: key) else { continue }
      if !seen.insert(field).inserted { throw .duplicateField(field) }
      take(value, as: field)
    }
  }

  private static let mostFields = 200

  /// A name that programs like to fill in.
  static let trapName = "website"

  private mutating func take(_ value: String, as field: FormField) {
    switch field {
    case .name: name = Self.oneLine(value)
    case .phone: phone = Self.oneLine(value)
    case .language: language = Self.oneLine(value)
    case .issue: issue = Self.oneLine(value)
    case .message: message = value
    case .window: window = Self.oneLine(value)
    case .region: region = Self.oneLine(value)
    case .country: country = Self.oneLine(value)
    case .noVoicemail, .discreet, .sharedPhone, .onlyCall:
      if let caution = field.caution, Self.isYes(value) { cautions.insert(caution) }
    case .consent: consent = Self.isYes(value)
    }
  }

  private static func isYes(_ value: String) -> Bool { !["", "no", "0", "false", "off"].contains(value.lowercased()) }

  /// Line ends become LF. Browsers send CRLF, as HTML wants it.
  private static func decoded(_ bytes: ArraySlice<UInt8>) throws(FormFault) -> String {
    guard let text = String(validating: try percentDecoded(bytes), as: UTF8.self) else { throw .notUTF8 }
    // On scalars: Swift takes CR LF for one character.
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar == "\n", previous == "\r" {
        previous = scalar
        continue
      }
      previous = scalar
      if scalar.properties.generalCategory == .control, scalar != "\n", scalar != "\t", scalar != "\r" {
        throw .controlCharacter
      }
      scalars.append(scalar == "\r" ? "\n" : scalar)
    }
    return String(scalars)
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) throws(FormFault) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "+"): decoded.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
          throw .badPercentEncoding
        }
        decoded.append(high << 4 | low)
      case _: decoded.append(byte)
      }
    }
    return decoded
  }

  private static func hexValue(_ digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    case _: nil
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

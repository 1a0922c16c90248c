import CPhone

/// Makes phone numbers of text, by the numbering plans in libphonenumber.
package enum PhoneReader {
  /// Reads what a person typed.
  /// - Parameter region: the country whose numbers need no prefix, "NL".
  package static func read(_ text: String, region: String) -> PhoneReading {
    guard let typed = TypedNumber(text) else { return .notANumber }
    let found = parse(typed.dialable, region: region)
    guard found.parsed else {
      return typed.isShortCode ? .impossible(typed.ascii) : .notANumber
    }
    guard found.valid, let kind = callableKind(found) else { return .impossible(typed.ascii) }
    return .number(
      PhoneNumber(
        e164: string(found.e164), extension: typed.extension, region: string(found.region), kind: kind,
        isValid: true, display: string(found.international)))
  }

  /// The numbers in a running text at which somebody can be called back, each once, in their order; at most 16.
  package static func find(in text: String, region: String) -> [PhoneNumber] {
    var room = [cphone_number](repeating: cphone_number(), count: 16)
    var text = text
    let count = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cphone_find($0.baseAddress, $0.count, region, &room, room.count) }
    }
    var numbers: [PhoneNumber] = []
    for found in room.prefix(count) where found.valid {
      guard let kind = callableKind(found), !numbers.contains(where: { $0.e164 == string(found.e164) }) else {
        continue
      }
      let `extension` = string(found.extension)
      numbers.append(
        PhoneNumber(
          e164: string(found.e164), extension: `extension`.isEmpty ? nil : `extension`, region: string(found.region),
          kind: kind, isValid: true, display: string(found.international)))
    }
    return numbers
  }

  /// Takes a sender's number from a gateway: digits with the country code, with or without `+`.
  ///
  /// Never refused for its plan: what the gateway sends is the address for the reply, also where the plan says
  /// otherwise (Mexico 521…, Brazil without the ninth digit); such a number is kept verbatim with `isValid`
  /// false. `nil` when it isn't digits.
  package static func fromGateway(_ digits: String) -> PhoneNumber? {
    let bare = digits.hasPrefix("+") ? digits.dropFirst() : digits[...]
    guard (1...32).contains(bare.utf8.count), bare.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let e164 = "+\(bare)"
    let found = parse(e164, region: "ZZ")
    let isValid = found.parsed && found.valid && string(found.e164) == e164
    let region = string(found.region)
    return PhoneNumber(
      e164: e164, extension: nil, region: isValid && !region.isEmpty ? region : nil,
      kind: isValid ? callableKind(found) ?? .other : .other, isValid: isValid,
      display: isValid ? string(found.international) : e164)
  }

  /// `nil` for numbers that cost their caller extra or don't reach a person.
  private static func callableKind(_ found: cphone_number) -> PhoneNumber.Kind? {
    // Satellite and other numbers outside all countries cost euros a minute.
    if string(found.region) == "001" { return nil }
    // PhoneNumberUtil::PhoneNumberType, in its order.
    return switch found.type {
    case 0: .fixed
    case 1: .mobile
    // fixed or mobile, toll-free, VoIP, personal, company-wide
    case 2, 3, 6, 7, 9: .other
    // premium rate, shared cost, pager, voicemail, unknown
    default: nil
    }
  }

  private static func parse(_ text: String, region: String) -> cphone_number {
    var text = text
    return text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cphone_read($0.baseAddress, $0.count, region) }
    }
  }

  /// The text before the first NUL of a C array.
  private static func string<Room>(_ room: Room) -> String {
    withUnsafeBytes(of: room) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

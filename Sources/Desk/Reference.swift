/// What a client can say over the phone: eight digits, the last a check digit ("4821-7736").
/// Random, so that it tells nothing about how many came before.
package struct Reference: Hashable, Sendable, Codable, CustomStringConvertible {
  /// "4821-7736".
  package let text: String

  package init(random generator: inout some RandomNumberGenerator) {
    let seven = (0..<7).map { _ in Int.random(in: 0...9, using: &generator) }
    let digits = (seven + [Self.checkDigit(seven)]).map(String.init).joined()
    text = digits.prefix(4) + "-" + digits.suffix(4)
  }

  /// Nil when it isn't eight digits or the check digit is wrong. A hyphen or blank in the middle may be missing.
  package init?(_ typed: String) {
    let digits = typed.compactMap(\.wholeNumberValue)
    guard digits.count == 8, digits.allSatisfy({ $0 < 10 }),
      typed.allSatisfy({ $0.isWholeNumber || $0 == "-" || $0 == " " }),
      Self.checkDigit(Array(digits.prefix(7))) == digits[7]
    else { return nil }
    let joined = digits.map(String.init).joined()
    text = joined.prefix(4) + "-" + joined.suffix(4)
  }

  package static func stored(_ text: String) -> Reference { Reference(storedText: text) }

  private init(storedText: String) { text = storedText }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The eight digits as one number.
  package var number: Int64 { text.compactMap(\.wholeNumberValue).reduce(0) { $0 * 10 + Int64($1) } }

  package var description: String { text }

  /// Luhn (ISO/IEC 7812-1 annex B): finds every single wrong digit and nearly every swapped pair.
  private static func checkDigit(_ digits: [Int]) -> Int {
    let sum = digits.reversed().enumerated().reduce(0) { sum, place in
      let value = place.offset.isMultiple(of: 2) ? place.element * 2 : place.element
      return sum + (value > 9 ? value - 9 : value)
    }
    return (10 - sum % 10) % 10
  }
}

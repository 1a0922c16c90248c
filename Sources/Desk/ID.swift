/// The number by which people at the desk name a thing ("claim 142"), kept apart by what it numbers.
package struct ID<Subject>: Hashable, Sendable, Codable, CustomStringConvertible {
  package let rawValue: Int64

  package init(_ rawValue: Int64) { self.rawValue = rawValue }

  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  package var description: String { String(rawValue) }
}

extension ID: ExpressibleByIntegerLiteral {
  package init(integerLiteral value: Int64) { self.init(value) }
}

/// Somebody who asks for help. A bare number that links callbacks; what is known of the person is sealed
/// with each callback, so that erasing one is exact.
package enum Person {}

/// A telephone number of somebody we may want to reach.
package struct PhoneNumber: Hashable, Sendable {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case mobile
    case fixed
    /// Can't be told apart (the USA), or over the internet, company-wide, free of charge.
    case other
  }

  /// `+` and digits; of a gateway's number exactly the digits that the gateway sent.
  package let e164: String
  /// The digits to dial after the connection is made; `nil` when there are none.
  package let `extension`: String?
  /// ISO 3166 code of its country; `nil` when no country has such a number.
  package let region: String?
  package let kind: Kind
  /// Whether the numbering plan of its country has such numbers. A gateway's number may well not be valid and
  /// reach its owner all the same, through that gateway.
  package let isValid: Bool
  /// Grouped as people read it: "+31 6 12345678". ASCII digits, and for an invalid number `e164`.
  package let display: String
}

/// What a text turned out to be.
package enum PhoneReading: Hashable, Sendable {
  /// Valid, and somebody can be called back there.
  case number(PhoneNumber)
  /// Looks like a number but nobody can be called back there: too short or long, an emergency number, a
  /// premium-rate or satellite number. Carries it as typed, in ASCII digits with a leading `+` if there was one.
  case impossible(String)
  case notANumber
}

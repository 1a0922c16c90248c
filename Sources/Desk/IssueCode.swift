/// What a callback is about: `area` or `area.detail`. The list is the programme's, mapped to the areas of law
/// on which het Juridisch Loket reports (CBS table 85705NED).
package struct IssueCode: Hashable, Sendable, Codable, CustomStringConvertible {
  package let code: String

  /// Nil for a code that is not on the list.
  package init?(_ code: String) {
    guard Self.known.contains(code) else { return nil }
    self.code = code
  }

  private init(stored code: String) { self.code = code }

  /// A code the store kept, from whatever version of the list.
  package static func stored(_ code: String) -> IssueCode { IssueCode(stored: code) }

  /// Not yet known: allowed at intake, not at closing once somebody was spoken with.
  package static let unknown = IssueCode(stored: "unknown")

  package init(from decoder: any Decoder) throws {
    code = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }

  package var description: String { code }

  package static let known: Set<String> = [
    "employment.wages", "employment.summary_dismissal", "employment.dismissal", "employment.sickness",
    "employment.contract", "employment.deductions_fines", "employment.agency", "employment.accident",
    "employment.discrimination", "employment.sham_self_employment", "housing.eviction",
    "housing.homeless", "housing.employer_tied", "housing.conditions", "social_security.benefits",
    "health_insurance", "registration", "debt", "tax", "residence", "family", "family.violence",
    "exploitation", "criminal", "other", "unknown",
  ]
}

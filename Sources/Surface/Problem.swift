import Desk
import Foundation

/// RFC 9457. The `type`s are a closed list; `detail` is made of our words and codes, never of what came in.
package struct Problem: Described, Error {
  package enum Kind: String, Sendable, Codable, CaseIterable {
    case notFound = "not-found"
    case unauthorized
    case notAllowed = "not-allowed"
    case held
    case notHolder = "not-holder"
    case stale
    case refused
    case invalid
    /// An `Idempotency-Key` that came with another request before.
    case otherRequest = "other-request"
    case badRequest = "bad-request"
    case badSignature = "bad-signature"
    case tooLarge = "too-large"
    case tooSlow = "too-slow"
    case contentType = "content-type"
    case contentEncoding = "content-encoding"
    case method
    case unavailable
    case fault

    package var status: Int {
      switch self {
      case .badRequest: 400
      case .unauthorized, .badSignature: 401
      case .notAllowed: 403
      case .notFound: 404
      case .method: 405
      case .tooSlow: 408
      case .held, .notHolder, .stale, .refused: 409
      case .tooLarge: 413
      case .contentType, .contentEncoding: 415
      case .invalid, .otherRequest: 422
      case .fault: 500
      case .unavailable: 503
      }
    }
  }

  package var type: String
  package var title: String
  package var status: Int
  package var detail: String?
  /// With `held`: who has it, and until when.
  package var holder: String?
  package var until: Date?
  /// With `stale`: the present epoch or version, who brought it there, and when.
  package var epoch: Int?
  package var version: Int?
  package var by: String?
  package var at: Date?

  package init(
    _ kind: Kind, title: String, detail: String? = nil, holder: String? = nil, until: Date? = nil,
    epoch: Int? = nil, version: Int? = nil, by: String? = nil, at: Date? = nil
  ) {
    type = "urn:balie:problem:" + kind.rawValue
    self.title = title
    status = kind.status
    self.detail = detail
    self.holder = holder
    self.until = until
    self.epoch = epoch
    self.version = version
    self.by = by
    self.at = at
  }

  package static let schema = Schema.Object(
    "Problem", "Why something was not done (RFC 9457).",
    [
      .always("type", .choice(Kind.allCases.map { "urn:balie:problem:" + $0.rawValue })),
      .always("title", .text(), "A sentence for the person, in the language of Accept-Language."),
      .always("status", .integer(least: 400)), .maybe("detail", .text()),
      .maybe("holder", .text(), "With held: who has it."), .maybe("until", .time, "With held: until then at least."),
      .maybe("epoch", .integer(least: 0), "With stale: the present one."),
      .maybe("version", .integer(least: 1), "With stale: the present one."),
      .maybe("by", .text(), "With stale: who brought it there."), .maybe("at", .time, "With stale: when."),
    ])

  package var kind: Kind? {
    type.hasPrefix("urn:balie:problem:") ? Kind(rawValue: String(type.dropFirst(18))) : nil
  }
}

/// What a command says by its exit (contract.md).
package enum ExitStatus: Int32, Sendable {
  case done = 0
  case refused = 1
  case usage = 64
  case notReachable = 69
  case fault = 70
  case notAllowed = 77
  case configuration = 78
}

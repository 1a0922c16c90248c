/// A delivery isn't let in: a 4xx for whoever sent it, and a counter. What it held is not kept.
package enum Rejection: String, Error, Sendable, CaseIterable {
  case unknownAccount = "unknown_account"
  case badSignature = "bad_signature"
  case badVerifyToken = "bad_verify_token"
  case tooLarge = "too_large"
  case badRequest = "bad_request"
  case tooSlow = "too_slow"
}

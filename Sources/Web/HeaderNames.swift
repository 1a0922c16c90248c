import HTTPTypes

/// Header fields that HTTPTypes has no name for. Written once, as constants: a misspelt one would end the program at its
/// first request, in every test.
extension HTTPField.Name {
  static let hubSignature = Self("X-Hub-Signature-256")!
  static let lastEventID = Self("Last-Event-ID")!
  static let xAccelBuffering = Self("X-Accel-Buffering")!
  static let idempotencyKey = Self("Idempotency-Key")!
  static let claimEpoch = Self("Claim-Epoch")!
  static let xForwardedFor = Self("X-Forwarded-For")!
  static let webHookRequestOrigin = Self("WebHook-Request-Origin")!
  static let webHookAllowedOrigin = Self("WebHook-Allowed-Origin")!
  static let referrerPolicy = Self("Referrer-Policy")!
}

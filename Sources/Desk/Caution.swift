/// What a person asks of whoever calls; read before the number is.
package enum Caution: String, Sendable, Codable, CaseIterable {
  case noVoicemail = "no_voicemail"
  /// Whoever else answers isn't told who calls.
  case discreet
  case sharedPhone = "shared_phone"
  /// Doesn't like to read: calls and voice messages, no texts.
  case onlyCall = "only_call"
}

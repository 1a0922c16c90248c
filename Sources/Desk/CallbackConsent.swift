import Foundation

/// What the trail of a callback tells of sharing. None of it changes where the callback stands.
extension Callback {
  /// - Parameter secret: under what circumstances, in the adviser's words; sealed.
  package mutating func consent(
    _ id: ID<Consent>, _ given: Consent.Given, secret: String? = nil, by actor: Actor, now: Date
  ) {
    record(.consented(id, given), by: actor, at: now, secret: secret)
  }

  package mutating func withdrawConsent(_ id: ID<Consent>, by actor: Actor, now: Date) {
    record(.consentWithdrawn(id), by: actor, at: now)
  }

  package mutating func tell(_ partner: PartnerID, _ feedback: Consent.Feedback, now: Date) {
    record(.told(partner, feedback), by: .desk, at: now)
  }
}

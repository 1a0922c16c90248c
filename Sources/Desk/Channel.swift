/// The door a callback came through, and by which the desk answers.
package enum Channel: String, Sendable, Codable, CaseIterable {
  case whatsapp, form, phone, counter
  /// Letters to partners, and referrers' mails from them.
  case mail
  /// A call of a partner's own system. No callback comes in by it.
  case webhook
  /// To who is on call: a program of the desk's own.
  case command
}

/// Which account of a channel ("main"), as named in the configuration.
package typealias AccountName = String

/// The door a callback came through, and by which the desk answers.
package enum Channel: String, Sendable, Codable, CaseIterable {
  case whatsapp, form, phone, counter
}

/// Which account of a channel ("main"), as named in the configuration.
package typealias AccountName = String

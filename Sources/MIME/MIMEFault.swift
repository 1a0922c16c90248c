/// Why a message isn't read: not that it is malformed, which GMime forgives, but that reading it would cost too much.
package enum MIMEFault: String, Error, Sendable, CaseIterable {
  case tooManyParts = "too_many_parts"
  case tooManyFields = "too_many_fields"
  case tooDeep = "too_deep"
  case unreadable
}

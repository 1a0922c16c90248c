import Desk
import Foundation

/// Over the admin socket: for a colleague, a role or a partner; one of the three.
package struct TokenRequest: Described {
  package var adviser: String?
  package var role: Adviser.Role?
  package var partner: String?

  package static let schema = Schema.Object(
    "TokenRequest", "For whom: one of the three.",
    [.maybe("adviser", .text()), .maybe("role", .one(of: Adviser.Role.self)), .maybe("partner", .text())])

  package init(adviser: String? = nil, role: Adviser.Role? = nil, partner: String? = nil) {
    self.adviser = adviser
    self.role = role
    self.partner = partner
  }
}

package struct TokenBody: Codable, Sendable {
  package var token: String

  package init(token: String) { self.token = token }
}

import Foundation

/// What somebody learns who took down a callback in a language that isn't hers.
package struct ReferenceBody: Described {
  package var reference: String

  package static let schema = Schema.Object(
    "Reference", "The reference of a callback that you may not see.", [.always("reference", .text())])

  package init(reference: String) { self.reference = reference }
}

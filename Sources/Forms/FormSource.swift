import Foundation

/// A form of somebody else's that posts its submissions here: `forms.NAME` of the configuration.
package struct FormSource: Sendable {
  package let name: String
  package let signature: FormSignature
  package let mapping: FormMapping
  /// Bytes of a body.
  package let most: Int

  package init(name: String, signature: FormSignature, mapping: FormMapping, most: Int = FormSource.most) {
    self.name = name
    self.signature = signature
    self.mapping = mapping
    self.most = most
  }

  /// 64 KiB, unless the configuration says otherwise: forms with files need more.
  package static let most = 64 << 10
}

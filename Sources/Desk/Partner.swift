/// An organisation to which the desk refers, by its short name in the directory ("hvo").
package struct PartnerID: Hashable, Sendable, Codable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  package init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  package var description: String { name }
}

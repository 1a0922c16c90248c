import Foundation

/// How values travel: JSON, times in RFC 3339.
package enum Wire {
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return Array(try encoder.encode(value))
  }

  package static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .iso8601
    return try decoder.decode(type, from: Data(bytes))
  }
}

/// A page of a list. `next` is the cursor of the following page, null on the last.
package struct List<Item: Codable & Sendable>: Codable, Sendable {
  package var items: [Item]
  package var next: String?

  package init(items: [Item], next: String? = nil) {
    self.items = items
    self.next = next
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
    try container.encode(next, forKey: .next)
  }
}

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
    decoder.dateDecodingStrategy = .custom(time)
    return try decoder.decode(type, from: Data(bytes))
  }

  /// RFC 3339 lets a second have a fraction.
  private static func time(_ decoder: any Decoder) throws -> Date {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do { return try Date(text, strategy: .iso8601) } catch {
      do { return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)) } catch {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no RFC 3339 time")
      }
    }
  }
}

/// A page of a list. `next` is the cursor of the following page, null on the last.
package struct List<Item: Described>: Described {
  package var items: [Item]
  package var next: String?

  package init(items: [Item], next: String? = nil) {
    self.items = items
    self.next = next
  }

  package static var schema: Schema.Object {
    .init(
      Item.schema.name + "List", "A page of a list.",
      [
        .always("items", .list(Item.shape)),
        .always("next", .orNull(.text()), "The cursor of the following page; null on the last."),
      ])
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(items, forKey: .items)
    try container.encode(next, forKey: .next)
  }
}

/// The shape of a value as the outside sees it: what `openapi.json` says of it (JSON Schema 2020-12, which OpenAPI 3.1
/// uses).
package indirect enum Schema: Sendable {
  /// Lengths in characters.
  case text(least: Int? = nil, most: Int? = nil, pattern: String? = nil)
  /// RFC 3339, with offset.
  case time
  case choice([String])
  case integer(least: Int? = nil)
  case number
  case flag
  case list(Schema, most: Int? = nil)
  /// Names that aren't ours, each with the same shape behind it.
  case map(Schema)
  case orNull(Schema)
  case either([Schema])
  case object(Object)

  /// With a name of its own in the document.
  package struct Object: Sendable {
    package let name: String
    package let about: String
    package let properties: [Property]

    package init(_ name: String, _ about: String, _ properties: [Property]) {
      self.name = name
      self.about = about
      self.properties = properties
    }
  }

  package struct Property: Sendable {
    package let name: String
    package let schema: Schema
    package let isRequired: Bool
    package let about: String?

    /// A field that is always there.
    package static func always(_ name: String, _ schema: Schema, _ about: String? = nil) -> Property {
      Property(name: name, schema: schema, isRequired: true, about: about)
    }

    /// A field that may be left out, or null.
    package static func maybe(_ name: String, _ schema: Schema, _ about: String? = nil) -> Property {
      Property(name: name, schema: .orNull(schema), isRequired: false, about: about)
    }
  }

  /// What a colleague writes: no control characters but newline and tab. Lengths in Unicode scalars.
  package static func words(least: Int? = nil, most: Int) -> Schema {
    .text(least: least, most: most, pattern: #"^[^\u0000-\u0008\u000B-\u001F\u007F-\u009F]*$"#)
  }

  /// A colleague's short name.
  package static let adviser = Schema.text(pattern: "^[a-z][a-z0-9-]{0,30}$")

  /// A language by its code.
  package static let language = Schema.text(pattern: "^[a-z]{2,3}$")

  /// What a callback is about: one of the programme's codes.
  package static let issue = Schema.text(pattern: #"^[a-z_]+(\.[a-z_]+)?$"#)

  /// One of our enums, whatever it holds by now.
  package static func one<Choice: CaseIterable & RawRepresentable>(of: Choice.Type) -> Schema
  where Choice.RawValue == String {
    .choice(Choice.allCases.map(\.rawValue))
  }
}

/// A value that travels, and says in which shape. Its schema stands beside it and is held against it by a test.
package protocol Described: Codable, Sendable {
  static var schema: Schema.Object { get }
}

extension Described {
  package static var shape: Schema { .object(schema) }
}

extension Schema {
  /// Objects by reference.
  package var json: JSONValue {
    switch self {
    case .text(let least, let most, let pattern): Self.text(least, most, pattern)
    case .time: ["type": "string", "format": "date-time"]
    case .choice(let choices): ["type": "string", "enum": .list(choices.map(JSONValue.text))]
    case .integer(let least):
      .object(["type": "integer"].merging(least.map { ["minimum": .integer($0)] } ?? [:]) { $1 })
    case .number: ["type": "number"]
    case .flag: ["type": "boolean"]
    case .list(let item, let most):
      .object(["type": "array", "items": item.json].merging(most.map { ["maxItems": .integer($0)] } ?? [:]) { $1 })
    case .map(let value): ["type": "object", "additionalProperties": value.json]
    case .orNull(let schema): ["anyOf": [schema.json, ["type": "null"]]]
    case .either(let schemas): ["anyOf": .list(schemas.map(\.json))]
    case .object(let object): ["$ref": "#/components/schemas/\(object.name)"]
    }
  }

  private static func text(_ least: Int?, _ most: Int?, _ pattern: String?) -> JSONValue {
    var json: [String: JSONValue] = ["type": "string"]
    if let least { json["minLength"] = .integer(least) }
    if let most { json["maxLength"] = .integer(most) }
    if let pattern { json["pattern"] = .text(pattern) }
    return .object(json)
  }

  /// Every object in it, and in those.
  package var objects: [Object] {
    switch self {
    case .text, .time, .choice, .integer, .number, .flag: []
    case .list(let inner, _), .map(let inner), .orNull(let inner): inner.objects
    case .either(let schemas): schemas.flatMap(\.objects)
    case .object(let object): [object] + object.properties.flatMap(\.schema.objects)
    }
  }
}

extension Schema.Object {
  package var json: JSONValue {
    let properties = properties.map { property in
      let about: [String: JSONValue] = property.about.map { ["description": .text($0)] } ?? [:]
      guard case .object(let json) = property.schema.json else { return (property.name, property.schema.json) }
      return (property.name, JSONValue.object(json.merging(about) { $1 }))
    }
    return [
      "type": "object", "description": .text(about),
      "properties": .object(Dictionary(properties, uniquingKeysWith: { first, _ in first })),
      "required": .list(self.properties.filter(\.isRequired).map { .text($0.name) }),
    ]
  }
}

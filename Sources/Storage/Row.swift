import Desk
import Foundation

/// A row of an answer, read by position.
package struct Row {
  private let values: [Query.Argument]
  private let table: String

  init(_ values: [Query.Argument], table: String) {
    self.values = values
    self.table = table
  }

  /// The store holds something that the program doesn't understand: never passed over in silence.
  package struct Unreadable: Error, Equatable, CustomStringConvertible {
    package let table: String
    package let column: Int
    package var description: String { "unreadable row in \(table), column \(column)" }
  }

  package func integer(_ column: Int) throws -> Int64 { try given(integerIfAny(column), column) }
  package func text(_ column: Int) throws -> String { try given(textIfAny(column), column) }
  package func blob(_ column: Int) throws -> Data { try given(blobIfAny(column), column) }
  package func flag(_ column: Int) throws -> Bool { try integer(column) == 1 }
  package func date(_ column: Int) throws -> Date { Date(milliseconds: try integer(column)) }
  package func id<Subject>(_ column: Int) throws -> ID<Subject> { ID(try integer(column)) }

  package func integerIfAny(_ column: Int) throws -> Int64? {
    switch try value(column) {
    case .integer(let value): value
    case .null: nil
    case .text, .blob: throw unreadable(column)
    }
  }

  package func textIfAny(_ column: Int) throws -> String? {
    switch try value(column) {
    case .text(let value): value
    case .null: nil
    case .integer, .blob: throw unreadable(column)
    }
  }

  package func blobIfAny(_ column: Int) throws -> Data? {
    switch try value(column) {
    case .blob(let value): value
    case .null: nil
    case .integer, .text: throw unreadable(column)
    }
  }

  package func dateIfAny(_ column: Int) throws -> Date? {
    try integerIfAny(column).map(Date.init(milliseconds:))
  }

  /// One of our enums, by its raw value.
  package func value<Value: RawRepresentable>(_ column: Int, as: Value.Type) throws -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: try text(column)) else { throw unreadable(column) }
    return value
  }

  /// What a column keeps as JSON.
  package func json<Value: Decodable>(_ column: Int, as: Value.Type) throws -> Value {
    do { return try JSON.decoder.decode(Value.self, from: Data(try text(column).utf8)) } catch {
      throw unreadable(column)
    }
  }

  /// A list as JSON; empty ones, which most are, without asking the decoder.
  package func list<Value: Decodable>(_ column: Int, of: Value.Type) throws -> [Value] {
    try text(column) == "[]" ? [] : json(column, as: [Value].self)
  }

  package func unreadable(_ column: Int) -> Unreadable { Unreadable(table: table, column: column) }

  private func value(_ column: Int) throws -> Query.Argument {
    guard values.indices.contains(column) else { throw unreadable(column) }
    return values[column]
  }

  private func given<Value>(_ value: Value?, _ column: Int) throws -> Value {
    guard let value else { throw unreadable(column) }
    return value
  }
}

/// How values are kept in a column: keys sorted, so that equal values are equal text.
package enum JSON {
  package static let encoder: JSONEncoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(date.milliseconds)
    }
    return encoder
  }()

  package static let decoder: JSONDecoder = {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      Date(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }
    return decoder
  }()

  package static func list<Value: Encodable>(_ values: [Value]) throws -> String {
    values.isEmpty ? "[]" : try text(values)
  }

  package static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

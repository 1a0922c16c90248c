import Desk
import Foundation
import GRDB

/// A row of an answer, read by position.
package struct Row {
  private let values: [DatabaseValue]
  private let table: String

  init(_ row: GRDB.Row, table: String) {
    values = Array(row.databaseValues)
    self.table = table
  }

  /// The store holds something that the program doesn't understand: never passed over in silence.
  package struct Unreadable: Error, Equatable, CustomStringConvertible {
    package let table: String
    package let column: Int
    package var description: String { "unreadable row in \(table), column \(column)" }
  }

  package func integer(_ column: Int) throws -> Int64 { try value(column) }
  package func text(_ column: Int) throws -> String { try value(column) }
  package func blob(_ column: Int) throws -> Data { try value(column) }
  package func flag(_ column: Int) throws -> Bool { try integer(column) == 1 }
  package func date(_ column: Int) throws -> Date { Date(milliseconds: try integer(column)) }
  package func id<Subject>(_ column: Int) throws -> ID<Subject> { ID(try integer(column)) }

  package func integerIfAny(_ column: Int) throws -> Int64? { try valueIfAny(column) }
  package func textIfAny(_ column: Int) throws -> String? { try valueIfAny(column) }
  package func blobIfAny(_ column: Int) throws -> Data? { try valueIfAny(column) }
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

  package func unreadable(_ column: Int) -> Unreadable { Unreadable(table: table, column: column) }

  private func value<Value: DatabaseValueConvertible>(_ column: Int) throws -> Value {
    guard values.indices.contains(column), let value = Value.fromDatabaseValue(values[column]) else {
      throw unreadable(column)
    }
    return value
  }

  private func valueIfAny<Value: DatabaseValueConvertible>(_ column: Int) throws -> Value? {
    guard values.indices.contains(column) else { throw unreadable(column) }
    return values[column].isNull ? nil : try value(column) as Value
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

  package static func text(_ value: some Encodable) throws -> String {
    String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

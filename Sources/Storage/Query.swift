import Desk
import Foundation

/// A question or change to the database. A literal whose interpolations become bound arguments, never text, so
/// that nothing that came from outside can become SQL. Written in what SQLite 3.40 and PostgreSQL 15 both know.
package struct Query: Sendable, ExpressibleByStringInterpolation {
  package enum Argument: Sendable, Equatable {
    case integer(Int64)
    case text(String)
    case blob(Data)
    case null
  }

  /// SQLite would keep such a text and give back what stands before the NUL.
  package struct HoldsNUL: Error {}

  package private(set) var sql: String
  package private(set) var arguments: [Argument]

  package init(stringLiteral value: String) {
    sql = value
    arguments = []
  }

  package init(stringInterpolation: StringInterpolation) {
    sql = stringInterpolation.sql
    arguments = stringInterpolation.arguments
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    var sql = ""
    var arguments: [Argument] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      sql.reserveCapacity(literalCapacity + interpolationCount)
      arguments.reserveCapacity(interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { sql += literal }

    package mutating func appendInterpolation(_ value: Int64?) { bind(value.map(Argument.integer)) }

    package mutating func appendInterpolation(_ value: Int) { bind(.integer(Int64(value))) }

    package mutating func appendInterpolation(_ value: Bool) { bind(.integer(value ? 1 : 0)) }

    package mutating func appendInterpolation(_ value: String?) { bind(value.map(Argument.text)) }

    package mutating func appendInterpolation(_ value: Data?) { bind(value.map(Argument.blob)) }

    /// Times are whole milliseconds since 1970, UTC.
    package mutating func appendInterpolation(_ value: Date?) {
      bind(value.map { .integer($0.milliseconds) })
    }

    package mutating func appendInterpolation<Subject>(_ value: ID<Subject>?) {
      bind((value?.rawValue).map(Argument.integer))
    }

    /// "(?, ?, ?)" for `IN`. An empty list matches nothing.
    package mutating func appendInterpolation(list values: [String]) {
      sql += "("
      for (index, value) in values.enumerated() {
        if index > 0 { sql += ", " }
        bind(.text(value))
      }
      sql += ")"
    }

    /// Another piece of query, with its arguments.
    package mutating func appendInterpolation(_ piece: Query) {
      sql += piece.sql
      arguments += piece.arguments
    }

    private mutating func bind(_ argument: Argument?) {
      sql += "?"
      arguments.append(argument ?? .null)
    }
  }
}

extension Date {
  package var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }

  package init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}

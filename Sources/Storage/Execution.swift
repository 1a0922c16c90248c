import Foundation
import GRDB
import GRDBSQLite

/// Binds and steps a query by SQLite's own calls, on a statement that GRDB prepared and keeps. GRDB's own way of passing
/// arguments took a quarter of a turn of the writer.
struct Execution {
  private let statement: OpaquePointer
  private let database: Database
  private let sql: String

  /// Runs a query to its end.
  static func run(_ query: Query, in database: Database, eachRow: ([Query.Argument]) -> Void = { _ in }) throws {
    let statement = try database.cachedStatement(sql: query.sql).sqliteStatement
    let execution = Execution(statement: statement, database: database, sql: query.sql)
    // A cached statement is handed on without rows or values of its last use.
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (offset, argument) in query.arguments.enumerated() {
      let code = try bind(argument, at: Int32(offset + 1), to: statement)
      guard code == SQLITE_OK else { throw execution.error() }
    }
    while try execution.step() { eachRow((0..<sqlite3_column_count(statement)).map(execution.value)) }
  }

  /// Undoes what `body` did when it throws, and only that. May stand inside another one.
  static func savepoint<Value>(in database: Database, _ body: () throws -> Value) throws -> Value {
    try run("SAVEPOINT piece", in: database)
    do {
      let value = try body()
      try run("RELEASE piece", in: database)
      return value
    } catch {
      // After a full or failing disk SQLite has rolled everything back by itself; there is no savepoint then.
      if database.isInsideTransaction {
        try run("ROLLBACK TO piece", in: database)
        try run("RELEASE piece", in: database)
      }
      throw error
    }
  }

  private func step() throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: true
    case SQLITE_DONE: false
    case _: throw error()
    }
  }

  /// SQLite keeps a copy of text and bytes. An empty blob has no address, and would be NULL without its length.
  private static func bind(_ argument: Query.Argument, at index: Int32, to statement: OpaquePointer) throws -> Int32 {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch argument {
    case .integer(let value): return sqlite3_bind_int64(statement, index, value)
    case .null: return sqlite3_bind_null(statement, index)
    case .text(var text):
      if text.isEmpty { return sqlite3_bind_text(statement, index, "", 0, copied) }
      return try text.withUTF8 { bytes in
        // SQLite's text ends at the first NUL, wherever it is read.
        guard !bytes.contains(0) else { throw Query.HoldsNUL() }
        return bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(statement, index, $0.baseAddress, Int32($0.count), copied)
        }
      }
    case .blob(let data):
      if data.isEmpty { return sqlite3_bind_zeroblob(statement, index, 0) }
      return data.withUnsafeBytes {
        sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), copied)
      }
    }
  }

  private func value(_ column: Int32) -> Query.Argument {
    let count = Int(sqlite3_column_bytes(statement, column))
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_TEXT:
      guard let text = sqlite3_column_text(statement, column) else { return .text("") }
      return .text(String(decoding: UnsafeBufferPointer(start: text, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      guard let bytes = sqlite3_column_blob(statement, column) else { return .blob(Data()) }
      return .blob(Data(bytes: bytes, count: count))
    // No column of ours is REAL.
    case _: return .null
    }
  }

  /// The code and SQLite's own words, which name tables and constraints, never values.
  private func error() -> DatabaseError {
    let connection = database.sqliteConnection
    return DatabaseError(
      resultCode: .init(rawValue: sqlite3_extended_errcode(connection)),
      message: sqlite3_errmsg(connection).map { String(cString: $0) }, sql: sql)
  }
}

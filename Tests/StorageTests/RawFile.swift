import Foundation
import GRDB

/// The desk's file by a second connection, which no program of ours would open: to see what is really on the disk, and
/// to spoil it.
struct RawFile {
  private let queue: DatabaseQueue

  init(_ folder: URL) throws {
    var configuration = Configuration()
    configuration.busyMode = .immediateError
    queue = try DatabaseQueue(path: folder.appending(path: "balie.sqlite").path, configuration: configuration)
  }

  func run(_ sql: String) throws { try queue.write { try $0.execute(sql: sql) } }

  func withoutForeignKeys(_ sql: String) throws {
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA foreign_keys = OFF; " + sql) }
  }

  func integer(_ sql: String) throws -> Int { try queue.read { try Int.fetchOne($0, sql: sql) ?? -1 } }

  func integers(_ sql: String) throws -> [Int] { try queue.read { try Int.fetchAll($0, sql: sql) } }

  /// How SQLite refused; nil when it took it.
  func refusal(of sql: String) throws -> String? {
    do {
      try run(sql)
      return nil
    } catch let error as DatabaseError {
      return "\(error.resultCode.rawValue) \(error.message ?? "")"
    }
  }
}

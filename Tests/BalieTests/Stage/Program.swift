import Foundation
import Synchronization

/// The built `balie`, beside the tests that were built with it.
enum Program {
  struct NotBuilt: Error {}

  static func file() throws -> URL {
    let places = [Bundle.main.executablePath, CommandLine.arguments.first].compactMap { $0 }
    for place in places {
      let folder = URL(filePath: place).resolvingSymlinksInPath().deletingLastPathComponent()
      let program = folder.appending(path: "balie")
      if FileManager.default.isExecutableFile(atPath: program.path) { return program }
    }
    throw NotBuilt()
  }
}

/// A `balie` that was started, with its output in files: a pipe that nobody empties would hold it up.
final class Running: Sendable {
  private let process: Process
  private let output: URL
  private let errors: URL
  private let end = Mutex<(status: Int32?, waiting: [CheckedContinuation<Int32, Never>])>((nil, []))

  /// - Parameter environment: all of it; nothing of ours is inherited.
  init(_ arguments: [String], environment: [String: String], in folder: URL) throws {
    let name = UUID().uuidString
    output = folder.appending(path: name + ".out")
    errors = folder.appending(path: name + ".err")
    process = Process()
    process.executableURL = try Program.file()
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment.merging(["SWIFT_BACKTRACE": "enable=no", "LANG": "en_GB.UTF-8"]) {
      mine, _ in mine
    }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.handle(output)
    process.standardError = try Self.handle(errors)
    process.terminationHandler = { [weak self] process in self?.ended(process.terminationStatus) }
    try process.run()
  }

  deinit { kill() }

  var id: Int32 { process.processIdentifier }
  var out: String { Self.text(output) }
  var err: String { Self.text(errors) }
  var files: [URL] { [output, errors] }

  /// Ends when it ends; a signal gives the signal's number.
  var status: Int32 {
    get async {
      await withCheckedContinuation { continuation in
        let status = end.withLock { end in
          if end.status == nil { end.waiting.append(continuation) }
          return end.status
        }
        if let status { continuation.resume(returning: status) }
      }
    }
  }

  var isRunning: Bool { end.withLock { $0.status == nil } }

  func signal(_ signal: Int32) { if isRunning { _ = Foundation.kill(id, signal) } }

  func kill() { signal(SIGKILL) }

  private func ended(_ status: Int32) {
    let waiting = end.withLock { end in
      defer { end.waiting = [] }
      end.status = status
      return end.waiting
    }
    for continuation in waiting { continuation.resume(returning: status) }
  }

  private static func handle(_ file: URL) throws -> FileHandle {
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }

  private static func text(_ file: URL) -> String {
    String(decoding: FileManager.default.contents(atPath: file.path) ?? Data(), as: UTF8.self)
  }
}

/// What a command left behind.
struct Ended: Sendable {
  let status: Int32
  let out: String
  let err: String
}

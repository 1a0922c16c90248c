import Foundation
import Testing

@Suite struct `Something sensitive` {
  /// What a log line, an error or a copy would do with it, and what the compiler says.
  @Test(arguments: [
    ("secret.use { _ = $0.count }", nil),
    (#"_ = "caller: \(secret)""#, "'Copyable'"),
    ("print(secret)", "'Copyable'"),
    ("_ = String(describing: secret)", "'Copyable'"),
    ("_ = [secret]", "'Copyable'"),
    ("let error: any Error = Leak(secret: secret)\n_ = error", "'Copyable'"),
    ("_ = secret.value", "'value' is inaccessible"),
  ])
  func `can't be written anywhere`(line: String, refusal: String?) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sensitive-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let code = """
      struct Leak: Error { init(secret: some Any) {} }
      func leak(_ secret: borrowing Sensitive<String>) {
        \(line)
      }
      """
    let file = folder.appending(path: "Leak.swift")
    try code.write(to: file, atomically: true, encoding: .utf8)
    let said = try await typecheck([Self.source, file])
    if let refusal {
      #expect(said.status != 0 && said.text.contains(refusal), "\(said.text)")
    } else {
      #expect(said.status == 0, "\(said.text)")
    }
  }

  private static let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Storage/Sensitive.swift")

  private func typecheck(_ files: [URL]) async throws -> (status: Int32, text: String) {
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/usr/bin/env")
    compiler.arguments =
      ["swiftc", "-typecheck", "-swift-version", "6", "-package-name", "balie"] + files.map(\.path)
    let pipe = Pipe()
    compiler.standardError = pipe
    compiler.standardOutput = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { ended in
      compiler.terminationHandler = { ended.resume(returning: $0.terminationStatus) }
      do { try compiler.run() } catch { ended.resume(throwing: error) }
    }
    // What the compiler says of one line fits in a pipe.
    return (status, String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self))
  }
}

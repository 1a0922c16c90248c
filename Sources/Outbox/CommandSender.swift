import Desk
import Foundation
import Storage

/// Runs the program that alarms who is on call. By itself, never by a shell; its arguments are those of the configuration,
/// word for word. What it is told stands in its environment, and nothing else does: none of the desk's secrets.
package struct CommandSender: Sendable {
  private let patience: Duration

  /// - Parameter patience: after so long it is ended, and counts as not done.
  package init(patience: Duration = .seconds(20)) { self.patience = patience }

  func run(_ page: Alarms.Page) async -> Dispatch.Result {
    guard let program = page.command.first else { return .refused(reason: "no command") }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = Array(page.command.dropFirst())
    process.environment = Self.environment(page)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let (ends, end) = AsyncStream<Int32?>.makeStream(bufferingPolicy: .bufferingNewest(1))
    process.terminationHandler = { ended in
      end.yield(ended.terminationReason == .exit ? ended.terminationStatus : nil)
      end.finish()
    }
    do { try process.run() } catch { return .tryAgain(reason: "can't be started", notBefore: nil) }
    let number = process.processIdentifier
    let guardian = Task { [patience] in
      do { try await Task.sleep(for: patience) } catch { return }
      kill(number, SIGKILL)
    }
    defer { guardian.cancel() }
    for await status in ends {
      guard let status else { return .tryAgain(reason: "ended by a signal", notBefore: nil) }
      return status == 0 ? .accepted : .tryAgain(reason: "exit \(status)", notBefore: nil)
    }
    return .unknown
  }

  static func environment(_ page: Alarms.Page) -> [String: String] {
    [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "BALIE_ALARM": String(page.alarm),
      "BALIE_CALLBACK": String(page.callback), "BALIE_LANGUAGE": page.language ?? "",
      "BALIE_REASON": page.reason.rawValue, "BALIE_AT": page.at,
    ]
  }
}

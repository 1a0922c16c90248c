import Foundation

/// How far a long command is, on one line of the terminal's error stream; nothing at all into a pipe.
struct ProgressBar {
  private let parts: Int
  private var done = 0
  private let isShown = isatty(STDERR_FILENO) == 1

  private static let width = 40

  init(parts: Int) { self.parts = max(1, parts) }

  /// - Parameter share: of the present part, 0 to 1.
  func tell(_ share: Double) {
    guard isShown else { return }
    let all = (Double(done) + min(max(share, 0), 1)) / Double(parts)
    let filled = Int(all * Double(Self.width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: Self.width - filled)
    write("\r\(bar) \(Int(all * 100)) %")
  }

  mutating func next() {
    done += 1
    tell(0)
  }

  func clear() { if isShown { write("\r\u{1B}[K") } }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

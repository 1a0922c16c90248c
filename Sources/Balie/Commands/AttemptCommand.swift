import ArgumentParser
import Desk
import Foundation
import Surface
import Words

extension AttemptResult: ExpressibleByArgument {}

struct AttemptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempt", abstract: "Writes down what became of a call.",
    discussion: "After an unanswered one the callback rests and returns with its place.")

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "What became of the call.") var result: AttemptResult
  @Option(name: .long, help: "When the person asked to be called: 2026-11-24T18:30, on the desk's clock.")
  var at: String?
  @OptionGroup var output: Output

  func run() async throws {
    let tryAgain = try at.map { text in
      guard let time = LocalMoment.read(text, zone: Speech.zone) else {
        throw ValidationError("--at: 2026-11-24T18:30")
      }
      return time
    }
    let client = try DeskClient()
    let bytes = try await client.post(
      "callbacks/\(number)/attempts", AttemptRequest(result: result, at: tryAgain),
      headers: client.claims.headers(for: number))
    if output.json { return Speech.json(bytes) }
    let callback = try Wire.decode(CallbackBody.self, from: bytes)
    Speech.say(Speech.words.attempted(callback.id, callback.nextAttemptAt.map(Speech.time)))
  }
}

/// "2026-11-24T18:30" on the wall clock of a zone; a full RFC 3339 time is taken too.
enum LocalMoment {
  static func read(_ text: String, zone: TimeZone) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = zone
    for format in ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXXXX"] {
      formatter.dateFormat = format
      if let moment = formatter.date(from: text) { return moment }
    }
    return nil
  }
}

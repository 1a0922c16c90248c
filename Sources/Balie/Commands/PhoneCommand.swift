import ArgumentParser
import Curl
import DemoGateway
import Foundation
import Surface

struct PhoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "phone", abstract: "A client's phone in the terminal, for the demo: type messages, see the answers.")

  @Argument(help: "The client's number, such as +48600100200.") var number: String
  @Option(name: .long, help: "The name that the client's WhatsApp shows.") var name: String?
  @Option(name: .long, help: "Where the demo gateway is.") var gateway = "http://127.0.0.1:8082"

  func run() async throws {
    let phone = DemoPhone(number: number, name: name, gateway: gateway)
    do {
      try await withThrowingTaskGroup { group in
        group.addTask { try await Self.read(phone) }
        group.addTask { try await Self.write(phone) }
        try await group.next()
        group.cancelAll()
      }
    } catch let failure as DemoPhone.Failure {
      guard failure != .notReached(.cancelled) else { return }
      throw Failed(.notReachable, "The demo gateway at \(gateway) doesn't answer. Is `balie demo` running?")
    }
  }

  /// Shows what arrives, in order, until cancelled.
  private static func read(_ phone: DemoPhone) async throws {
    var last = 0
    while !Task.isCancelled {
      for message in try await phone.messages(after: last, wait: .seconds(20)) {
        last = max(last, message.seq)
        Speech.say(message.fromDesk ? "desk:" : "you:")
        Speech.outside(message.text)
        for (index, choice) in message.choices.enumerated() { Speech.outside("\(index + 1) · \(choice.title)") }
      }
    }
  }

  /// Sends what is typed, line by line; ends with the input, after the answers had time to come.
  private static func write(_ phone: DemoPhone) async throws {
    for await line in lines() where !line.isEmpty { try await phone.send(line) }
    try await Task.sleep(for: .seconds(2))
  }

  /// Reading a terminal blocks, so it has a thread of its own.
  private static func lines() -> AsyncStream<String> {
    AsyncStream { continuation in
      let thread = Thread {
        while let line = readLine() { continuation.yield(line) }
        continuation.finish()
      }
      thread.start()
    }
  }
}

import ArgumentParser
import Foundation
import Storage
import Surface

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Looks whether configuration and store are whole.",
    discussion: """
      Reads the configuration, SQLite's own check, and every callback: does its trail, replayed, give its row, and does
      its seal open? Works on a running and on a stopped desk.
      """)

  @OptionGroup var desk: DeskFolder
  @OptionGroup var output: Output

  func run() async throws {
    let found = try await AdminClient.check(try desk.settings())
    if output.json {
      Speech.json(try Wire.encode(found))
    } else {
      Speech.say("configuration: whole")
      Speech.say("sqlite: \(found.sqliteFaults.isEmpty ? "whole" : found.sqliteFaults.joined(separator: "; "))")
      Speech.say("references: \(found.brokenReferences == 0 ? "whole" : "\(found.brokenReferences) broken")")
      Speech.say("callbacks: \(found.callbacks), each replayed from its trail")
      for id in found.callbacksNotAsTold { Speech.say("  \(id): its row is not what its trail tells") }
      for id in found.consentsNotAsTold { Speech.say("  \(id): its consents are not what its trail tells") }
      for id in found.referralsNotAsTold { Speech.say("  referral \(id): its row is not what its trail tells") }
      for id in found.callbacksNotOpened { Speech.say("  \(id): its seal doesn't open") }
    }
    for place in found.othersNotOpened where !output.json { Speech.say("  \(place): its seal doesn't open") }
    guard found.isWhole else { throw Failed(.fault, "The store is not whole.") }
  }
}

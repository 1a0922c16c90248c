import ArgumentParser
import Desk
import Foundation
import Surface
import Terminal
import Words

struct InboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "All that waits for a person, for coordinators.",
    subcommands: [Waiting.self, Show.self, Done.self, Accept.self], defaultSubcommand: Waiting.self)

  struct Waiting: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "What waits.")

    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().get("inbox?limit=200")
      if output.json { return Speech.json(bytes) }
      let items = try Wire.decode(List<InboxBody>.self, from: bytes).items
      if items.isEmpty { return Speech.say(Speech.words.inboxEmpty) }
      let words = Speech.words
      var table = Table([
        .init(words.number, .right), .init(words.kind), .init("", elastic: true), .init("Callback", .right),
        .init(words.channel), .init(words.count, .right), .init(words.since),
      ])
      for item in items {
        table.append([
          String(item.id), item.kind, item.subject, item.callback.map { String($0) } ?? "",
          "\(item.channel.rawValue)/\(item.account)", String(item.count),
          String(Speech.time(item.firstAt).dropFirst(5)),
        ])
      }
      Speech.table(table)
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows what lies in an item; leaves a trace.")

    @Argument(help: "The item's number.") var item: Int64
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post("inbox/\(item)/reveal")
      if output.json { return Speech.json(bytes) }
      let content = try Wire.decode(InboxContentBody.self, from: bytes)
      Speech.say("\(content.item.id)  \(content.item.kind)  \(content.item.subject)")
      for text in content.content { Speech.outside(text) }
    }
  }

  struct Done: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Takes an item off the inbox.")

    @Argument(help: "The item's number.") var item: Int64
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post("inbox/\(item)/done")
      output.json ? Speech.json(bytes) : Speech.say(Speech.words.done(item))
    }
  }
  struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a callback of a mail that waits.",
      discussion: "What isn't given is taken from the mail: balie inbox accept 7 --language pl")

    @Argument(help: "The item's number.") var item: Int64
    @Option(name: .long, help: "The number to call.") var number: String?
    @Option(name: .long, help: "The language to call in, such as pl.") var language: String?
    @Option(name: .long, help: "The person's name.") var name: String?
    @Option(name: .long, help: "The partner who refers the person.") var referrer: String?
    @OptionGroup var output: Output

    func run() async throws {
      let bytes = try await DeskClient().post(
        "inbox/\(item)/accept", AcceptRequest(number: number, language: language, name: name, referrer: referrer))
      if output.json { return Speech.json(bytes) }
      let callback = try Wire.decode(CallbackBody.self, from: bytes)
      Speech.say(Speech.words.added(callback.id, callback.reference))
    }
  }
}

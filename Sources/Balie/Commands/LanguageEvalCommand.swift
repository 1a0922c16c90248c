import ArgumentParser
import Foundation
import Language
import Surface

struct LanguageEvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "How many messages of a labelled file are understood.",
    discussion: """
      FILE has a JSON object on each line: id, text, and what it means: language (null: must ask), issue, urgent,
      phone_window. --json prints what was understood, a line for each; otherwise the figures.
      """)

  @Argument(help: "The labelled messages, JSON Lines.") var file: String
  @Flag(name: .long, help: "Name every mistake by the message's id.") var mistakes = false
  @OptionGroup var files: LanguageFiles
  @OptionGroup var output: Output

  func run() async throws {
    let (folder, codes, zone) = try files.read()
    let reader = MessageReader(folder, offered: codes)
    let messages: [LabelledMessage]
    do { messages = try LabelledMessage.read(URL(filePath: file)) } catch is DecodingError {
      throw ConfigurationFault(key: file, reason: "a line is not a labelled message")
    }
    // What is read for the first time is slower: tables come into memory.
    if let first = messages.first { _ = reader.read(first.text) }
    var score = LanguageScore()
    var times: [Duration] = []
    let clock = ContinuousClock()
    for message in messages {
      var reading: MessageReading?
      times.append(clock.measure { reading = reader.read(message.text) })
      guard let reading else { continue }
      let line = LanguageLine(id: message.id, reading, zone: zone)
      if output.json { Speech.json(try Wire.encode(line)) }
      score.add(message, line)
    }
    if output.json { return }
    for line in LanguageReport(score, codes: codes, times: times).lines { Speech.say(line) }
    if mistakes { for mistake in score.mistakes { Speech.say("  " + mistake) } }
  }
}

import ArgumentParser
import Desk
import Surface
import Terminal
import Words

struct WhyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why", abstract: "Why a callback stands where it stands, and who could take it.")

  @Argument(help: "The callback's number.") var number: Int64
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().get("callbacks/\(number)/why")
    if output.json { return Speech.json(bytes) }
    let why = try Wire.decode(WhyBody.self, from: bytes)
    let words = Speech.words
    CallbackTable.show(why.callback)
    let whyWords = WhyWords(Speech.language)
    if let adviser = why.adviser { Speech.say(whyWords.forWhom(adviser)) }
    Speech.say(why.ahead.map(words.ahead) ?? words.notForYou)
    for sentence in why.because { Speech.say("  " + sentence) }
    if let points = why.points { Speech.say("  " + whyWords.total(points)) }
    if let next = why.next {
      Speech.say(whyWords.other(next.callback, next.points, comesFirst: why.ahead != 0))
      for sentence in next.because { Speech.say("  " + sentence) }
    }
    Speech.say(why.speakers.isEmpty ? words.nobodySpeaks : words.speakers)
    var table = Table([.init(words.name), .init(words.levels), .init(words.presence), .init(words.shift)])
    for speaker in why.speakers {
      table.append([
        speaker.name, speaker.level.rawValue, speaker.presence.rawValue, speaker.nextShift.map(Speech.time) ?? "",
      ])
    }
    if !why.speakers.isEmpty { Speech.table(table) }
  }
}

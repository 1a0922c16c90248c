import ArgumentParser
import Desk
import Surface
import Words

extension FollowUp.Finding: ExpressibleByArgument {}

struct FollowUpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow-up",
    abstract: "Writes down how it is with the person some weeks after a referral was completed.",
    discussion: "balie follow-up 7 13 durable")

  @Argument(help: "The referral's number.") var number: Int64
  @Argument(help: "After how many weeks: 2, 6, 13 or 26.") var week: Int
  @Argument(help: "durable, relapsed or unknown.") var finding: FollowUp.Finding
  @OptionGroup var output: Output

  func run() async throws {
    let bytes = try await DeskClient().post(
      "referrals/\(number)/follow-ups", FollowUpRequest(week: week, state: finding))
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.changed(number))
  }
}

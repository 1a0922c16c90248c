import ArgumentParser
import Desk
import Surface
import Words

struct ReferralCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referral", abstract: "Writes down what a partner said, or shows its remarks.",
    discussion: """
      balie referral 7 accepted
      balie referral 7 declined --reason no_capacity
      balie referral 7 completed --exit work_with_housing
      balie referral 7 remarks
      """)

  @Argument(help: "The referral's number.") var number: Int64
  @Argument(help: "received accepted declined in_progress completed failed revoked expired, or remarks.")
  var state: String
  @Option(name: .long, help: "Why not: a code such as no_capacity, or a sentence, which is kept sealed.")
  var reason: String?
  @Option(name: .long, help: "Where it led, such as work_with_housing.") var exit: Referral.Exit?
  @OptionGroup var output: Output

  func run() async throws {
    if state == "remarks" { return try await remarks() }
    let request = ReferralStateRequest(state: state, reason: reason, exit: exit?.rawValue, remark: nil)
    let bytes = try await DeskClient().post("referrals/\(number)/state", request)
    if output.json { return Speech.json(bytes) }
    Speech.say(Speech.words.referralIs(number, try Wire.decode(ReferralBody.self, from: bytes).state))
  }

  private func remarks() async throws {
    let bytes = try await DeskClient().post("referrals/\(number)/remarks")
    if output.json { return Speech.json(bytes) }
    for remark in try Wire.decode(RemarksBody.self, from: bytes).remarks { Speech.outside(remark) }
  }
}

extension Referral.Exit: ExpressibleByArgument {}

import ArgumentParser
import Desk
import Surface

/// What is said of a partner on the command line; what isn't said stays as it is.
struct PartnerFlags: ParsableArguments {
  @Option(help: "Its name, as people know it.") var name: String?
  @Option(help: "What it does.") var does: String?
  @Option(help: "When somebody is referred to it.") var referWhen: String?
  @Option(help: "What to mind before referring.") var mind: String?
  @Option(help: "When it can be reached.") var hours: String?
  @Option(help: "The least that makes a referral work: name,phone,language …") var needs: Fields?
  @Option(help: "Referrals go by mail to this address.") var mail: String?
  @Option(help: "Referrals go by signed webhook to this URL.") var webhook: String?
  @Option(help: "A colleague phones this number.") var phone: String?
  @Option(help: "Working days within which it says yes or no.") var answersWithin: Int?
  @Option(help: "Does it refer people here: true or false.") var refersHere: Bool?
  @Option(help: "Where a word back to it as a referrer goes.") var feedback: String?
  @Option(help: "From where it refers people by mail: jan@example.org,@example.org") var refersFrom: String?
  @Option(help: "Where these facts were read.") var source: String?
  @Option(help: "The day they were read: 2026-11-01.") var verifiedOn: String?

  func validate() throws {
    if [mail, webhook, phone].count(where: { $0 != nil }) > 1 {
      throw ValidationError("There is one way to a partner: --mail, --webhook or --phone.")
    }
  }

  /// A new way takes the place of the old one.
  func change(_ entry: inout PartnerEntry) {
    if [mail, webhook, phone].contains(where: { $0 != nil }) {
      (entry.mail, entry.webhook, entry.phone) = (mail, webhook, phone)
    }
    entry.name = name ?? entry.name
    entry.does = does ?? entry.does
    entry.referWhen = referWhen ?? entry.referWhen
    entry.mind = mind ?? entry.mind
    entry.hours = hours ?? entry.hours
    entry.needs = needs?.fields ?? entry.needs
    entry.answersWithin = answersWithin ?? entry.answersWithin
    entry.refersHere = refersHere ?? entry.refersHere
    entry.feedback = feedback ?? entry.feedback
    if let refersFrom { entry.refersFrom = refersFrom.split(separator: ",").map(String.init) }
    entry.source = source ?? entry.source
    entry.verifiedOn = verifiedOn ?? entry.verifiedOn
  }
}

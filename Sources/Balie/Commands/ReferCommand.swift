import ArgumentParser
import Desk
import Surface
import Words

struct ReferCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "refer", abstract: "Hands a person you hold to a partner, with their consent.",
    discussion: """
      balie consent 142 words fairwork          what to read out, and its version
      balie refer 142 fairwork --share name,phone,need,summary --note "wants a lawyer" \\
        --consent-wording pl-3f9a1c02

      Without --consent-wording a consent that was written down before counts.
      """)

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "The partner, such as fairwork; `balie partners` lists them.") var partner: String
  @Option(name: .long, help: "What to share: name,phone,language,reading,region,need,skills,wishes,summary,documents.")
  var share: Fields?
  @Option(name: .long, help: "The summary; - reads it from the terminal.") var note: String?
  @Option(name: .long, help: "FIELD=TEXT for what the desk doesn't keep, such as wishes=\"a quiet room\".")
  var say: [Saying] = []
  @OptionGroup var spoken: SpokenConsent
  @OptionGroup var output: Output

  func run() async throws {
    let request = ReferRequest(
      partner: partner, share: share?.fields,
      say: Dictionary(say.map { ($0.field.rawValue, $0.text) }, uniquingKeysWith: { _, last in last }),
      note: note == "-" ? Speech.typed(Speech.words.notes) : note, consent: spoken.request())
    let client = try DeskClient()
    let bytes = try await client.post(
      "callbacks/\(number)/referrals", request, headers: client.claims.headers(for: number))
    if output.json { return Speech.json(bytes) }
    let referral = try Wire.decode(ReferralBody.self, from: bytes)
    Speech.say(Speech.words.referred(referral.id, referral.partner, Speech.time(referral.due)))
  }
}

/// "name,phone,need"
struct Fields: ExpressibleByArgument {
  let fields: [SharedField]

  init?(argument: String) {
    let names = argument.split(whereSeparator: { ", ".contains($0) }).map(String.init)
    let fields = names.compactMap(SharedField.init(rawValue:))
    guard !fields.isEmpty, fields.count == names.count else { return nil }
    self.fields = fields
  }
}

/// "wishes=a quiet room"
struct Saying: ExpressibleByArgument {
  let field: SharedField
  let text: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, let field = SharedField(rawValue: String(parts[0])) else { return nil }
    self.field = field
    text = String(parts[1])
  }
}

extension Consent.Way: ExpressibleByArgument {}

/// How the person said yes.
struct SpokenConsent: ParsableArguments {
  @Option(name: .customLong("consent-wording"), help: "The version of the words that the person agreed to.")
  var wording: String?
  @Option(
    name: .customLong("consent-language"), help: "The language they were read out in; the callback's unless given.")
  var language: String?
  @Option(name: .customLong("consent-way"), help: "spoken, written or referrer.") var way: Consent.Way = .spoken
  @Option(name: .customLong("consent-circumstances"), help: "Who else was there, whose phone it was.")
  var circumstances: String?

  func request(partner: String? = nil, share: [SharedField]? = nil) -> ConsentRequest? {
    wording.map {
      ConsentRequest(
        partner: partner, share: share, wording: $0, language: language, way: way, circumstances: circumstances)
    }
  }
}

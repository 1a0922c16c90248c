import ArgumentParser
import Desk
import Foundation
import Surface
import Terminal
import Words

struct ConsentCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "What a person agreed to share, and takes back.",
    discussion: """
      balie consent 142 list
      balie consent 142 words fairwork --share name,phone,need
      balie consent 142 give fairwork --share name,phone --consent-wording pl-3f9a1c02
      balie consent 142 withdraw fairwork
      """)

  enum Act: String, ExpressibleByArgument, CaseIterable { case list, words, give, withdraw }

  @Argument(help: "The callback's number.") var number: Int64
  @Argument(help: "list, words, give or withdraw.") var act: Act = .list
  @Argument(help: "The partner.") var partner: String?
  @Option(name: .long, help: "What may be shared, with give and words.") var share: Fields?
  @OptionGroup var spoken: SpokenConsent
  @OptionGroup var output: Output

  func validate() throws {
    if act != .list && partner == nil { throw ValidationError("Say which partner.") }
    if act == .give && (share == nil || spoken.wording == nil) {
      throw ValidationError("Say --share and --consent-wording.")
    }
  }

  func run() async throws {
    let client = try DeskClient()
    let path = "callbacks/\(number)/"
    switch act {
    case .list: try list(try await client.get(path + "consents"))
    case .words: try read(try await client.get(path + "consent-wording?partner=" + escaped(partner) + asked))
    case .give:
      guard let request = spoken.request(partner: partner, share: share?.fields) else { return }
      try say(try await client.post(path + "consents", request, headers: client.claims.headers(for: number)))
    case .withdraw: try say(try await client.post(path + "consents/withdraw", WithdrawRequest(partner: partner ?? "")))
    }
  }

  private func say(_ bytes: [UInt8]) throws {
    output.json ? Speech.json(bytes) : Speech.say(Speech.words.changed(number))
  }

  private func read(_ bytes: [UInt8]) throws {
    if output.json { return Speech.json(bytes) }
    let wording = try Wire.decode(WordingBody.self, from: bytes)
    Speech.outside(wording.text)
    Speech.say("--consent-wording \(wording.version)")
  }

  private func list(_ bytes: [UInt8]) throws {
    if output.json { return Speech.json(bytes) }
    let words = Speech.words
    var table = Table([
      .init(words.partner), .init(words.fields, elastic: true), .init(words.wording), .init(words.since),
      .init(words.withdrawn),
    ])
    for consent in try Wire.decode(List<ConsentBody>.self, from: bytes).items {
      table.append([
        consent.partner, consent.fields.map(\.rawValue).joined(separator: " "), consent.wording,
        String(Speech.time(consent.at).dropFirst(5)),
        consent.withdrawnAt.map { String(Speech.time($0).dropFirst(5)) } ?? "",
      ])
    }
    Speech.table(table)
  }

  private var asked: String {
    share.map { "&share=" + $0.fields.map(\.rawValue).joined(separator: ",") } ?? ""
  }

  private func escaped(_ text: String?) -> String {
    text?.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-"))) ?? ""
  }
}

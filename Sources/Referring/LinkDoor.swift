import Access
import Desk
import Foundation
import Storage

/// What a partner without a system does with the link in its mail. To look changes nothing, so that a mail scanner may; to
/// see needs a code, mailed to the address in the directory.
package struct LinkDoor: Sendable {
  private let store: Store
  private let letters: Letters

  package init(store: Store, letters: Letters) {
    self.store = store
    self.letters = letters
  }

  static let codeLength: TimeInterval = 15 * 60
  static let mostTries = 5
  /// Codes for one link within an hour.
  static let mostCodes = 5

  /// What the page shows.
  package enum Page: Sendable, Equatable {
    /// There is no such link, or what it was about is over. Nobody is told which.
    case gone
    /// Something waits.
    /// - codeIsOut: a code was mailed and still works.
    case waiting(codeIsOut: Bool, answers: [String])
    case wrongCode(triesLeft: Int, answers: [String])
    case tooManyCodes(answers: [String])
    /// The answer is written down.
    case answered(state: String, answers: [String])
  }

  package func look(_ token: String) async throws -> Page {
    try await store.read { reader in
      guard let (link, referral) = try Self.live(token, in: reader) else { return .gone }
      let isOut = link.code.map { $0.until > reader.now && $0.triesLeft > 0 } ?? false
      return .waiting(codeIsOut: isOut, answers: referral.state.answers)
    }
  }

  /// Mails a code to the partner's address; an older code opens nothing any more.
  package func sendCode(_ token: String) async throws -> Page {
    try await store.write { writer in
      guard let (link, referral) = try Self.live(token, in: writer),
        let partner = try Partners.find(referral.requested.partner, in: writer),
        case .mail(let address) = partner.delivery
      else {
        try Self.note(token, in: writer)
        return .gone
      }
      let sent = link.codesSentAt.filter { $0 > writer.now - 3600 }
      guard sent.count < Self.mostCodes else { return .tooManyCodes(answers: referral.state.answers) }
      let code = LinkCode.make()
      let kept = Links.Code(
        hash: Links.hash(code: code, of: link, in: writer), until: writer.now + Self.codeLength,
        triesLeft: Self.mostTries)
      try Links.set(kept, codesSentAt: sent + [writer.now], of: link, in: writer)
      try self.letters.code(code, partner, address, referral, in: writer)
      try Audit.write(
        "link.code", of: "referral:\(referral.id)", by: .partner(partner.id), outcome: "sent", in: writer)
      return .waiting(codeIsOut: true, answers: referral.state.answers)
    }
  }

  package enum Opened: Sendable {
    case page(Page)
    /// The code was right; the referral may be shown.
    case referral(ID<Referral>, PartnerID)
  }

  /// A code opens once. A wrong one costs a try.
  package func open(_ token: String, code typed: String) async throws -> Opened {
    try await store.write { writer in
      guard let (link, referral) = try Self.live(token, in: writer) else {
        try Self.note(token, in: writer)
        return .page(.gone)
      }
      guard let code = link.code, code.until > writer.now, code.triesLeft > 0 else {
        return .page(.waiting(codeIsOut: false, answers: referral.state.answers))
      }
      let digits = String(typed.filter(\.isNumber))
      guard Links.hash(code: digits, of: link, in: writer) == code.hash else {
        let left = Links.Code(hash: code.hash, until: code.until, triesLeft: code.triesLeft - 1)
        try Links.set(left, codesSentAt: link.codesSentAt, of: link, in: writer)
        try Audit.write(
          "link.open", of: "referral:\(referral.id)", by: .partner(referral.requested.partner), outcome: "wrong code",
          in: writer)
        return .page(.wrongCode(triesLeft: left.triesLeft, answers: referral.state.answers))
      }
      try Links.set(nil, codesSentAt: link.codesSentAt, of: link, in: writer)
      return .referral(referral.id, referral.requested.partner)
    }
  }

  /// Any step that the rules allow; it shows nothing. What comes after the end reaches a colleague.
  package func answer(_ token: String, _ state: Referral.State, remark: String?) async throws -> Page {
    try await store.write { writer in
      guard let link = try Links.find(token: token, in: writer),
        let referral = try Referrals.find(link.referral, in: writer)
      else { return .gone }
      let partner = referral.requested.partner
      if referral.state.hasEnded {
        if state == referral.state { return .gone }
        let content = [state.name, remark].compactMap { $0 }.joined(separator: "\n")
        try LateAnswer(.referralEnded(referral.state.name), referral.id, from: partner, by: .mail, content: content)
          .show(
            in: writer)
        return .gone
      }
      let moved = try Referrals.change(referral.id, in: writer) { referral, writer in
        try referral.move(to: state, remark: remark, by: .partner(partner), now: writer.now)
      }.referral
      return .answered(state: moved.state.name, answers: moved.state.answers)
    }
  }

  private static func live(_ token: String, in reader: Reader) throws -> (Links.Link, Referral)? {
    guard let link = try Links.find(token: token, in: reader),
      let referral = try Referrals.find(link.referral, in: reader),
      !referral.state.hasEnded
    else { return nil }
    return (link, referral)
  }

  /// A link of ours that leads nowhere any more was tried: somebody may still count on it.
  private static func note(_ token: String, in writer: Writer) throws {
    guard let link = try Links.find(token: token, in: writer) else { return }
    try Audit.write("link.open", of: "referral:\(link.referral)", by: .desk, outcome: "over", in: writer)
  }
}

import Desk
import Foundation
import MIME
import Phone
import Storage

/// What a coordinator adds to a mail that waits, to make a callback of it; what is nil is taken from the mail.
package struct MailAcceptance: Sendable {
  package var number: String?
  package var language: String?
  package var name: String?
  /// Who sent it, where the mail itself doesn't show it.
  package var referrer: String?

  package init(number: String? = nil, language: String? = nil, name: String? = nil, referrer: String? = nil) {
    self.number = number
    self.language = language
    self.name = name
    self.referrer = referrer
  }
}

extension MailDoor {
  /// Makes a callback of a mail that waits, and takes it off the inbox. The clock runs from when the mail came.
  /// - Throws: `Refusal.notFound` where no mail waits; `.invalid` naming what is still missing.
  package func accept(_ item: ID<Inbox.Item>, _ acceptance: MailAcceptance, by adviser: AdviserID) async throws
    -> Callback
  {
    let mail = try await store.read { reader in
      guard let receivedAt = try HeldMails.receivedAt(item, in: reader) else { throw Refusal.notFound }
      let bytes = try HeldMails.open(item, in: reader).use { Array($0) }
      do { return try self.read(bytes, receivedAt: receivedAt) } catch { throw Refusal.invalid(field: "item") }
    }
    let phone = try Self.number(acceptance, mail, region: rules.phoneRegion)
    let language = try language(acceptance, mail)
    let known = try adjusted(mail, acceptance)
    return try await store.write { writer in
      let partner = try self.referrer(acceptance, mail, in: writer)
      try Inbox.finish(item, by: adviser, in: writer)
      return try take(known, phone: phone, language: language, from: partner, by: .adviser(adviser), in: writer)
    }
  }

  private static func number(_ acceptance: MailAcceptance, _ mail: ReceivedMail, region: String) throws(Refusal)
    -> String
  {
    if let typed = acceptance.number {
      guard case .number(let number) = PhoneReader.read(typed, region: region) else { throw .invalid(field: "number") }
      return number.e164
    }
    guard case .one(let number) = mail.finding.number else { throw .invalid(field: "number") }
    return number.e164
  }

  private func language(_ acceptance: MailAcceptance, _ mail: ReceivedMail) throws(Refusal) -> Language {
    let language = acceptance.language.map { rules.languages[$0] } ?? mail.finding.language
    guard let language else { throw .invalid(field: "language") }
    return language
  }

  private func adjusted(_ mail: ReceivedMail, _ acceptance: MailAcceptance) throws(Refusal) -> ReceivedMail {
    guard let name = acceptance.name else { return mail }
    guard name.count <= 100 else { throw .invalid(field: "name") }
    var mail = mail
    mail.finding.name = Marks.visible(name)
    return mail
  }

  /// Whom the coordinator names; else who the mail shows it to be from.
  private func referrer(_ acceptance: MailAcceptance, _ mail: ReceivedMail, in reader: Reader) throws -> Partner? {
    guard let named = acceptance.referrer else { return isProven(mail) ? try referrer(of: mail, in: reader) : nil }
    guard let partner = try Partners.find(PartnerID(named), in: reader), partner.refersHere else {
      throw Refusal.invalid(field: "referrer")
    }
    return partner
  }
}

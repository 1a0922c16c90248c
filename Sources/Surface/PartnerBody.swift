import Desk
import Foundation

/// A partner as the coordinator enters it: the shape of `config/partners.yaml`, and of the answer.
package struct PartnerEntry: Described, Equatable {
  package var id: String
  package var name: String
  package var does: String
  package var referWhen: String
  package var mind: String?
  package var hours: String?
  package var needs: [SharedField]
  /// One of these three.
  package var mail: String?
  package var webhook: String?
  package var phone: String?
  package var answersWithin: Int?
  package var refersHere: Bool?
  package var feedback: String?
  /// Addresses, and domains with `@` before them.
  package var refersFrom: [String]?
  package var source: String
  package var verifiedOn: String
  package var suspended: Bool?

  package static let schema = Schema.Object(
    "Partner", "An organisation of the social domain. One of mail, webhook and phone.",
    [
      .always("id", .text(most: 31)), .always("name", .text(least: 1, most: 500)),
      .always("does", .text(least: 1, most: 500)), .always("referWhen", .text(least: 1, most: 500)),
      .maybe("mind", .text(most: 500)), .maybe("hours", .text(most: 500)),
      .always("needs", .list(.one(of: SharedField.self)), "The least that makes a referral work."),
      .maybe("mail", .text(most: 254)), .maybe("webhook", .text(most: 2000)), .maybe("phone", .text(most: 24)),
      .maybe("answersWithin", .integer(least: 1), "Working days."), .maybe("refersHere", .flag),
      .maybe("feedback", .text(most: 254), "Where a word back goes."),
      .maybe(
        "refersFrom", .list(.text(most: 254), most: 50), "From where it refers people by mail: addresses, @domains."),
      .always("source", .text(least: 1, most: 500)),
      .always("verifiedOn", .text(pattern: #"^\d{4}-\d{2}-\d{2}$"#)), .maybe("suspended", .flag),
    ])

  /// One to fill in; an empty field that is needed is refused by name.
  package init(id: String) {
    self.id = id
    (name, does, referWhen, source, verifiedOn) = ("", "", "", "", "")
    needs = []
  }

  package init(_ partner: Partner) {
    id = partner.id.name
    name = partner.name
    does = partner.does
    referWhen = partner.referWhen
    mind = partner.mind
    hours = partner.hours
    needs = partner.needs
    switch partner.delivery {
    case .mail(let address): mail = address
    case .webhook(let url): webhook = url
    case .phone(let number): phone = number
    }
    answersWithin = partner.answersWithin
    refersHere = partner.refersHere
    feedback = partner.feedbackAddress
    refersFrom = partner.refersFrom.isEmpty ? nil : partner.refersFrom
    source = partner.source
    verifiedOn = partner.verifiedOn
    suspended = partner.isSuspended
  }

  /// - Throws: `Refusal.invalid`; the partner's place in the list is the caller's to add.
  package func partner() throws(Refusal) -> Partner {
    guard id.wholeMatch(of: /[a-z][a-z0-9-]{0,30}/) != nil else { throw .invalid(field: "id") }
    for (field, text) in [("name", name), ("does", does), ("referWhen", referWhen), ("source", source)]
    where text.isEmpty { throw .invalid(field: field) }
    for (field, text) in [
      ("name", name), ("does", does), ("referWhen", referWhen), ("mind", mind ?? ""), ("hours", hours ?? ""),
      ("source", source),
    ] where text.count > 500 || text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      throw .invalid(field: field)
    }
    guard Day(verifiedOn) != nil else { throw .invalid(field: "verifiedOn") }
    guard (1...60).contains(answersWithin ?? 3) else { throw .invalid(field: "answersWithin") }
    if let feedback, !Self.isAddress(feedback) { throw .invalid(field: "feedback") }
    let refersFrom = refersFrom ?? []
    guard refersFrom.count <= 50, refersFrom.allSatisfy({ Self.isAddress($0.hasPrefix("@") ? "any" + $0 : $0) }) else {
      throw .invalid(field: "refersFrom")
    }
    return Partner(
      id: PartnerID(id), name: name, does: does, referWhen: referWhen, mind: mind ?? "", hours: hours ?? "",
      needs: needs, delivery: try delivery(), answersWithin: answersWithin ?? 3, refersHere: refersHere ?? false,
      feedbackAddress: feedback, refersFrom: refersFrom, source: source, verifiedOn: verifiedOn,
      isSuspended: suspended ?? false)
  }

  private func delivery() throws(Refusal) -> Partner.Delivery {
    switch (mail, webhook, phone) {
    case (let address?, nil, nil):
      guard Self.isAddress(address) else { throw .invalid(field: "mail") }
      return .mail(address: address)
    case (nil, let url?, nil):
      guard let parsed = URL(string: url), let host = parsed.host, parsed.user == nil,
        parsed.scheme == "https" || (parsed.scheme == "http" && Self.isLocal(host))
      else { throw .invalid(field: "webhook") }
      return .webhook(url: url)
    case (nil, nil, let number?):
      guard number.wholeMatch(of: /[+0-9 ()-]{3,24}/) != nil else { throw .invalid(field: "phone") }
      return .phone(number: number)
    case _: throw .invalid(field: "mail, webhook, phone")
    }
  }

  /// What is shared goes over the net sealed, or not at all.
  private static func isLocal(_ host: String) -> Bool { ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host) }

  /// One bare address, with nothing in it that a mail server could take for a command.
  private static func isAddress(_ text: String) -> Bool {
    text.count <= 254
      && text.wholeMatch(of: /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?/) != nil
  }
}

package struct PartnerEntries: Described {
  package var partners: [PartnerEntry]

  package static let schema = Schema.Object(
    "PartnerEntries", "New partners and changed ones.", [.always("partners", .list(PartnerEntry.shape))])

  package init(partners: [PartnerEntry]) { self.partners = partners }

  /// - Throws: `Refusal.invalid` that says which entry, by its place, and which field.
  package func all() throws(Refusal) -> [Partner] {
    var all: [Partner] = []
    for (index, entry) in partners.enumerated() {
      do { all.append(try entry.partner()) } catch {
        guard case .invalid(let field) = error else { throw error }
        throw .invalid(field: "partners.\(index).\(field)")
      }
    }
    if let twice = all.indices.first(where: { here in all[..<here].contains { $0.id == all[here].id } }) {
      throw .invalid(field: "partners.\(twice).id")
    }
    return all
  }
}

/// A new secret of a partner's webhooks; shown once.
package struct SecretBody: Described {
  package var secret: String

  package static let schema = Schema.Object(
    "Secret", "A secret for webhooks, shown once.", [.always("secret", .text())])

  package init(secret: String) { self.secret = secret }
}

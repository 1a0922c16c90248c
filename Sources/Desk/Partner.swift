import Foundation

/// An organisation of the social domain: people are referred to it, or are referred here by it. Public facts only,
/// each with its source and the day somebody looked.
package struct Partner: Sendable, Equatable {
  /// The way a referral reaches it.
  package enum Delivery: Sendable, Equatable {
    /// A mail with a link; nothing about the person is in it.
    case mail(address: String)
    /// Its own system, by a signed webhook (Standard Webhooks).
    case webhook(url: String)
    /// A colleague phones; nothing is sent.
    case phone(number: String)

    package var via: Referral.Via {
      switch self {
      case .mail: .mail
      case .webhook: .webhook
      case .phone: .phone
      }
    }
  }

  package let id: PartnerID
  package let name: String
  package let does: String
  package let referWhen: String
  /// What to mind before referring.
  package let mind: String
  package let hours: String
  /// The least data that makes a referral work.
  package let needs: [SharedField]
  package let delivery: Delivery
  /// Working days within which it says yes or no.
  package let answersWithin: Int
  /// Does it refer people to the desk?
  package let refersHere: Bool
  /// Where a word to it as a referrer goes.
  package let feedbackAddress: String?
  /// From where its referrals come by mail, beside the addresses that it gave for letters: "jan@example.org", or all of a
  /// domain, "@example.org".
  package let refersFrom: [String]
  package let source: String
  /// The day somebody looked, "2026-11-01".
  package let verifiedOn: String
  /// Not chosen for new referrals; what is under way goes on.
  package var isSuspended: Bool

  package init(
    id: PartnerID, name: String, does: String, referWhen: String, mind: String, hours: String,
    needs: [SharedField], delivery: Delivery, answersWithin: Int, refersHere: Bool, feedbackAddress: String?,
    refersFrom: [String] = [], source: String, verifiedOn: String, isSuspended: Bool
  ) {
    self.id = id
    self.name = name
    self.does = does
    self.referWhen = referWhen
    self.mind = mind
    self.hours = hours
    self.needs = needs
    self.delivery = delivery
    self.answersWithin = answersWithin
    self.refersHere = refersHere
    self.feedbackAddress = feedbackAddress
    self.refersFrom = refersFrom
    self.source = source
    self.verifiedOn = verifiedOn
    self.isSuspended = isSuspended
  }
}

extension Partner {
  /// May a mail from that address be one of its referrals?
  package func refers(from address: String) -> Bool {
    guard refersHere else { return false }
    let address = address.lowercased()
    var known = refersFrom + [feedbackAddress].compactMap { $0 }
    if case .mail(let own) = delivery { known.append(own) }
    return known.contains { known in
      let known = known.lowercased()
      return known.hasPrefix("@") ? address.hasSuffix(known) : address == known
    }
  }
}

/// What of a person may go to a partner (contract.md). Each is agreed to by itself.
package enum SharedField: String, Sendable, Codable, CaseIterable, Comparable {
  case name, phone, language, reading, region, need, skills, wishes, summary, documents

  package static func < (left: SharedField, right: SharedField) -> Bool { left.order < right.order }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// An organisation's short name in the directory ("fairwork"), chosen by the coordinator.
package struct PartnerID: Hashable, Sendable, Codable, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }

  package init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  package var description: String { name }
}

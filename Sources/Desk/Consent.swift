import Foundation

/// A person's yes to sharing these fields with this partner: as it was read out or written, by whom, when. Never changed;
/// it can be withdrawn. (AVG art. 7; promises.md §1.4.)
package struct Consent: Sendable, Equatable {
  /// How the person said it.
  package enum Way: String, Sendable, Codable, CaseIterable {
    /// Read out on the phone or at the counter, and answered.
    case spoken
    /// In the person's own message.
    case written
    /// Told by who referred the person here.
    case referrer
  }

  /// What may be told back, and no more.
  package enum Feedback: String, Sendable, Codable, CaseIterable {
    /// That the request is handled.
    case handled
    /// With what outcome, as a code.
    case outcome
  }

  package let id: ID<Consent>
  package let callback: ID<Callback>
  package let given: Given
  package let by: Actor
  package let at: Date
  package private(set) var withdrawnAt: Date?

  /// What the trail keeps of it.
  package struct Given: Sendable, Equatable, Codable {
    package let partner: PartnerID
    package let fields: [SharedField]
    /// Which version of the words was read out.
    package let wording: String
    package let language: Language
    package let way: Way
    /// What who referred the person here may be told of it.
    package let feedback: Feedback?

    package init(
      partner: PartnerID, fields: [SharedField], wording: String, language: Language, way: Way,
      feedback: Feedback? = nil
    ) {
      self.feedback = feedback
      self.partner = partner
      self.fields = Set(fields).sorted()
      self.wording = wording
      self.language = language
      self.way = way
    }
  }

  package init(
    id: ID<Consent>, callback: ID<Callback>, given: Given, by: Actor, at: Date, withdrawnAt: Date? = nil
  ) {
    self.id = id
    self.callback = callback
    self.given = given
    self.by = by
    self.at = at
    self.withdrawnAt = withdrawnAt
  }

  /// A version is a short name, never a sentence: somebody would write a person's story into it.
  package static func isWording(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z0-9._\/-]{1,32}/) != nil }

  package var isActive: Bool { withdrawnAt == nil }

  package mutating func withdraw(now: Date) { withdrawnAt = withdrawnAt ?? now }

  /// What of `fields` this consent doesn't reach; all of them once it is withdrawn.
  package func lacking(_ fields: [SharedField]) -> [SharedField] {
    isActive ? fields.filter { !given.fields.contains($0) } : fields
  }
}

/// What goes to a partner: a field and its words, agreed fields only.
package struct SharedFacts: Sendable, Equatable, Codable {
  package struct Fact: Sendable, Equatable, Codable {
    package let field: SharedField
    package let text: String

    package init(field: SharedField, text: String) {
      self.field = field
      self.text = text
    }
  }

  package let facts: [Fact]

  /// One for each field, the first of them.
  package init(_ facts: [Fact]) {
    let first = Dictionary(facts.map { ($0.field, $0) }, uniquingKeysWith: { first, _ in first })
    self.facts = first.values.sorted { $0.field < $1.field }
  }

  package var fields: [SharedField] { facts.map(\.field) }
}

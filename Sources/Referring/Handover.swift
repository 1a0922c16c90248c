import Desk

extension Liaison {
  /// What a colleague says when she refers.
  package struct Handover: Sendable {
    package let partner: PartnerID
    /// Nil: what the consent reaches.
    package let fields: [SharedField]?
    /// Words for fields that the desk doesn't keep: wishes, skills, a summary.
    package let said: [SharedField: String]
    /// A yes that is written down with the referral; nil: one that was written down before.
    package let consent: Spoken?

    package init(partner: PartnerID, fields: [SharedField]?, said: [SharedField: String], consent: Spoken?) {
      self.partner = partner
      self.fields = fields.map { Set($0).sorted() }
      self.said = said
      self.consent = consent
    }
  }

  /// How the person said yes.
  package struct Spoken: Sendable {
    package let wording: String
    /// Nil: the callback's.
    package let language: Language?
    package let way: Consent.Way
    /// Who else was there, whose phone it was: under pressure a yes is none. Sealed.
    package let circumstances: String?
    /// The words themselves, where they are the desk's own; kept, so that a version can be read years later.
    package let text: String?

    package init(
      wording: String, language: Language?, way: Consent.Way, circumstances: String?, text: String? = nil
    ) {
      self.text = text
      self.wording = wording
      self.language = language
      self.way = way
      self.circumstances = circumstances
    }
  }
}

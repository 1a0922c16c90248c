/// What is known of the person, for one callback. Sealed at rest; opened only by `Access.Reveal`, the courier
/// and Intake.
package struct Client: Sendable, Equatable, Codable {
  package var name: String?
  /// E.164 with "+", or what a gateway gave when libphonenumber finds it impossible.
  package var phone: String?
  /// False: as the gateway gave it, unchecked.
  package var phoneIsValid: Bool
  package var region: String?
  package var employer: String?
  /// Did the person tick that the data may be used? Nil where nobody asked.
  package var agreed: Bool?
  /// What to mind when calling; nil where nobody asked.
  package var cautions: [Caution]?

  package init(
    name: String? = nil, phone: String? = nil, phoneIsValid: Bool = false, region: String? = nil,
    employer: String? = nil, agreed: Bool? = nil, cautions: [Caution]? = nil
  ) {
    self.name = name
    self.phone = phone
    self.phoneIsValid = phoneIsValid
    self.region = region
    self.employer = employer
    self.agreed = agreed
    self.cautions = cautions
  }
}

/// One message of a thread, as the person sent it. Sealed at rest.
package struct Message: Sendable, Equatable, Codable {
  /// "text", "button", "list", or the gateway's word for what we keep without reading ("audio").
  package var kind: String
  package var text: String?
  /// The item as it came, kept where we could not read all of it.
  package var raw: String?

  package init(kind: String, text: String? = nil, raw: String? = nil) {
    self.kind = kind
    self.text = text
    self.raw = raw
  }
}

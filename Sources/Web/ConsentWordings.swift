import Desk
import Surface
import Words

/// What is read out before anything of a person goes to a partner. Its version is made of its words: other words, or other
/// fields, are another version.
struct ConsentWordings: Sendable {
  let phrases: Phrases

  func body(for partner: Partner, _ fields: [SharedField], in language: Language) -> WordingBody {
    let what = fields.map { phrases.text(Self.key($0), in: language.code) }.joined(separator: ", ")
    return WordingBody(
      language: language.code, version: version(of: fields, in: language), text: text(partner.name, what, language))
  }

  /// The words of a version that the desk itself gives out; nil for any other, such as one on paper.
  func text(of version: String, _ fields: [SharedField], in language: Language) -> String? {
    guard version == self.version(of: fields, in: language) else { return nil }
    return text(
      "{organisation}", fields.map { phrases.text(Self.key($0), in: language.code) }.joined(separator: ", "), language)
  }

  private func version(of fields: [SharedField], in language: Language) -> String {
    let what = Set(fields).sorted().map { phrases.text(Self.key($0), in: language.code) }.joined(separator: ", ")
    return "\(language.code)-\(Self.mark(text("", what, language)))"
  }

  private func text(_ organisation: String, _ fields: String, _ language: Language) -> String {
    [
      phrases.text(.consentShare(organisation: organisation), in: language.code),
      phrases.text(.consentWhat(fields: fields), in: language.code),
      phrases.text(.consentWithdraw, in: language.code),
    ].joined(separator: " ")
  }

  private static func key(_ field: SharedField) -> PhraseKey {
    switch field {
    case .name: .shareName
    case .phone: .sharePhone
    case .language: .shareLanguage
    case .reading: .shareReading
    case .region: .shareRegion
    case .need: .shareNeed
    case .skills: .shareSkills
    case .wishes: .shareWishes
    case .summary: .shareSummary
    case .documents: .shareDocuments
    }
  }

  /// FNV-1a, 32 bits (RFC 9923): tells versions apart, protects nothing.
  private static func mark(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

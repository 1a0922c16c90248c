import Desk
import Surface
import Words

/// What is read out before anything of a person goes to a partner. Its version is made of its words: another text is
/// another version.
struct ConsentWordings: Sendable {
  let phrases: Phrases

  func body(for partner: Partner, in language: Language) -> WordingBody {
    let text = text(partner.name, language)
    return WordingBody(
      language: language.code, version: "\(language.code)-\(Self.mark(self.text("", language)))", text: text)
  }

  private func text(_ organisation: String, _ language: Language) -> String {
    phrases.text(.consentShare(organisation: organisation), in: language.code) + " "
      + phrases.text(.consentWithdraw, in: language.code)
  }

  /// FNV-1a, 32 bits (RFC 9923): tells versions apart, protects nothing.
  private static func mark(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

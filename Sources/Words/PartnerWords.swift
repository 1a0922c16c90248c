import Desk

/// What partners and referrers read on the desk's pages, a field each without a default.
package struct PartnerWords: Sendable {
  package let tag: String
  package let title: String
  package let waits: String
  package let getCode: String
  package let codeLabel: String
  package let open: String
  package let codeSent: String
  package let wrongCode: @Sendable (_ triesLeft: Int) -> String
  package let tooManyCodes: String
  package let gone: String
  package let shared: String
  package let mind: String
  package let answer: String
  package let send: String
  package let answered: @Sendable (_ state: String) -> String
  package let refused: String
  package let reason: String
  package let exit: String
  package let remark: String
  package let none: String
  package let state: @Sendable (String) -> String
  package let reasons: @Sendable (Referral.Reason) -> String
  package let exits: @Sendable (Referral.Exit) -> String
  package let field: @Sendable (SharedField) -> String

  package let referTitle: String
  package let referIntro: String
  package let token: String
  package let language: String
  package let message: String
  package let agreed: String
  package let feedback: String
  package let feedbacks: @Sendable (Consent.Feedback?) -> String
  package let received: @Sendable (_ reference: String) -> String
  package let wrong: @Sendable (_ fields: String) -> String
  package let wrongToken: String

  package static func of(_ language: AdviserLanguage) -> PartnerWords {
    switch language {
    case .dutch: .dutch
    case .english: .english
    }
  }
}

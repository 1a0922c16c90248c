import Desk
import Foundation

/// A request that came whole: from our own form, or taken down by a colleague.
package struct Request: Sendable {
  package var channel: Channel
  /// Which form or desk it came by.
  package var account: AccountName
  package var name: String
  /// As typed.
  package var phone: String
  package var language: String
  package var alsoSpeaks: [String]
  package var issue: String
  package var urgency: Urgency
  package var message: String
  package var windows: [CallWindow]
  package var region: String
  package var employer = ""
  /// The country of a number without +, "PL"; empty: the desk's.
  package var country = ""
  /// What to mind when calling; nil where nobody asked.
  package var cautions: [Caution]?
  /// What the words say, besides what was chosen.
  var heard = Suggestion()
  /// Nil where nobody asked.
  package var agreed: Bool?
  /// Who sent the person here.
  package var referrer: Referrer?
  /// When the person asked, where that was earlier than now.
  package var askedAt: Date?

  /// A registered organisation that refers people to the desk.
  package struct Referrer: Sendable {
    package let partner: PartnerID
    /// What the person agreed that it is told; nil: nothing.
    package let feedback: Consent.Feedback?
    /// Which words the person agreed to, and in which language; nil: the callback's.
    package let wording: String
    package let language: Language?

    package init(partner: PartnerID, feedback: Consent.Feedback?, wording: String, language: Language?) {
      self.partner = partner
      self.feedback = feedback
      self.wording = wording
      self.language = language
    }
  }

  package init(
    channel: Channel, account: AccountName, name: String = "", phone: String, language: String,
    alsoSpeaks: [String] = [], issue: String = "", urgency: Urgency = .normal, message: String = "",
    windows: [CallWindow] = [], region: String = "", agreed: Bool? = nil
  ) {
    self.channel = channel
    self.account = account
    self.name = name
    self.phone = phone
    self.language = language
    self.alsoSpeaks = alsoSpeaks
    self.issue = issue
    self.urgency = urgency
    self.message = message
    self.windows = windows
    self.region = region
    self.agreed = agreed
  }

  /// What has to be mended before the desk can call.
  package enum Fault: Sendable, Equatable {
    case phoneMissing, phoneImpossible, languageNotOffered, issueUnknown
  }

  package struct Faults: Error, Equatable {
    package let faults: [Fault]
  }
}

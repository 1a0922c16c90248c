import Foundation

extension CallbackEvent {
  /// Every kind there is.
  package static let kinds = [
    "received", "heard", "language_asked", "language_known", "number_asked", "number_known", "claimed", "taken_over",
    "assigned", "offered", "declined", "offer_lapsed", "offer_withdrawn", "released", "revealed", "attempted", "rested",
    "noted", "closed", "reopened", "urgency_set", "edited",
    "consented", "consent_withdrawn", "told", "suggested",
  ]

  /// What may be shown of it to whoever may see the callback: codes, colleagues' short names, never personal data.
  package var codes: [String] {
    switch self {
    case .heard, .languageAsked, .numberAsked, .numberKnown, .released, .revealed, .rested, .noted, .reopened,
      .offerWithdrawn:
      []
    case .received(let received): [received.channel.rawValue]
    case .languageKnown(let language, _): [language.code]
    case .claimed(let adviser, _, _), .assigned(let adviser, _, _): [adviser.name]
    case .offered(let adviser, _), .declined(let adviser), .offerLapsed(let adviser): [adviser.name]
    case .takenOver(let adviser, let from, _, _): [adviser.name, from.name]
    case .attempted(let result, _, _): [result.rawValue]
    case .closed(let outcome, let issue, _): [outcome.rawValue, issue.code]
    case .urgencySet(let urgency): [urgency.rawValue]
    case .edited(let edit): edit.names
    case .consented(_, let given): [given.partner.name] + given.fields.map(\.rawValue)
    case .consentWithdrawn: []
    case .told(let partner, let feedback): [partner.name, feedback.rawValue]
    case .suggested(let suggestion): [suggestion.issue?.code, suggestion.urgency?.rawValue].compactMap { $0 }
    }
  }

  /// Until when a claim holds, or a rest lasts.
  package var until: Date? {
    switch self {
    case .claimed(_, _, let until), .takenOver(_, _, _, let until), .assigned(_, _, let until), .revealed(let until),
      .offered(_, let until):
      until
    case .attempted(_, _, .holds(let until)), .attempted(_, _, .rests(let until)): until
    case .attempted(_, _, .needsNumber), .attempted(_, _, .needsLanguage), .received, .heard, .languageAsked,
      .languageKnown, .numberAsked, .numberKnown, .released, .rested, .noted, .closed, .reopened, .urgencySet, .edited,
      .consented, .suggested,
      .consentWithdrawn, .told, .declined, .offerLapsed, .offerWithdrawn:
      nil
    }
  }
}

extension CallbackEvent.Edit {
  /// Which fields were corrected.
  fileprivate var names: [String] {
    [
      issue.map { _ in "issue" }, alsoIssues.map { _ in "alsoIssues" }, windows.map { _ in "windows" },
      alsoSpeaks.map { _ in "alsoSpeaks" },
    ].compactMap { $0 }
      + personal
  }
}

extension Dispatch.State {
  package var name: String {
    switch self {
    case .waiting: "waiting"
    case .sending: "sending"
    case .sent: "sent"
    case .uncertain: "uncertain"
    case .failed: "failed"
    }
  }
}

import Foundation

/// One event as whoever may see the callback is told of it: codes and short names, never personal data.
package struct Happening: Sendable, Equatable {
  package let at: Date
  package let actor: Actor
  package let kind: String
  package let codes: [String]
  /// Until when a claim holds or a rest lasts; by when a partner answers.
  package let until: Date?

  package init(_ recorded: Callback.Recorded) {
    at = recorded.at
    actor = recorded.actor
    kind = recorded.event.kind
    codes = recorded.event.codes
    until = recorded.event.until
  }

  package init(_ recorded: Referral.Recorded) {
    at = recorded.at
    actor = recorded.actor
    kind = recorded.event.toldKind
    codes = recorded.event.codes
    until = recorded.event.due
  }

  /// Every kind there is.
  package static let kinds = CallbackEvent.kinds + ReferralEvent.kinds.map(ReferralEvent.told)
}

extension ReferralEvent {
  fileprivate static let kinds =
    ["requested", "shown", "reminded", "overdue", "followed_up"]
    + Referral.State.names.filter { $0 != "requested" }

  /// Beside a callback's events, of which one is called "received" too.
  fileprivate static func told(_ kind: String) -> String { "referral_" + kind }

  fileprivate var toldKind: String { Self.told(kind) }

  fileprivate var codes: [String] {
    switch self {
    case .requested(let requested): [requested.partner.name] + requested.fields.map(\.rawValue)
    case .moved(let state): [state.reason?.rawValue, state.exit?.rawValue].compactMap { $0 }
    case .shown, .reminded, .overdue: []
    case .followedUp(let week, let finding): [String(week), finding.rawValue]
    }
  }

  fileprivate var due: Date? {
    switch self {
    case .requested(let requested): requested.due
    case .reminded(let due): due
    case .moved, .shown, .overdue, .followedUp: nil
    }
  }
}

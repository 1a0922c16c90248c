import Desk
import Foundation

/// One thing that happened to a callback or to a referral of it, in codes: never personal data.
package struct EventBody: Described {
  package var seq: Int64
  package var callback: Int64
  /// The referral it is about; nil for the callback itself.
  package var referral: Int64?
  package var version: Int
  package var at: Date
  package var kind: String
  /// "client", "desk", "adviser:ola".
  package var by: String
  package var codes: [String]
  package var until: Date?

  package static let schema = Schema.Object(
    "Event", "One thing that happened to a callback, or to a referral of it.",
    [
      .always("seq", .integer(), "Rises; after which to go on."), .always("callback", .integer()),
      .maybe("referral", .integer(), "What it is about; the callback when left out."),
      .always("version", .integer(least: 1), "Of what it is about."), .always("at", .time),
      .always("kind", .choice(Happening.kinds)), .always("by", .text(), "client, desk, adviser:ola, partner:barka"),
      .always("codes", .list(.text()), "What it says of itself, such as no_answer or pl."), .maybe("until", .time),
    ])

  package init(seq: Int64, callback: ID<Callback>, referral: ID<Referral>?, version: Int, _ happening: Happening) {
    self.seq = seq
    self.callback = callback.rawValue
    self.referral = referral?.rawValue
    self.version = version
    at = happening.at
    kind = happening.kind
    by = happening.actor.code
    codes = happening.codes
    until = happening.until
  }
}

/// One line of a person's history: an event of any of their callbacks, or a message of the desk. Never personal data.
package struct HistoryBody: Described {
  package var at: Date
  package var callback: Int64
  package var referral: Int64?
  package var kind: String
  package var by: String
  package var codes: [String]
  package var until: Date?

  package static let schema = Schema.Object(
    "HistoryLine", "One line of what happened to a person, over all callbacks.",
    [
      .always("at", .time), .always("callback", .integer()), .maybe("referral", .integer()),
      .always("kind", .text(), "The kind of an event, or message_ and what became of it."), .always("by", .text()),
      .always("codes", .list(.text())), .maybe("until", .time),
    ])

  package init(callback: ID<Callback>, referral: ID<Referral>?, _ happening: Happening) {
    at = happening.at
    self.callback = callback.rawValue
    self.referral = referral?.rawValue
    kind = happening.kind
    by = happening.actor.code
    codes = happening.codes
    until = happening.until
  }

  package init(at: Date, _ dispatch: Dispatch) {
    self.at = at
    callback = dispatch.callback.rawValue
    referral = dispatch.referral?.rawValue
    kind = "message_" + dispatch.state.name
    by = Actor.desk.code
    codes = [dispatch.channel.rawValue, dispatch.account]
  }
}

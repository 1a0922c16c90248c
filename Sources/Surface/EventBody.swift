import Desk
import Foundation

/// One thing that happened to a callback, in codes: never personal data.
package struct EventBody: Described {
  package var seq: Int64
  package var callback: Int64
  package var version: Int
  package var at: Date
  package var kind: String
  /// "client", "desk", "adviser:ola".
  package var by: String
  package var codes: [String]
  package var until: Date?

  package static let schema = Schema.Object(
    "Event", "One thing that happened to a callback.",
    [
      .always("seq", .integer(), "Rises; after which to go on."), .always("callback", .integer()),
      .always("version", .integer(least: 1)), .always("at", .time), .always("kind", .choice(CallbackEvent.kinds)),
      .always("by", .text(), "client, desk, adviser:ola"),
      .always("codes", .list(.text()), "What it says of itself, such as no_answer or pl."), .maybe("until", .time),
    ])

  package init(seq: Int64, callback: ID<Callback>, version: Int, _ recorded: Callback.Recorded) {
    self.seq = seq
    self.callback = callback.rawValue
    self.version = version
    at = recorded.at
    kind = recorded.event.kind
    by = recorded.actor.code
    codes = recorded.event.codes
    until = recorded.event.until
  }
}

/// One line of a person's history: an event of any of their callbacks, or a message of the desk. Never personal data.
package struct HistoryBody: Described {
  package var at: Date
  package var callback: Int64
  package var kind: String
  package var by: String
  package var codes: [String]
  package var until: Date?

  package static let schema = Schema.Object(
    "HistoryLine", "One line of what happened to a person, over all callbacks.",
    [
      .always("at", .time), .always("callback", .integer()),
      .always("kind", .text(), "The kind of an event, or message_ and what became of it."), .always("by", .text()),
      .always("codes", .list(.text())), .maybe("until", .time),
    ])

  package init(callback: ID<Callback>, _ recorded: Callback.Recorded) {
    at = recorded.at
    self.callback = callback.rawValue
    kind = recorded.event.kind
    by = recorded.actor.code
    codes = recorded.event.codes
    until = recorded.event.until
  }

  package init(at: Date, _ dispatch: Dispatch) {
    self.at = at
    callback = dispatch.callback.rawValue
    kind = "message_" + dispatch.state.name
    by = Actor.desk.code
    codes = [dispatch.channel.rawValue, dispatch.account]
  }
}

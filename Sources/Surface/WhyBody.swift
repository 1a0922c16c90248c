import Desk
import Foundation

/// Why a callback stands where it stands, in sentences.
package struct WhyBody: Described {
  package struct Speaker: Described {
    package var id: String
    package var name: String
    package var level: Adviser.Level
    package var presence: Presence
    package var nextShift: Date?

    package static let schema = Schema.Object(
      "Speaker", "Somebody who speaks the callback's language.",
      [
        .always("id", .text()), .always("name", .text()), .always("level", .one(of: Adviser.Level.self)),
        .always("presence", .one(of: Presence.self)), .maybe("nextShift", .time),
      ])

    package init(id: String, name: String, level: Adviser.Level, presence: Presence, nextShift: Date?) {
      self.id = id
      self.name = name
      self.level = level
      self.presence = presence
      self.nextShift = nextShift
    }
  }

  /// The next best for the same adviser; or the best, when this one isn't.
  package struct Other: Described {
    package var callback: Int64
    package var points: Double
    package var because: [String]

    package static let schema = Schema.Object(
      "WhyOther", "Another callback, for the same adviser.",
      [.always("callback", .integer()), .always("points", .number), .always("because", .list(.text()))])

    package init(callback: Int64, points: Double, because: [String]) {
      self.callback = callback
      self.points = points
      self.because = because
    }
  }

  package var callback: CallbackBody
  /// For whom it was looked at: the asker; the one it is offered to; who is in and has most points.
  package var adviser: String?
  /// How many come before it, for her; null when she can't take it.
  package var ahead: Int?
  package var points: Double?
  package var because: [String]
  package var next: Other?
  package var speakers: [Speaker]

  package static let schema = Schema.Object(
    "Why", "Why a callback stands where it stands.",
    [
      .always("callback", CallbackBody.shape),
      .maybe("adviser", .text(), "For whom: you, the one it is offered to, or who is in and has most points."),
      .maybe("ahead", .integer(least: 0), "How many come before it for her; null when she can't take it."),
      .maybe("points", .number),
      .always("because", .list(.text()), "Sentences, in the language of Accept-Language."),
      .maybe("next", Other.shape, "The next best for her; or the best, when this isn't."),
      .always("speakers", .list(Speaker.shape)),
    ])

  package init(
    callback: CallbackBody, adviser: String?, ahead: Int?, points: Double?, because: [String], next: Other?,
    speakers: [Speaker]
  ) {
    self.callback = callback
    self.adviser = adviser
    self.ahead = ahead
    self.points = points
    self.because = because
    self.next = next
    self.speakers = speakers
  }
}

/// Why an adviser doesn't take what she was offered.
package struct DeclineRequest: Described {
  package var reason: String

  package static let schema = Schema.Object(
    "DeclineRequest", "Why you don't take it; colleagues who take it read this.",
    [.always("reason", .text(least: 1, most: 8000))])

  package init(reason: String) { self.reason = reason }
}

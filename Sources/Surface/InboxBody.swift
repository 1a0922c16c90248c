import Desk
import Foundation

/// Something that waits for a person. No personal data.
package struct InboxBody: Described {
  package var id: Int64
  package var kind: String
  package var subject: String
  package var callback: Int64?
  package var channel: Channel
  package var account: String
  package var count: Int
  package var firstAt: Date
  package var lastAt: Date

  package static let schema = Schema.Object(
    "InboxItem", "Something that waits for a person. Never personal data.",
    [
      .always("id", .integer()), .always("kind", .text()), .always("subject", .text(), "A code."),
      .maybe("callback", .integer()), .always("channel", .one(of: Channel.self)), .always("account", .text()),
      .always("count", .integer(least: 1)), .always("firstAt", .time), .always("lastAt", .time),
    ])

  package init(
    id: Int64, kind: String, subject: String, callback: Int64?, channel: Channel, account: String, count: Int,
    firstAt: Date, lastAt: Date
  ) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.callback = callback
    self.channel = channel
    self.account = account
    self.count = count
    self.firstAt = firstAt
    self.lastAt = lastAt
  }
}

/// What a coordinator adds to a mail that waits; the rest is taken from the mail.
package struct AcceptRequest: Described {
  package var number: String?
  package var language: String?
  package var name: String?
  package var referrer: String?

  package static let schema = Schema.Object(
    "AcceptRequest", "What is added to a mail that waits; the rest is taken from the mail.",
    [
      .maybe("number", .text(least: 1)), .maybe("language", .language), .maybe("name", .words(most: 100)),
      .maybe("referrer", .text(most: 31), "The partner who refers the person."),
    ])

  package init(number: String?, language: String?, name: String?, referrer: String?) {
    self.number = number
    self.language = language
    self.name = name
    self.referrer = referrer
  }
}

/// An item with what lies in it; for coordinators, audited.
package struct InboxContentBody: Described {
  package var item: InboxBody
  package var content: [String]

  package static let schema = Schema.Object(
    "InboxContent", "An item with what lies in it.",
    [.always("item", InboxBody.shape), .always("content", .list(.text()))])

  package init(item: InboxBody, content: [String]) {
    self.item = item
    self.content = content
  }
}

import Desk
import Foundation
import Surface
import Terminal
import Words

/// Callbacks, a line each.
struct CallbackTable {
  static func show(_ callbacks: [CallbackBody], now: Date, all: Bool) {
    let words = Speech.words
    var columns: [Table.Column] = [
      .init(words.number, .right), .init(words.waiting, .right), .init(words.language),
      .init(words.issue, elastic: true), .init(words.urgency), .init(words.due), .init(words.channel),
    ]
    if all { columns += [.init(words.state), .init(words.holder, elastic: true)] }
    var table = Table(columns)
    for callback in callbacks {
      var row = [
        String(callback.id), words.ago(max(0, Int(now.timeIntervalSince(callback.waitingSince) / 60))),
        callback.language ?? "?", callback.issue, callback.urgency.rawValue,
        callback.due.map { String(Speech.time($0).dropFirst(5)) } ?? "", callback.channel.rawValue,
      ]
      if all { row += [callback.state, callback.holder ?? ""] }
      table.append(row)
    }
    Speech.table(table)
  }

  /// One, field by field.
  static func show(_ callback: CallbackBody) {
    let words = Speech.words
    Speech.say("\(callback.id)  \(callback.reference)  \(callback.state)")
    Speech.say("  \(words.language): \(callback.language ?? "?")   \(words.issue): \(callback.issue)")
    Speech.say("  \(words.urgency): \(callback.urgency.rawValue)   \(words.channel): \(callback.channel.rawValue)")
    Speech.say("  \(words.since): \(Speech.time(callback.waitingSince))")
    if let due = callback.due { Speech.say("  \(words.due): \(Speech.time(due))") }
    if let holder = callback.holder { Speech.say("  \(words.holder): \(holder)") }
    if let outcome = callback.outcome { Speech.say("  \(outcome)") }
  }
}

import Foundation

/// What a mailbox is like at one moment.
package struct MailboxLook: Sendable, Equatable {
  /// As long as it is the same, a UID names the same message (RFC 3501, 2.3.1.1).
  package let validity: UInt32
  /// Above the UID of every message that is there.
  package let nextUID: UInt32

  /// Nil when the answer to EXAMINE or SELECT doesn't hold both.
  package init?(_ answer: [UInt8]) {
    var found: [String: UInt32] = [:]
    for line in UntaggedLine.all(in: answer) {
      // * OK [UIDNEXT 4392] Predicted next UID
      guard line.words.count >= 3, line.words[0].uppercased() == "OK", line.words[1].hasPrefix("["),
        line.words[2].hasSuffix("]"), let number = UInt32(line.words[2].dropLast()), number > 0
      else { continue }
      found[line.words[1].dropFirst().uppercased()] = number
    }
    guard let validity = found["UIDVALIDITY"], let nextUID = found["UIDNEXT"] else { return nil }
    self.validity = validity
    self.nextUID = nextUID
  }
}

/// A message in a mailbox, by what the server says of it.
package struct MailboxEntry: Sendable, Equatable {
  package let uid: UInt32
  /// Octets.
  package let size: Int
  /// When the server received it.
  package let receivedAt: Date

  /// Lines that name less than a UID, a size and a date are about something else.
  package static func all(in answer: [UInt8]) -> [MailboxEntry] {
    UntaggedLine.all(in: answer).compactMap { line in
      // * 12 FETCH (UID 5 RFC822.SIZE 44827 INTERNALDATE "17-Jul-1996 02:44:25 -0700")
      guard line.words.count >= 2, line.words[1].uppercased() == "FETCH" else { return nil }
      var values: [String: String] = [:]
      let pairs = line.words.dropFirst(2).map { $0.trimmingCharacters(in: ["(", ")"]) }
      for index in stride(from: 0, to: pairs.count - 1, by: 2) { values[pairs[index].uppercased()] = pairs[index + 1] }
      guard let uid = values["UID"].flatMap({ UInt32($0) }), uid > 0,
        let size = values["RFC822.SIZE"].flatMap({ UInt32($0) }),
        let receivedAt = values["INTERNALDATE"].flatMap(ServerDate.read)
      else { return nil }
      return MailboxEntry(uid: uid, size: Int(size), receivedAt: receivedAt)
    }
  }
}

/// One line that a server says unasked or in answer, without its `*`: words apart, a quoted string as one.
private struct UntaggedLine {
  let words: [String]

  static func all(in answer: [UInt8]) -> [UntaggedLine] {
    answer.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).compactMap { line in
      guard line.starts(with: Array("* ".utf8)), line.count <= 1000 else { return nil }
      return UntaggedLine(words: words(String(decoding: line.dropFirst(2), as: UTF8.self)))
    }
  }

  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case " " where !isQuoted:
        words.append(word)
        word = ""
      case _: word.append(character)
      }
    }
    return words + [word]
  }
}

/// " 7-Feb-1994 21:52:25 -0800" (RFC 3501, date-time).
private enum ServerDate {
  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  static func read(_ text: String) -> Date? {
    let pattern = /\s*(\d{1,2})-([A-Za-z]{3})-(\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})/
    guard let match = text.wholeMatch(of: pattern), let day = Int(match.1), let year = Int(match.3),
      let month = months.firstIndex(of: match.2.lowercased()), let hour = Int(match.4), let minute = Int(match.5),
      let second = Int(match.6), let zoneHours = Int(match.8), let zoneMinutes = Int(match.9)
    else { return nil }
    let zone = (zoneHours * 60 + zoneMinutes) * (match.7 == "-" ? -60 : 60)
    let seconds = daysSince1970(year, month + 1, day) * 86_400 + hour * 3600 + minute * 60 + second - zone
    return Date(timeIntervalSince1970: Double(seconds))
  }

  /// Of the Gregorian calendar; a year is counted from March, so that the leap day is its last.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}

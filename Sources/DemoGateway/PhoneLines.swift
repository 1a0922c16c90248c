import Foundation

/// The clients' phones: what each has on its screen. A value; `PretendMeta` keeps it under its lock.
struct PhoneLines: Sendable {
  struct Line: Sendable {
    var name: String?
    var lastWrote: Date?
    /// The highest number of a message that was looked at.
    var seen = 0
    var messages: [PhoneMessage] = []
  }

  private var lines: [String: Line] = [:]

  subscript(number: String) -> Line {
    lines[number] ?? Line()
  }

  /// A phone is known by its digits, with or without `+`; a user id stays as it is.
  static func key(_ number: String) -> String {
    number.contains(".") ? number : number.filter { ("0"..."9").contains($0) }
  }

  mutating func add(_ submission: Submission, id: String) {
    var line = self[submission.number]
    line.messages.append(
      PhoneMessage(
        seq: line.messages.count + 1, fromDesk: true, text: submission.text, choices: submission.choices,
        status: .pending, id: id, opaque: submission.opaque, isList: submission.isList))
    lines[submission.number] = line
  }

  /// - Returns: the number of the new message.
  mutating func write(_ text: String, name: String?, number: String, id: String, now: Date) -> Int {
    var line = self[number]
    let seq = line.messages.count + 1
    line.messages.append(
      PhoneMessage(
        seq: seq, fromDesk: false, text: text, choices: [], status: .pending, id: id, opaque: nil,
        isList: false))
    line.lastWrote = now
    line.name = name ?? line.name
    lines[number] = line
    return seq
  }

  /// - Returns: the message, when it came to a phone whose owner had looked already: then it is read.
  mutating func mark(_ id: String, _ status: PhoneMessage.Status, number: String) -> PhoneMessage? {
    var line = self[number]
    guard let index = line.messages.firstIndex(where: { $0.id == id }),
      line.messages[index].status.rank < status.rank
    else { return nil }
    line.messages[index].status = status
    lines[number] = line
    let message = line.messages[index]
    return status == .delivered && message.fromDesk && message.seq <= line.seen ? message : nil
  }

  /// Somebody looks at the phone.
  /// - Returns: the messages that are thereby read.
  mutating func look(at number: String) -> [PhoneMessage] {
    var line = self[number]
    let unread = line.messages.filter { $0.fromDesk && $0.status == .delivered && $0.seq > line.seen }
    line.seen = line.messages.count
    lines[number] = line
    return unread
  }

  /// Whether the customer-service window of 24 hours is open.
  func mayReceive(_ number: String, now: Date) -> Bool {
    self[number].lastWrote.map { now.timeIntervalSince($0) < 24 * 3600 } ?? false
  }
}

import Desk
import Foundation

/// A record of a few plain fields that every message writes several of. Written as JSON by hand: Foundation's encoder took
/// a seventh of reading a message. Read back by `JSON.decoder`, like everything else.
protocol FlatRecord {
  var fields: [(name: String, value: FlatJSON.Value)] { get }
}

enum FlatJSON {
  enum Value {
    /// Nil is left out.
    case text(String?)
    case number(Int)
    case flag(Bool?)
    /// JSON already.
    case json(String)
  }

  static func data(_ record: some FlatRecord) -> Data { Data(text(record).utf8) }

  static func text(_ record: some FlatRecord) -> String {
    var json = "{"
    for (name, value) in record.fields {
      let written: String
      switch value {
      case .text(nil), .flag(nil): continue
      case .text(let text?): written = quoted(text)
      case .number(let number): written = String(number)
      case .flag(let flag?): written = flag ? "true" : "false"
      case .json(let json): written = json
      }
      if json.utf8.count > 1 { json += "," }
      json += "\"\(name)\":" + written
    }
    return json + "}"
  }

  /// RFC 8259 section 7: quotation mark, reverse solidus and controls are escaped; all else stands as it is.
  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else { return "\"\(text)\"" }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: quoted += "\\" + String(scalar)
      case ..<0x20: quoted += "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
      case _: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension CallbackEvent {
  /// As its column keeps it. The first event of a callback, which every new message writes, by hand.
  var json: String {
    get throws {
      guard case .received(let received) = self else { return try JSON.text(self) }
      return "{\"received\":{\"_0\":" + FlatJSON.text(try ReceivedFields(received)) + "}}"
    }
  }
}

private struct ReceivedFields: FlatRecord {
  private let received: CallbackEvent.Received
  private let lists: [String]

  init(_ received: CallbackEvent.Received) throws {
    self.received = received
    lists = [
      try JSON.list(received.because), try JSON.list(received.alsoSpeaks), try JSON.list(received.windows),
    ]
  }

  var fields: [(name: String, value: FlatJSON.Value)] {
    [
      ("reference", .text(received.reference.text)), ("person", .number(Int(received.person.rawValue))),
      ("channel", .text(received.channel.rawValue)), ("account", .text(received.account)),
      ("language", .text(received.language?.code)), ("because", .json(lists[0])),
      ("alsoSpeaks", .json(lists[1])), ("issue", .text(received.issue.code)),
      ("urgency", .text(received.urgency.rawValue)), ("windows", .json(lists[2])),
      ("referredBy", .text(received.referredBy)), ("hasNumber", .flag(received.hasNumber)),
      ("waitingSince", .number(Int(received.waitingSince.milliseconds))),
    ]
  }
}

extension Client: FlatRecord {
  var fields: [(name: String, value: FlatJSON.Value)] {
    [
      ("name", .text(name)), ("phone", .text(phone)), ("phoneIsValid", .flag(phoneIsValid)),
      ("region", .text(region)), ("employer", .text(employer)), ("agreed", .flag(agreed)),
      (
        "cautions", .json(cautions.map { "[" + $0.map { "\"\($0.rawValue)\"" }.joined(separator: ",") + "]" } ?? "null")
      ),
    ]
  }
}

extension Message: FlatRecord {
  var fields: [(name: String, value: FlatJSON.Value)] {
    [("kind", .text(kind)), ("text", .text(text)), ("raw", .text(raw))]
  }
}

extension Dispatches.Letter: FlatRecord {
  var fields: [(name: String, value: FlatJSON.Value)] { [("to", .text(to)), ("text", .text(text))] }
}

extension Conversation: FlatRecord {
  var fields: [(name: String, value: FlatJSON.Value)] {
    [
      ("timesLanguageAsked", .number(timesLanguageAsked)), ("timesNumberAsked", .number(timesNumberAsked)),
      ("confirmedIn", .text(confirmedIn?.code)),
    ] + (helpSaid.map { [("helpSaid", .json(Self.json($0)))] } ?? [])
  }

  /// Codes of languages need no escaping.
  private static func json(_ said: [String: Int]) -> String {
    "{" + said.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",") + "}"
  }
}

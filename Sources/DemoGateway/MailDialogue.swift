/// One client's talk with the mailbox: its lines in, our replies out (RFC 5321). A value that knows of no connection.
struct MailDialogue: Sendable {
  struct Letter: Sendable, Equatable {
    let from: String
    var to: [String] = []
    /// With CRLF, dots as they were before they were stuffed.
    var bytes: [UInt8] = []
  }

  struct Answer: Sendable, Equatable {
    /// Lines without their ends; none to say nothing.
    var lines: [String]
    /// To be kept before the answer is given.
    var letter: Letter?
    /// How the answer is given.
    var fault = MailFaults.Fault.none
    var isGoodbye = false
  }

  /// As EHLO says: ten mebibytes.
  static let mostBytes = 10 << 20

  private var letter: Letter?
  private var isInLetter = false

  static let greeting = Answer(lines: ["220 demo mailbox"])

  /// - Parameter line: without its CRLF.
  /// - Parameter fault: what goes wrong at a moment.
  mutating func hear(_ line: [UInt8], fault: (MailFaults.Moment) -> MailFaults.Fault) -> Answer {
    if isInLetter { return read(line, fault) }
    let text = String(decoding: line, as: UTF8.self)
    let verb = text.prefix { $0 != " " }.uppercased()
    switch verb {
    case "HELO", "EHLO": return greet(verb)
    case "MAIL": return begin(text)
    case "RCPT": return address(text, fault)
    case "DATA": return beginReading()
    case "RSET":
      letter = nil
      return Answer(lines: ["250 OK"])
    case "NOOP": return Answer(lines: ["250 OK"])
    case "VRFY": return Answer(lines: ["252 Perhaps"])
    case "QUIT": return Answer(lines: ["221 Goodbye"], isGoodbye: true)
    default: return Answer(lines: ["500 What?"])
    }
  }

  private mutating func greet(_ verb: String) -> Answer {
    letter = nil
    let extensions = ["250-demo mailbox", "250-SIZE \(Self.mostBytes)", "250-8BITMIME", "250 SMTPUTF8"]
    return Answer(lines: verb == "EHLO" ? extensions : ["250 demo mailbox"])
  }

  private mutating func begin(_ command: String) -> Answer {
    guard letter == nil else { return Answer(lines: ["503 One at a time"]) }
    guard let from = Self.path(command, "FROM:") else { return Answer(lines: ["501 MAIL FROM:<address>"]) }
    letter = Letter(from: from)
    return Answer(lines: ["250 OK"])
  }

  private mutating func address(_ command: String, _ fault: (MailFaults.Moment) -> MailFaults.Fault) -> Answer {
    guard letter != nil else { return Answer(lines: ["503 From whom?"]) }
    guard let to = Self.path(command, "TO:"), !to.isEmpty else { return Answer(lines: ["501 RCPT TO:<address>"]) }
    switch fault(.recipient) {
    case .noSuchMailbox: return Answer(lines: ["550 5.1.1 No such mailbox"])
    case .busy: return Answer(lines: ["451 4.7.1 Try again later"])
    case .none, .notThere, .drip, .rejected, .lateAnswer, .dripAnswer, .lostAnswer:
      letter?.to.append(to)
      return Answer(lines: ["250 OK"])
    }
  }

  private mutating func beginReading() -> Answer {
    guard letter?.to.isEmpty == false else { return Answer(lines: ["503 To whom?"]) }
    isInLetter = true
    return Answer(lines: ["354 Go on, and end with a dot"])
  }

  private mutating func read(_ line: [UInt8], _ fault: (MailFaults.Moment) -> MailFaults.Fault) -> Answer {
    guard line == [UInt8(ascii: ".")] else {
      // What is over the limit isn't worth its memory.
      if letter.map({ $0.bytes.count <= Self.mostBytes }) == true {
        letter?.bytes += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
        letter?.bytes += [0x0D, 0x0A]
      }
      return Answer(lines: [])
    }
    isInLetter = false
    guard let letter = self.letter else { return Answer(lines: ["503 From whom?"]) }
    self.letter = nil
    guard letter.bytes.count <= Self.mostBytes else { return Answer(lines: ["552 Too long"]) }
    let fault = fault(.letter)
    guard fault != .rejected else { return Answer(lines: ["554 5.7.1 Rejected"]) }
    return Answer(lines: ["250 Kept"], letter: letter, fault: fault)
  }

  /// The address in "MAIL FROM:<a@b> SIZE=1"; empty for "<>".
  private static func path(_ command: String, _ word: String) -> String? {
    let rest = command.dropFirst(5)
    guard rest.uppercased().hasPrefix("\(word)<"), let start = rest.firstIndex(of: "<"),
      let end = rest[start...].firstIndex(of: ">")
    else { return nil }
    return String(rest[rest.index(after: start)..<end])
  }
}

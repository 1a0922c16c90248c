import NIOCore
import Testing

@testable import DemoGateway

@Suite struct `A dialogue with the mailbox` {
  /// What is said to each line, by code; 0 for nothing.
  private func codes(_ lines: [String]) -> [Int] {
    var dialogue = MailDialogue()
    return lines.map { line in
      dialogue.hear(Array(line.utf8)) { _ in .none }.lines.last.flatMap { Int($0.prefix(3)) } ?? 0
    }
  }

  @Test func `goes in order`() {
    #expect(
      codes(["RCPT TO:<a@b>", "DATA", "MAIL FROM:<a@b>", "DATA", "MAIL FROM:<a@b>"]) == [
        503, 503, 250, 503, 503,
      ])
    #expect(
      codes(["mail from:<a@b> SIZE=1", "rcpt to:<c@d>", "data", ".", "quit"]) == [
        250, 250, 354, 250, 221,
      ])
    #expect(codes(["MAIL FROM:<a@b>", "RSET", "RCPT TO:<c@d>"]) == [250, 250, 503])
    #expect(codes(["MAIL FROM:<a@b>", "EHLO x", "RCPT TO:<c@d>"]) == [250, 250, 503])
    #expect(
      codes(["MAIL a@b", "MAIL FROM:<>", "RCPT TO:<>", "NOOP", "VRFY a", "", "HELP"]) == [
        501, 250, 501, 250, 252, 500, 500,
      ])
  }

  @Test func `takes the stuffing out of the dots, and ends at a dot alone`() {
    var dialogue = MailDialogue()
    var letter: MailDialogue.Letter?
    for line in [
      "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<e@f>", "DATA", "..", "..x", "x.", "QUIT", ".",
    ] {
      let answer = dialogue.hear(Array(line.utf8)) { _ in .none }
      letter = answer.letter ?? letter
    }
    #expect(
      letter
        == .init(from: "a@b", to: ["c@d", "e@f"], bytes: Array(".\r\n.x\r\nx.\r\nQUIT\r\n".utf8)))
  }

  @Test func `refuses a letter over the size it advertises`() {
    let part = Array(repeating: UInt8(ascii: "x"), count: 1 << 20)
    for (count, code) in [(9, "250"), (11, "552")] {
      var dialogue = MailDialogue()
      for line in ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"] {
        _ = dialogue.hear(Array(line.utf8)) { _ in .none }
      }
      for _ in 0..<count { _ = dialogue.hear(part) { _ in .none } }
      let answer = dialogue.hear([UInt8(ascii: ".")]) { _ in .none }
      #expect(answer.lines.first?.hasPrefix(code) == true)
      #expect((answer.letter != nil) == (code == "250"))
    }
  }
}

@Suite struct `A line of mail` {
  /// The lines after each part has come in.
  private func lines(_ parts: [String]) throws -> [[String]] {
    var lines = MailLines()
    var buffer = ByteBuffer()
    return try parts.map { part in
      buffer.writeString(part)
      var found: [String] = []
      while let line = try lines.next(in: &buffer) { found.append(String(buffer: line)) }
      return found
    }
  }

  @Test func `ends in CRLF, wherever it was broken, and in nothing else`() throws {
    #expect(try lines(["a", "b\r", "\nc\r\n\r\nd"]) == [[], [], ["ab", "c", ""]])
    #expect(try lines(["a\n.\nb\r.\r", "\n"]) == [[], ["a\n.\nb\r."]])
    #expect(try lines(["\n", "\r\n"]) == [[], ["\n"]])
  }

  @Test func `has an end`() throws {
    let most = String(repeating: "x", count: MailLines.mostBytes)
    #expect(try lines([most, "\r\n"]).last == [most])
    #expect(throws: MailLines.TooLong.self) { try lines([most + "x"]) }
  }
}

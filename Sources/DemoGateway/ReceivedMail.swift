import Foundation

/// A mail as the partner's server got it.
package struct ReceivedMail: Encodable, Sendable, Equatable {
  package struct Field: Encodable, Sendable, Equatable {
    package let name: String
    /// On one line, with its encoded words (RFC 2047) read.
    package let value: String
  }

  /// Counts up from 1.
  package let seq: Int
  /// The envelope's, not the header's.
  package let from: String
  package let to: [String]
  package let headers: [Field]
  /// The body, read by its Content-Transfer-Encoding, as UTF-8 with line feeds. The parts of a multipart body stay
  /// as they are.
  package let text: String
  /// As it came, with CRLF.
  package let bytes: [UInt8]

  enum CodingKeys: String, CodingKey {
    case seq, from, to, headers, text
  }

  init(_ letter: MailDialogue.Letter, seq: Int) {
    self.seq = seq
    from = letter.from
    to = letter.to
    bytes = letter.bytes
    let data = Data(letter.bytes)
    let gap = data.range(of: Data("\r\n\r\n".utf8))
    headers = Self.headers(String(decoding: data[..<(gap?.lowerBound ?? data.endIndex)], as: UTF8.self))
    let body = data[(gap?.upperBound ?? data.endIndex)...]
    let encoding = headers.first { $0.name.lowercased() == "content-transfer-encoding" }?.value.lowercased()
    text = MailText.body(Array(body), encoding: encoding ?? "7bit")
  }

  /// The first header of that name, whatever its case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  private static func headers(_ head: String) -> [Field] {
    // A line that begins with a blank goes on with the one before (RFC 5322, 2.2.3).
    let unfolded = head.replacing(/\r\n(?=[ \t])/, with: "")
    return unfolded.split(separator: "\r\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return Field(name: String(line[..<colon]), value: MailText.header(value))
    }
  }
}

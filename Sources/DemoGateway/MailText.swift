import Foundation

/// Mail's ways of writing text in ASCII, read (RFC 2045 and 2047; UTF-8 only).
enum MailText {
  /// - Parameter encoding: a Content-Transfer-Encoding in lower case; one that isn't known leaves the bytes alone.
  static func body(_ bytes: [UInt8], encoding: String) -> String {
    let decoded =
      switch encoding {
      case "base64": base64(bytes)
      case "quoted-printable": quotedPrintable(bytes)
      default: bytes
      }
    return String(decoding: decoded, as: UTF8.self).replacing("\r\n", with: "\n")
  }

  /// Reads "=?utf-8?B?xbzDs8WCdw==?=" and its like; what lies between two of them is left out.
  static func header(_ value: String) -> String {
    let joined = value.replacing(/\?=[ \t]+=\?/, with: "?==?")
    return joined.replacing(/=\?([^?]+)\?([BbQq])\?([^?]*)\?=/) { word in
      guard ["utf-8", "us-ascii"].contains(word.output.1.lowercased()) else { return String(word.output.0) }
      let text = Array(word.output.3.utf8)
      let bytes =
        word.output.2.lowercased() == "b"
        ? base64(text) : quotedPrintable(text.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters).map(Array.init) ?? bytes
  }

  private static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
    var decoded: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        decoded.append(byte)
        continue
      }
      let pair = rest.prefix(2)
      if pair.elementsEqual([0x0D, 0x0A]) {
        rest = rest.dropFirst(2)
      } else if pair.count == 2, let value = UInt8(String(decoding: pair, as: UTF8.self), radix: 16) {
        decoded.append(value)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }
}

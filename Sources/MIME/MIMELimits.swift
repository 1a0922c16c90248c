/// Looks over the bytes of a message before a parser sees them: what would make it a million parts, fields or levels is
/// refused while it is still bytes. Generous: a newsletter of the worst kind stays far below.
enum MIMELimits {
  static let boundaryLines = 2000
  static let fieldLines = 20_000
  static let headBytes = 256 << 10
  /// Mentions of a boundary or of a message inside: each level of nesting needs one.
  static let levels = 200
  /// How deep parts are followed.
  static let depth = 16
  static let parts = 100
  /// What is kept of a text, in bytes: some thirty pages.
  static let textBytes = 64 << 10
  /// What is read of a page.
  static let pageBytes = 1 << 20

  static func check(_ bytes: [UInt8]) throws(MIMEFault) {
    var counts = Counts()
    var start = 0
    var inHead = true
    bytes.withUnsafeBufferPointer { bytes in
      while start < bytes.count {
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        if line.isEmpty || line.count == 1 && line[0] == 0x0D { inHead = false }
        if inHead { counts.headBytes += line.count }
        counts.take(line)
        start = end + 1
      }
    }
    guard counts.headBytes <= headBytes, counts.fields <= fieldLines else { throw .tooManyFields }
    guard counts.boundaries <= boundaryLines else { throw .tooManyParts }
    guard counts.levels <= levels else { throw .tooDeep }
  }

  private struct Counts {
    var headBytes = 0
    var fields = 0
    var boundaries = 0
    var levels = 0

    mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
      guard line.count > 1 else { return }
      if line[0] == 0x2D, line[1] == 0x2D { boundaries += 1 }
      if Self.isField(line) { fields += 1 }
      levels += Self.count("boundary", in: line) + Self.count("message/", in: line)
    }

    /// A name, a colon.
    private static func isField(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
      for byte in line {
        if byte == 0x3A { return true }
        if byte <= 0x20 || byte >= 0x7F { return false }
      }
      return false
    }

    /// In any case of the letters.
    private static func count(_ word: StaticString, in line: UnsafeBufferPointer<UInt8>) -> Int {
      let length = word.utf8CodeUnitCount
      guard line.count >= length else { return 0 }
      var count = 0
      for start in 0...(line.count - length) where line[start] | 0x20 == word.utf8Start[0] {
        var index = 1
        while index < length, line[start + index] | 0x20 == word.utf8Start[index] { index += 1 }
        if index == length { count += 1 }
      }
      return count
    }
  }
}

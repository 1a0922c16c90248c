import Foundation

/// Reads `multipart/form-data` (RFC 7578): parts between boundaries, each with a name, some with a file.
struct Multipart {
  private let body: [UInt8]
  private let boundary: [UInt8]

  /// Nil when the type names no boundary.
  init?(_ body: [UInt8], type: MediaType) {
    guard let boundary = type.parameters["boundary"], (1...200).contains(boundary.utf8.count) else { return nil }
    self.body = body
    self.boundary = Array("--".utf8) + Array(boundary.utf8)
  }

  private static let longestHead = 8 << 10

  /// Nil when it isn't what it says: no boundary, a part without a name, no end.
  func read(_ charset: Charset) -> FormTree? {
    var posted = PostedFields()
    guard var start = after(line(from: 0)) else { return nil }
    while let end = line(from: start) {
      guard let part = part(in: body[start..<max(start, contentEnd(before: end))], charset) else { return nil }
      guard posted.add(part.name, part.value) else { return nil }
      guard let next = after(end) else { return posted.tree }
      start = next
    }
    return nil
  }

  /// Where the next line begins that is a boundary.
  private func line(from: Int) -> Int? {
    var from = from
    while let found = body.index(of: boundary, from: from) {
      if found == 0 || body[found - 1] == 0x0A, isDelimiter(found + boundary.count) { return found }
      from = found + 1
    }
    return nil
  }

  /// A longer text that begins like the boundary isn't one.
  private func isDelimiter(_ index: Int) -> Bool {
    let rest = body[min(index, body.count)...].prefix(2)
    return rest.isEmpty || rest.elementsEqual([0x2D, 0x2D]) || [0x0D, 0x0A, 0x20, 0x09].contains(rest.first ?? 0)
  }

  /// The first byte after the boundary's line; nil after the last boundary.
  private func after(_ line: Int?) -> Int? {
    guard let line else { return nil }
    let end = line + boundary.count
    if body[min(end, body.count)...].starts(with: [0x2D, 0x2D]) { return nil }
    return body[min(end, body.count)...].firstIndex(of: 0x0A).map { $0 + 1 }
  }

  /// The line end before a boundary belongs to the boundary.
  private func contentEnd(before line: Int) -> Int {
    let newline = line - 1
    return newline > 0 && body[newline - 1] == 0x0D ? newline - 1 : newline
  }

  private func part(in bytes: ArraySlice<UInt8>, _ charset: Charset) -> (name: String, value: FormTree)? {
    guard let blank = Self.blank(in: bytes) else { return nil }
    let head = charset.text(Array(bytes[..<blank.lowerBound]))
    let content = Array(bytes[blank.upperBound...])
    var disposition: MediaType?
    for line in head.split(whereSeparator: \.isNewline) {
      let pair = line.split(separator: ":", maxSplits: 1)
      guard pair.count == 2, pair[0].lowercased() == "content-disposition" else { continue }
      disposition = MediaType(String(pair[1]))
    }
    guard let disposition, let name = disposition.parameters["name"] else { return nil }
    guard let file = disposition.parameters["filename*"] ?? disposition.parameters["filename"] else {
      return (name, .text(charset.text(content)))
    }
    // A browser posts a part without bytes for a file that nobody chose.
    if file.isEmpty && content.isEmpty { return (name, .nothing) }
    return (
      name,
      .object([
        .init("file_name", .text(file.isEmpty ? "file" : file)),
        .init("content", .text(Data(content).base64EncodedString())),
      ])
    )
  }

  /// The empty line between head and content.
  private static func blank(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    let head = bytes.prefix(longestHead)
    var index = head.startIndex
    while let newline = head[index...].firstIndex(of: 0x0A) {
      let next = head[(newline + 1)...]
      if next.starts(with: [0x0D, 0x0A]) { return newline + 1..<newline + 3 }
      if next.first == 0x0A { return newline + 1..<newline + 2 }
      index = newline + 1
    }
    return nil
  }
}

extension [UInt8] {
  fileprivate func index(of needle: [UInt8], from: Int) -> Int? {
    guard let first = needle.first, from >= 0 else { return nil }
    var index = from
    while index + needle.count <= count {
      guard let found = self[index...].firstIndex(of: first), found + needle.count <= count else { return nil }
      if self[found..<found + needle.count].elementsEqual(needle) { return found }
      index = found + 1
    }
    return nil
  }
}

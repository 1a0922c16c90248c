import CMIME

/// Goes through the parts of a message.
struct MIMEContents {
  private(set) var text = ""
  private(set) var attachments: [MIMEMessage.Attachment] = []
  private(set) var report: DeliveryReport?
  private var parts = 0

  mutating func take(_ part: OpaquePointer, depth: Int) throws(MIMEFault) {
    parts += 1
    guard parts <= MIMELimits.parts else { throw .tooManyParts }
    guard depth <= MIMELimits.depth else { throw .tooDeep }
    let type = taken(cmime_type(part)) ?? ""
    let children = Self.children(of: part)
    if type == "multipart/report" { report = DeliveryReport(children) ?? report }
    if type == "multipart/alternative", let best = Self.best(of: children) { return try take(best, depth: depth + 1) }
    if !children.isEmpty {
      for child in children { try take(child, depth: depth + 1) }
      return
    }
    if !cmime_is_attachment(part), let words = Self.words(of: part, type) {
      append(words)
    } else {
      attach(part, type)
    }
  }

  private mutating func append(_ words: String) {
    let room = MIMELimits.textBytes - text.utf8.count
    guard room > 0, words.contains(where: { !$0.isWhitespace }) else { return }
    if !text.isEmpty { text += "\n\n" }
    // Whole lines end in "\n" alone, whatever the sender's machine does.
    let plain = words.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    text += plain.utf8.count <= room ? plain : String(decoding: plain.utf8.prefix(room), as: UTF8.self)
  }

  private mutating func attach(_ part: OpaquePointer, _ type: String) {
    var length = 0
    guard let content = cmime_content(part, &length) else { return }
    defer { cmime_release(content) }
    let bytes = content.withMemoryRebound(to: UInt8.self, capacity: length) {
      Array(UnsafeBufferPointer(start: $0, count: length))
    }
    guard !bytes.isEmpty else { return }
    let name = cmime_filename(part).map { String(cString: $0) }
    attachments.append(.init(name: name, type: type, bytes: bytes))
  }

  private static func children(of part: OpaquePointer) -> [OpaquePointer] {
    var children: [OpaquePointer] = []
    while children.count <= MIMELimits.parts, let child = cmime_child(part, Int32(children.count)) {
      children.append(child)
    }
    return children
  }

  /// Of the same said several times (RFC 2046, 5.1.4): the plain one, else the HTML, else what holds others (a page with its
  /// pictures), else the last, which is the richest.
  private static func best(of children: [OpaquePointer]) -> OpaquePointer? {
    let types = children.map { taken(cmime_type($0)) ?? "" }
    func first(_ matches: (String) -> Bool) -> OpaquePointer? {
      zip(children, types).first { child, type in
        matches(type) && (words(of: child, type) ?? "x").contains { !$0.isWhitespace }
      }?.0
    }
    return first { $0 == "text/plain" } ?? first { $0 == "text/html" } ?? first { $0.hasPrefix("multipart/") }
      ?? children.last
  }

  private static func words(of part: OpaquePointer, _ type: String) -> String? {
    switch type {
    case "text/plain": taken(cmime_text(part))
    case "text/html":
      taken(cmime_text(part)).map {
        HTMLText.plain(String(decoding: $0.utf8.prefix(MIMELimits.pageBytes), as: UTF8.self))
      }
    case _: nil
    }
  }
}

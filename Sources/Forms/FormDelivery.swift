import Foundation

/// What a form provider posted: the bytes, and the headers that say how to read them.
package struct FormDelivery: Sendable, Equatable {
  /// By names in lower case; only those of `kept` stay.
  package let headers: [String: String]
  package let body: Data

  package init(headers: [String: String], body: Data) {
    self.headers = headers.filter { Self.isKept($0.key) && !$0.value.contains(where: \.isNewline) }
    self.body = body
  }

  /// How to read it, and which delivery it is; signatures have done their work.
  private static func isKept(_ name: String) -> Bool {
    ["content-type", "webhook-id", "svix-id"].contains(name) || name.hasPrefix("ce-")
  }

  // MARK: - On the disk

  /// Like an HTTP message: header lines, an empty line, the body.
  package var kept: Data {
    let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }
    return Data((lines.joined() + "\r\n").utf8) + body
  }

  /// - Parameter kept: what `kept` gave.
  package init(kept: Data) {
    var headers: [String: String] = [:]
    var rest = kept[...]
    while let newline = rest.firstIndex(of: 0x0A) {
      let line = String(decoding: rest[..<newline], as: UTF8.self).trimmingCharacters(in: .newlines)
      rest = rest[(newline + 1)...]
      if line.isEmpty { break }
      let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard pair.count == 2 else { continue }
      headers[String(pair[0])] = pair[1].trimmingCharacters(in: .whitespaces)
    }
    self.headers = headers
    body = Data(rest)
  }

  /// For a person, where it can't be read.
  package var shown: String {
    if let text = String(data: body, encoding: .utf8) { return text }
    return Charset().text(Array(body)) + "\n\nbase64: " + body.base64EncodedString()
  }

  // MARK: - As a tree

  /// Each submission in it: one, or as many as a batch holds. Nil when it isn't what its type says.
  var trees: [FormTree]? {
    guard let tree else { return nil }
    if case .list(let items) = tree { return items.allSatisfy(\.isObject) ? items.map(event) : nil }
    return tree.isObject ? [event(tree)] : nil
  }

  private var tree: FormTree? {
    let type = MediaType(headers["content-type"] ?? "")
    let (bytes, charset) = (Array(body), Charset())
    switch type.name {
    case "multipart/form-data": return Multipart(bytes, type: type)?.read(charset)
    case "application/x-www-form-urlencoded": return PostedFields.read(urlencoded: bytes, charset)
    // Plug-ins send JSON under any name (gateways.md A4.3).
    case _: return JSONText.read(charset.text(bytes))
    }
  }

  /// A CloudEvent in binary mode has its attributes in headers, and nothing but the data in the body.
  private func event(_ tree: FormTree) -> FormTree {
    guard headers["ce-specversion"] != nil else { return tree }
    let attributes = headers.filter { $0.key.hasPrefix("ce-") }.sorted { $0.key < $1.key }
      .map { FormTree.Field(String($0.key.dropFirst(3)), .text($0.value.removingPercentEncoding ?? $0.value)) }
    return .object(attributes + [.init("data", tree)])
  }
}

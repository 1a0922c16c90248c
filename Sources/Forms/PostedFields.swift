/// Builds a tree of named values, as a browser or PHP posts them: `name[first]`, `method[]`, the same name twice.
struct PostedFields {
  private(set) var tree = FormTree.object([])
  private var count = 0

  /// Beyond these a body isn't a form.
  static let most = 1000
  private static let deepest = 8

  /// - Returns: false when there are too many.
  mutating func add(_ name: String, _ value: FormTree) -> Bool {
    count += 1
    guard count <= Self.most else { return false }
    Self.put(value, at: Self.path(name)[...], in: &tree)
    return true
  }

  /// "a[b][]" is a, b and "next of the list". A name that isn't written so is itself.
  private static func path(_ name: String) -> [String] {
    guard name.hasSuffix("]"), let open = name.firstIndex(of: "["), open > name.startIndex else { return [name] }
    let inner = name[name.index(after: open)...].dropLast().components(between: "][")
    guard inner.count <= deepest, !inner.contains(where: { $0.contains("[") || $0.contains("]") }) else {
      return [name]
    }
    return [String(name[..<open])] + inner
  }

  private static func put(_ value: FormTree, at path: ArraySlice<String>, in tree: inout FormTree) {
    guard let key = path.first else {
      switch tree {
      case .nothing: tree = value
      case .list(let items): tree = .list(items + [value])
      case .object, .text, .number, .yesNo: tree = .list([tree, value])
      }
      return
    }
    if key.isEmpty, path.count == 1 {
      tree = .list(tree.items + [value])
      return
    }
    var fields = tree.fields
    if let index = fields.lastIndex(where: { $0.key == key }) {
      put(value, at: path.dropFirst(), in: &fields[index].value)
    } else {
      var made = FormTree.nothing
      put(value, at: path.dropFirst(), in: &made)
      fields.append(.init(key, made))
    }
    tree = .object(fields)
  }
}

extension Substring {
  fileprivate func components(between separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

// MARK: - application/x-www-form-urlencoded

extension PostedFields {
  /// Nil when it has more fields than a form. A percent sign that encodes nothing is one.
  static func read(urlencoded body: [UInt8], _ charset: Charset) -> FormTree? {
    var posted = PostedFields()
    for pair in body.split(separator: UInt8(ascii: "&")) {
      let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
      let name = charset.text(decoded(pair[..<equals]))
      guard posted.add(name, .text(charset.text(decoded(pair[equals...].dropFirst())))) else { return nil }
    }
    return posted.tree
  }

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "+"): decoded.append(0x20)
      case UInt8(ascii: "%"):
        let digits = String(decoding: bytes[index...].prefix(2), as: UTF8.self)
        if digits.utf8.count == 2, digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16) {
          decoded.append(value)
          index += 2
        } else {
          decoded.append(byte)
        }
      case _: decoded.append(byte)
      }
    }
    return decoded
  }
}

/// What was posted, as a tree that keeps the order of its fields: an adviser reads the answers as they stood on the form.
package indirect enum FormTree: Sendable, Equatable {
  package struct Field: Sendable, Equatable {
    package let key: String
    package var value: FormTree

    package init(_ key: String, _ value: FormTree) {
      self.key = key
      self.value = value
    }
  }

  case object([Field])
  case list([FormTree])
  case text(String)
  /// As it was written: "1234.00" stays so.
  case number(String)
  case yesNo(Bool)
  case nothing

  /// `nothing` where there is no such key. Of a key that stands twice the last counts, as everywhere.
  package subscript(key: String) -> FormTree {
    guard case .object(let fields) = self else { return .nothing }
    return fields.last { $0.key == key }?.value ?? .nothing
  }

  package subscript(index: Int) -> FormTree {
    guard case .list(let items) = self, items.indices.contains(index) else { return .nothing }
    return items[index]
  }

  package var fields: [Field] {
    if case .object(let fields) = self { fields } else { [] }
  }

  package var items: [FormTree] {
    if case .list(let items) = self { items } else { [] }
  }

  var isObject: Bool { if case .object = self { true } else { false } }

  /// A text or a number that says something.
  package var scalar: String? {
    switch self {
    case .text(let text), .number(let text): text.allSatisfy(\.isWhitespace) ? nil : text
    case .object, .list, .yesNo, .nothing: nil
    }
  }
}

// MARK: - As a person reads it

extension FormTree {
  /// Nil when nothing was answered.
  package var answer: String? {
    switch self {
    case .text, .number: scalar
    case .yesNo(let yes): yes ? "yes" : "no"
    case .nothing: nil
    case .list(let items):
      items.compactMap(\.answer).joined(separator: items.contains(where: \.isObject) ? " | " : ", ").nonEmpty
    case .object(let fields): file?.described ?? Composite.text(fields) ?? Self.listed(fields)
    }
  }

  /// Boxes to tick come as an object of booleans: those that were.
  private static func listed(_ fields: [Field]) -> String? {
    if !fields.isEmpty, fields.allSatisfy({ if case .yesNo = $0.value { true } else { false } }) {
      return fields.filter { $0.value == .yesNo(true) }.map(\.key).joined(separator: ", ").nonEmpty
    }
    return fields.compactMap { field in field.value.answer.map { "\(field.key): \($0)" } }.joined(separator: "; ")
      .nonEmpty
  }

  /// A file that somebody sent along; its bytes in base64, as they came.
  package struct File: Sendable, Equatable {
    package let name: String
    package let content: String

    var described: String { "\(name) (\(content.utf8.count / 4 * 3) bytes)" }
  }

  /// Open Forms' shape; parts of a multipart body are brought into it.
  var file: File? {
    guard let name = self["file_name"].scalar, case .text(let content) = self["content"] else { return nil }
    return File(name: name, content: content)
  }

  /// All files in it, however deep.
  package var files: [File] {
    if let file { return [file] }
    switch self {
    case .object(let fields): return fields.flatMap(\.value.files)
    case .list(let items): return items.flatMap(\.files)
    case .text, .number, .yesNo, .nothing: return []
    }
  }
}

extension String {
  var nonEmpty: String? { isEmpty ? nil : self }
}

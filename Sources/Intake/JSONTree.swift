import Foundation

/// JSON of others, where every field may be missing or of another type.
struct JSONTree {
  private let value: Any?

  /// Nil when it isn't JSON: broken, not UTF-8, nested over 512 deep.
  init?(_ bytes: Data) {
    do { value = try JSONSerialization.jsonObject(with: bytes) } catch { return nil }
  }

  private init(_ value: Any?) { self.value = value }

  subscript(key: String) -> JSONTree { JSONTree((value as? [String: Any])?[key]) }

  var isObject: Bool { value is [String: Any] }

  /// The items of a list; nil when it isn't one.
  var items: [JSONTree]? { (value as? [Any])?.map { JSONTree($0) } }

  /// Text; numbers as they are written, since senders disagree about quotes.
  var text: String? {
    switch value {
    case let text as String: text
    case let number as NSNumber: number.stringValue
    case _: nil
    }
  }

  /// Text that says something.
  var nonEmptyText: String? { text.flatMap { $0.isEmpty ? nil : $0 } }

  var keys: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }

  /// Written out again, for a person to look at.
  var written: String {
    guard let value, JSONSerialization.isValidJSONObject(value) else { return text ?? "" }
    do {
      let bytes = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes])
      return String(decoding: bytes, as: UTF8.self)
    } catch { return "" }
  }
}

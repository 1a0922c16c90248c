import Mustache

/// Escapes for HTML by Unicode scalar.
///
/// Mustache's own escaping goes by Swift character, and there `"` followed by a combining mark, or `<` after
/// U+0600, is one character that is neither `"` nor `<`: it came out unescaped, and a browser, which goes by
/// code point, would have read it as markup.
struct ScalarHTML: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case _: escaped.append(scalar)
      }
    }
    return String(escaped)
  }

  /// A page's template. Throws what Mustache finds wrong with it. No partials: they fall back to Mustache's escaping.
  static func template(_ source: String) throws -> MustacheTemplate {
    MustacheContentTypes.register(ScalarHTML(), named: "SCALAR_HTML")
    return try MustacheTemplate(string: "{{% CONTENT_TYPE:SCALAR_HTML}}" + source)
  }
}

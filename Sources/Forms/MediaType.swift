import Foundation

/// A `Content-Type` or `Content-Disposition`: a word and parameters, quoted or not.
struct MediaType: Sendable, Equatable {
  /// In lower case, "multipart/form-data".
  let name: String
  let parameters: [String: String]

  init(_ header: String) {
    var rest = header.prefix(4096)
    name = rest.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    rest = rest.drop { $0 != ";" }.dropFirst()
    var parameters: [String: String] = [:]
    while !rest.isEmpty, parameters.count < 20 {
      let key = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else {
        rest = rest.dropFirst()
        continue
      }
      rest = rest.dropFirst()
      let value = Self.value(&rest)
      let word = key.trimmingCharacters(in: .whitespaces).lowercased()
      parameters[word] = word.hasSuffix("*") ? Self.extended(value) : value
      rest = rest.drop { $0 != ";" }.dropFirst()
    }
    self.parameters = parameters
  }

  private static func value(_ rest: inout Substring) -> String {
    guard rest.first == "\"" else {
      let value = rest.prefix { $0 != ";" }
      rest = rest.dropFirst(value.count)
      return value.trimmingCharacters(in: .whitespaces)
    }
    rest = rest.dropFirst()
    var value = ""
    while let sign = rest.popFirst(), sign != "\"" {
      // Browsers escape nothing but the quote, and write a Windows path as it is.
      if sign == "\\", rest.first == "\"" { value.append(rest.removeFirst()) } else { value.append(sign) }
    }
    // As the WHATWG has browsers write a quote or a line end in a name.
    return value.replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
  }

  /// `UTF-8''na%C3%AFve.txt` (RFC 8187).
  private static func extended(_ value: String) -> String {
    let pieces = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard pieces.count == 3 else { return value }
    return String(pieces[2]).removingPercentEncoding ?? value
  }
}

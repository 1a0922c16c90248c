/// What a browser asks for with `Accept-Language` (RFC 9110 §12.5.4).
package enum LanguagePreference {
  /// The offered code with the highest weight, the first of equals; nil when none is named.
  /// "*" names none: taking it for a language would be a silent default.
  package static func best(acceptLanguage: String?, offered: [String]) -> String? {
    guard let header = acceptLanguage, header.utf8.count <= longestHeader else { return nil }
    var best: (code: String, weight: Int)?
    for part in header.split(separator: ",").prefix(mostRanges) {
      let pieces = part.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmingSpaces }
      guard let range = pieces.first, let weight = weight(of: pieces.dropFirst()), weight > 0 else {
        continue
      }
      let code = range.prefix { $0 != "-" }.lowercased()
      if offered.contains(code), weight > best?.weight ?? 0 { best = (code, weight) }
    }
    return best?.code
  }

  /// Bytes and ranges beyond which a header is not a browser's.
  private static let longestHeader = 4096
  private static let mostRanges = 50

  /// Thousandths; 1000 without a "q"; nil when it is not what the RFC allows: the range is then passed over.
  private static func weight(of parameters: ArraySlice<Substring>) -> Int? {
    guard let parameter = parameters.first else { return 1000 }
    guard parameters.count == 1, let match = parameter.wholeMatch(of: /[qQ]=([01])(?:\.([0-9]{0,3}))?/) else {
      return nil
    }
    let decimals = String(match.2 ?? "")
    guard let fraction = Int(decimals.padded), let whole = Int(match.1) else { return nil }
    let weight = whole * 1000 + fraction
    return weight <= 1000 ? weight : nil
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}

extension String {
  /// "5" as thousandths: "500".
  fileprivate var padded: String { self + String(repeating: "0", count: 3 - count) }
}

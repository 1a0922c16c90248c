import CCLD2

/// What CLD2, a detector of whole texts, makes of a message: one witness among others, weak on short ones.
struct WholeText {
  /// BCP-47 code to the share of the text, 0 to 1; what it doesn't know is left out.
  let shares: [String: Float]
  /// CLD2's own word for it.
  let isReliable: Bool

  init(_ text: String) {
    var text = text
    let found = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { ccld2_detect($0.baseAddress, $0.count) }
    }
    var shares: [String: Float] = [:]
    for language in [found.top.0, found.top.1, found.top.2] where language.percent > 0 {
      let code = withUnsafeBytes(of: language.code) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if code != "un", !code.isEmpty { shares[Self.ours[code] ?? code] = Float(language.percent) / 100 }
    }
    self.shares = shares
    isReliable = found.reliable
  }

  /// CLD2's code where it isn't the one our files use.
  private static let ours = ["no": "nb", "nn": "nb", "bs": "hr", "sr-ME": "sr", "iw": "he"]
}

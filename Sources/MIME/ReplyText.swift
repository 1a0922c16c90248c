/// What somebody wrote in a mail, without what it answers and without the signature.
package enum ReplyText {
  /// Where nothing would be left the whole text stays.
  /// - Parameter isForward: of a mail passed on, what follows the other mail's head is what it is about.
  package static func cut(_ text: String, isForward: Bool) -> String {
    var kept: [Substring] = []
    var passedOn = isForward
    var hasWords = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let bare = line.trimmed
      if isForwardMark(bare) { passedOn = true }
      if hasWords, !passedOn, isAnswerMark(bare) { break }
      if hasWords, !passedOn, isSignature(line, bare) { break }
      guard passedOn || !bare.hasPrefix(">") else { continue }
      kept.append(line)
      hasWords = hasWords || !bare.isEmpty
    }
    while !passedOn, let last = kept.last, last.trimmed.isEmpty || isAttribution(last.trimmed) { kept.removeLast() }
    let result = kept.joined(separator: "\n").trimmed
    return result.isEmpty ? String(text.trimmed) : String(result)
  }

  /// Subjects of mails passed on.
  package static func isForward(subject: String) -> Bool {
    let start = subject.trimmed.lowercased()
    return ["fwd:", "fw:", "doorst:", "wg:", "pd:", "tr:", "rv:", "i:"].contains { start.hasPrefix($0) }
  }

  private static func isForwardMark(_ line: Substring) -> Bool {
    let small = line.lowercased()
    return line.hasPrefix("-") && line.utf8.count < 80
      && ["forwarded message", "doorgestuurd bericht", "weitergeleitete nachricht", "przekazana wiadomość"].contains {
        small.contains($0)
      } || small.hasPrefix("begin forwarded message") || small.hasPrefix("begin doorgestuurd bericht")
  }

  private static func isAnswerMark(_ line: Substring) -> Bool {
    guard line.utf8.count < 200 else { return false }
    let small = line.lowercased()
    return line.hasPrefix("-----")
      && ["original message", "oorspronkelijk bericht", "ursprüngliche nachricht", "wiadomość oryginalna"].contains {
        small.contains($0)
      } || line.count >= 20 && line.allSatisfy { $0 == "_" }
  }

  /// "Op ma 23 nov 2026 om 10:12 schreef Jan <jan@…>:", which stands above what is quoted.
  private static func isAttribution(_ line: Substring) -> Bool {
    let small = line.lowercased()
    return line.hasSuffix(":") && line.utf8.count < 300
      && [" schreef", " wrote", " schrieb", " napisał", " escribió", " a scris"].contains { small.contains($0) }
  }

  private static let signOffs = [
    "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "vriendelijke groeten", "mvg", "groet",
    "groeten", "hartelijke groet", "hartelijke groeten", "met hartelijke groet", "kind regards", "best regards",
    "regards", "best wishes", "with kind regards", "mit freundlichen grüßen", "viele grüße", "pozdrawiam",
    "z poważaniem", "cu stimă", "saludos", "un saludo", "üdvözlettel",
  ]

  /// The line of RFC 3676, 4.3, with or without its blank, or a way of saying goodbye that has the line to itself.
  private static func isSignature(_ line: Substring, _ bare: Substring) -> Bool {
    if bare == "--" { return true }
    let words = bare.lowercased().filter { $0.isLetter || $0.isWhitespace }
    return bare.utf8.count <= 60 && signOffs.contains(words.trimmed.description)
  }
}

extension StringProtocol {
  fileprivate var trimmed: SubSequence {
    guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}

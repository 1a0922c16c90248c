extension MIMEMessage {
  /// Why nobody wrote it by hand: a code; nil when somebody seems to have. Such a mail is never answered (RFC 3834, 2).
  /// - Parameter own: the addresses by which the reader itself sends.
  package func automatic(own: [String]) -> String? {
    let names = Set(fields.map { $0.name.lowercased() })
    // RFC 3834, 5: whatever isn't "no".
    if let value = field("Auto-Submitted"), word(value) != "no" { return "auto_submitted" }
    if report != nil { return "delivery_report" }
    if let path = field("Return-Path"), path.filter({ !$0.isWhitespace }) == "<>" { return "no_return_path" }
    if let value = field("Precedence"), ["bulk", "junk", "list", "auto_reply"].contains(word(value)) { return "bulk" }
    if names.contains(where: { $0.hasPrefix("list-") }) { return "list" }
    if !names.isDisjoint(with: ["x-autoreply", "x-autorespond", "x-auto-reply", "x-autoreply-from", "x-loop"]) {
      return "auto_reply"
    }
    let from = Set(self.from.map { $0.lowercased() })
    if !from.isDisjoint(with: own.map { $0.lowercased() }) { return "own" }
    let daemons = ["mailer-daemon@", "postmaster@"]
    return from.contains { address in daemons.contains { address.hasPrefix($0) } } ? "mail_system" : nil
  }

  private func word(_ value: String) -> String {
    value.trimmingPrefix { $0.isWhitespace }.prefix { $0.isLetter || $0 == "-" || $0 == "_" }.lowercased()
  }
}

extension MIMEMessage {
  /// Whether the receiving server found that the mail does come from the domain of its From (RFC 8601).
  ///
  /// Only the topmost field of that server counts: a sender may have written others below, and a server puts its own on
  /// top. From holds exactly one address, or nothing is proven.
  /// - Parameter server: the server's name in the field, its authserv-id.
  package func isAuthenticated(by server: String) -> Bool {
    guard from.count == 1, let domain = from[0].split(separator: "@").last?.lowercased() else { return false }
    let results = fields.lazy.filter { $0.name.lowercased() == "authentication-results" }.map {
      AuthenticationResults($0.value)
    }
    guard let result = results.first(where: { $0.server == server.lowercased() }) else { return false }
    // What a sender chose may stand in the field, a mailbox name for one: a verdict that another contradicts is none.
    let dmarc = result.checks.filter { $0.method == "dmarc" }
    guard dmarc.allSatisfy({ $0.proves(domain) }) else { return false }
    let isSPF = result.checks.filter { $0.method == "spf" }.allSatisfy { $0.result == "pass" }
    return result.checks.contains { $0.proves(domain) && (isSPF || $0.method != "spf") }
  }
}

/// One field Authentication-Results.
struct AuthenticationResults: Equatable {
  struct Check: Equatable {
    /// "dkim", "spf", "dmarc".
    let method: String
    let result: String
    /// "header.d" → "example.org"
    let properties: [String: String]

    /// DMARC's rules (RFC 7489, 3.1) without its lists of public suffixes: the same domain, or one above it of at least two
    /// labels.
    func proves(_ domain: String) -> Bool {
      guard result == "pass" else { return false }
      switch method {
      case "dmarc": return properties["header.from"].map { $0 == domain } ?? false
      case "dkim": return isAligned(properties["header.d"] ?? host(properties["header.i"]), domain)
      case "spf": return isAligned(host(properties["smtp.mailfrom"]), domain)
      case _: return false
      }
    }

    private func host(_ address: String?) -> String? { address?.split(separator: "@").last.map(String.init) }

    private func isAligned(_ signer: String?, _ domain: String) -> Bool {
      guard let signer, signer.contains(".") else { return false }
      return signer == domain || domain.hasSuffix("." + signer)
    }
  }

  let server: String
  let checks: [Check]

  init(_ value: String) {
    let clauses = Self.bare(value.lowercased()).split(separator: ";").map { clause in
      clause.split(whereSeparator: \.isWhitespace).map(String.init)
    }
    // A version may stand behind the name.
    server = clauses.first?.first ?? ""
    checks = clauses.dropFirst().compactMap { words in
      let pairs = words.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
      guard let first = pairs.first else { return nil }
      let properties = pairs.dropFirst().map { ($0[0], $0[1]) }
      return Check(
        method: first[0].prefix { $0 != "/" }.description, result: first[1],
        properties: Dictionary(properties, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Without comments, and with nothing in a quoted string that would end it elsewhere.
  private static func bare(_ value: String) -> String {
    var bare = ""
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for character in value {
      defer { isEscaped = character == "\\" && !isEscaped }
      if isEscaped { continue }
      switch character {
      case "\"" where depth == 0: isQuoted.toggle()
      case "(" where !isQuoted: depth += 1
      case ")" where !isQuoted: depth = max(0, depth - 1)
      case _ where depth > 0: continue
      case _:
        bare.append(isQuoted && (character == ";" || character == "=" || character.isWhitespace) ? "_" : character)
      }
    }
    return bare
  }
}

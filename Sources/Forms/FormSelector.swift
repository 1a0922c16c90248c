/// Says where in a submission something stands: a question by key or label (`your-name`, `Phone number`), a path from
/// the top of the body (`$.data.name`, `$['1.3']`, `$.entry[0].id`), or several put together (`{1.3} {1.6}`).
package struct FormSelector: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case words(String)
    case path([Step])
    case question(String)
  }

  enum Step: Sendable, Equatable {
    case key(String)
    case item(Int)
  }

  let pieces: [Piece]

  /// Nil for a path or a brace that isn't closed.
  package init?(_ text: String) {
    guard text.contains("{") else {
      guard let piece = Self.piece(text) else { return nil }
      pieces = [piece]
      return
    }
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.words(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}"),
        let piece = Self.piece(String(rest[rest.index(after: open)..<close]))
      else { return nil }
      pieces.append(piece)
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }

  private static func piece(_ text: String) -> Piece? {
    guard text.hasPrefix("$") else { return text.isEmpty ? nil : .question(text) }
    var steps: [Step] = []
    var rest = text.dropFirst()
    while !rest.isEmpty {
      if let match = rest.prefixMatch(of: /\.([^.\[\]]+)/) {
        steps.append(.key(String(match.1)))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\[(\d{1,4})\]/) {
        steps.append(.item(Int(match.1) ?? 0))
        rest = rest[match.range.upperBound...]
      } else if let match = rest.prefixMatch(of: /\[(?:'([^']+)'|"([^"]+)")\]/) {
        steps.append(.key(String(match.1 ?? match.2 ?? "")))
        rest = rest[match.range.upperBound...]
      } else {
        return nil
      }
    }
    return .path(steps)
  }

  /// Nil when nothing was answered. Words between the pieces don't make an answer.
  func text(in body: FormTree, _ submission: FormSubmission) -> String? {
    if pieces.count == 1 { return value(pieces[0], body, submission)?.answer }
    let said = pieces.map { piece in
      if case .words(let words) = piece { return words }
      return value(piece, body, submission)?.answer ?? ""
    }
    let hasAnswer = zip(pieces, said).contains { piece, text in
      if case .words = piece { false } else { !text.isEmpty }
    }
    let joined = said.joined().split(separator: " ").joined(separator: " ")
    return hasAnswer ? joined : nil
  }

  /// Which of the answers it speaks of.
  func names(_ answer: FormSubmission.Answer) -> Bool {
    pieces.contains { piece in
      if case .question(let name) = piece { Self.isCalled(name, answer) } else { false }
    }
  }

  private func value(_ piece: Piece, _ body: FormTree, _ submission: FormSubmission) -> FormTree? {
    switch piece {
    case .words: nil
    case .path(let steps):
      steps.reduce(body) { tree, step in
        switch step {
        case .key(let key): tree[key]
        case .item(let index): tree[index]
        }
      }
    case .question(let name):
      submission.answers.first { Self.isCalled(name, $0) && $0.value.answer != nil }?.value
    }
  }

  private static func isCalled(_ name: String, _ answer: FormSubmission.Answer) -> Bool {
    answer.key == name || folded(answer.label) == folded(name)
  }

  /// A label without what forms put behind it.
  private static func folded(_ label: String) -> String {
    label.lowercased().split { $0.isWhitespace || $0 == "*" || $0 == ":" }.joined(separator: " ")
  }
}

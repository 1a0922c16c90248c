/// `signs.yaml`: which concepts together point to an issue or make it urgent.
struct Signs: Decodable, Sendable {
  let issues: [String: [Sign]]
  let urgency: [Urgent]

  struct Urgent: Decodable, Sendable {
    /// What the trail keeps: "put out of the house".
    let rule: String
    /// `now` or `soon`.
    let level: String
    let when: [Sign]
  }

  /// "3: wage + short - agency": points, concepts that must all be there, concepts that must not.
  struct Sign: Decodable, Sendable {
    let points: Int
    let all: [String]
    let none: [String]

    init(from decoder: any Decoder) throws {
      let text = try decoder.singleValueContainer().decode(String.self)
      let parts = text.split(separator: ":").map { $0.trimmingWhitespace() }
      points = parts.count == 2 ? Int(parts[0]) ?? 0 : 1
      var (all, none): ([String], [String]) = ([], [])
      var isIn = true
      for word in (parts.last ?? "").split(separator: " ") {
        switch word {
        case "+": isIn = true
        case "-": isIn = false
        case _ where isIn: all.append(String(word))
        case _: none.append(String(word))
        }
      }
      (self.all, self.none) = (all, none)
    }
  }
}

extension Substring {
  fileprivate func trimmingWhitespace() -> String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

import Desk

/// Weights of the points as somebody writes them, in the configuration or behind `--points`.
enum PointsText {
  /// Names and places, made when asked for: key paths are not sendable.
  static var weights: [(name: String, path: WritableKeyPath<Points, Double>)] {
    [
      ("promise", \.promise), ("now", \.now), ("soon", \.soon), ("window", \.window), ("previous", \.previous),
      ("specialism", \.specialism), ("secondLanguage", \.secondLanguage), ("scarcity", \.scarcity),
    ]
  }

  /// - Parameter texts: "window=30".
  /// - Throws: `ConfigurationFault` that names the weight.
  static func points(_ texts: [String]) throws -> Points {
    var points = Points()
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let weight = weights.first(where: { $0.name == parts[0] }) else {
        throw ConfigurationFault(
          key: "--points", reason: "\(text): a weight is \(weights.map(\.name).joined(separator: ", "))=NUMBER")
      }
      points[keyPath: weight.path] = try number(parts[1], "--points \(weight.name)")
    }
    return points
  }

  /// From 0 to 10000.
  static func number(_ text: String, _ key: String) throws -> Double {
    guard let number = Double(text), (0...10_000).contains(number) else {
      throw ConfigurationFault(key: key, reason: "must be a number from 0 to 10000")
    }
    return number
  }
}

import Foundation
import Yams

/// What is wrong with a configuration, and where: the start stops with exit 78.
struct ConfigurationFault: Error, Equatable, CustomStringConvertible {
  let key: String
  let reason: String

  var description: String { "\(key): \(reason)" }
}

/// Reads one YAML file, key by key, and remembers which keys were asked for, so that a misspelt one is named. Any value
/// may be overridden from the environment: BALIE_ and the path in capitals.
final class SettingsReader {
  private let root: Node
  private let environment: [String: String]
  private var asked: Set<String> = []

  init(file: URL, environment: [String: String]) throws {
    let text: String
    do { text = try String(contentsOf: file, encoding: .utf8) } catch {
      throw ConfigurationFault(key: file.path, reason: "can't be read")
    }
    let node: Node?
    do { node = try Yams.compose(yaml: text) } catch {
      throw ConfigurationFault(key: file.path, reason: "isn't YAML: \(error)")
    }
    guard let node, node.mapping != nil else { throw ConfigurationFault(key: file.path, reason: "holds no settings") }
    root = node
    self.environment = environment
  }

  func text(_ key: String) throws -> String {
    guard let text = try textIfAny(key) else { throw ConfigurationFault(key: key, reason: "is missing") }
    return text
  }

  func textIfAny(_ key: String) throws -> String? {
    guard let node = try node(key) else { return nil }
    guard let text = node.scalar?.string else { throw ConfigurationFault(key: key, reason: "must be a text") }
    return text
  }

  func number(_ key: String, or fallback: Int, atLeast least: Int = 1) throws -> Int {
    guard let text = try textIfAny(key) else { return fallback }
    guard let number = Int(text), number >= least else {
      throw ConfigurationFault(key: key, reason: "must be a whole number, at least \(least)")
    }
    return number
  }

  /// A length of time: "30s", "5m", "1h".
  func seconds(_ key: String, or fallback: Double) throws -> Double {
    guard let text = try textIfAny(key) else { return fallback }
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Int(text.dropLast()), (1...10_000).contains(number)
    else { throw ConfigurationFault(key: key, reason: "must be a length of time, such as 30s or 5m") }
    return Double(number) * unit
  }

  func texts(_ key: String) throws -> [String]? {
    guard let node = try node(key) else { return nil }
    guard let items = node.sequence else { throw ConfigurationFault(key: key, reason: "must be a list") }
    return try items.map { item in
      guard let text = item.scalar?.string else {
        throw ConfigurationFault(key: key, reason: "must be a list of texts")
      }
      return text
    }
  }

  /// One text, or a list of them.
  func oneOrMore(_ key: String) throws -> [String]? {
    guard let node = try node(key) else { return nil }
    return try node.sequence == nil ? [text(key)] : texts(key)
  }

  /// Names and what each stands for.
  func pairs(_ key: String) throws -> [(name: String, text: String)] {
    guard let node = try node(key) else { return [] }
    guard let mapping = node.mapping else { throw ConfigurationFault(key: key, reason: "must hold names") }
    return try mapping.map { name, value in
      guard let name = name.string, let text = value.scalar?.string else {
        throw ConfigurationFault(key: key, reason: "must hold a text for each name")
      }
      return (name, text)
    }
  }

  /// The names below a key: accounts.
  func names(_ key: String) throws -> [String] {
    guard let node = find(key) else { return [] }
    guard let mapping = node.mapping else { throw ConfigurationFault(key: key, reason: "must hold names") }
    return mapping.keys.compactMap(\.string)
  }

  /// Does a key hold a text, from the file or the environment, and not names or a list?
  func isText(_ key: String) throws -> Bool { try node(key)?.scalar != nil }

  func isList(_ key: String) throws -> Bool { try node(key)?.sequence != nil }

  /// A secret is never written in the file: `env:NAME` or `file:PATH`.
  func secret(_ key: String) throws -> String { try Self.secret(try text(key), key, environment) }

  func secrets(_ key: String) throws -> [String] {
    guard let texts = try texts(key), !texts.isEmpty else { throw ConfigurationFault(key: key, reason: "is missing") }
    return try texts.map { try Self.secret($0, key, environment) }
  }

  /// Paths count from the working directory, so that `config/balie.yaml` names its neighbours as `config/…`.
  func path(_ text: String) -> URL { URL(filePath: text).standardizedFileURL }

  /// - Throws: for the first key that nobody asked for.
  func finish() throws {
    for key in Self.leaves(root, "") where !asked.contains(where: { $0 == key || key.hasPrefix($0 + ".") }) {
      throw ConfigurationFault(key: key, reason: "is not a setting of balie")
    }
  }

  private func node(_ key: String) throws -> Node? {
    asked.insert(key)
    let name = "BALIE_" + key.uppercased().replacing(".", with: "_")
    guard let override = environment[name] else { return find(key) }
    do { return try Yams.compose(yaml: override) } catch {
      throw ConfigurationFault(key: name, reason: "can't be read")
    }
  }

  private func find(_ key: String) -> Node? {
    key.split(separator: ".").reduce(root as Node?) { $0?[String($1)] }
  }

  private static func secret(_ text: String, _ key: String, _ environment: [String: String]) throws
    -> String
  {
    if text.hasPrefix("env:") {
      guard let value = environment[String(text.dropFirst(4))], !value.isEmpty else {
        throw ConfigurationFault(key: key, reason: "the environment has no \(text.dropFirst(4))")
      }
      return value
    }
    guard text.hasPrefix("file:") else {
      throw ConfigurationFault(key: key, reason: "must be env:NAME or file:PATH, never the secret itself")
    }
    let file = URL(filePath: String(text.dropFirst(5)))
    do {
      return try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    } catch { throw ConfigurationFault(key: key, reason: "\(file.path) can't be read") }
  }

  private static func leaves(_ node: Node, _ path: String) -> [String] {
    guard let mapping = node.mapping, !mapping.isEmpty else { return [path] }
    return mapping.flatMap { key, value in
      leaves(value, (path.isEmpty ? "" : path + ".") + (key.string ?? "?"))
    }
  }
}

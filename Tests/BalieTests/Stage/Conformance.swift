import Foundation
import Testing

/// Holds every answer of the API against `openapi.json` as the desk serves it: status, content type and body. Stricter than the
/// document: a field that it doesn't name is wrong too.
struct Conformance: Sendable {
  private let document: Described

  /// JSON as Foundation reads it; never changed after that.
  private struct Described: @unchecked Sendable { let json: [String: Any] }

  init(_ bytes: [UInt8]) throws {
    document = Described(json: try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]))
  }

  /// "POST callbacks/{id}/claim": every route there is.
  var routes: [(method: String, path: String)] {
    paths.flatMap { path, methods in methods.keys.map { ($0.uppercased(), path) } }
  }

  private var paths: [String: [String: Any]] { document.json["paths"] as? [String: [String: Any]] ?? [:] }

  /// - Returns: what is wrong, in words; empty when all is as described.
  func faults(_ method: String, _ path: String, _ answer: Answer) -> [String] {
    let known = paths.first { Self.matches(path, $0.key) }
    guard let responses = (known?.value[method.lowercased()] as? [String: Any])?["responses"] as? [String: Any] else {
      let status = known == nil ? 404 : 405
      return answer.status == status ? [] : ["\(answer.status) for what isn't described, not \(status)"]
    }
    guard let described = responses[String(answer.status)] as? [String: Any],
      let content = described["content"] as? [String: [String: Any]]
    else { return ["the status \(answer.status) isn't described"] }
    let type = answer.header("Content-Type") ?? ""
    guard let schema = content[type]?["schema"] as? [String: Any] else { return ["\(type) isn't described"] }
    if type == "text/event-stream" || path == "/openapi.json" { return [] }
    do {
      let body = try JSONSerialization.jsonObject(with: Data(answer.bytes), options: .fragmentsAllowed)
      return faults(in: body, schema, at: "$")
    } catch { return ["the body is no JSON"] }
  }

  private static func matches(_ path: String, _ pattern: String) -> Bool {
    let (parts, wanted) = (path.split(separator: "/"), pattern.split(separator: "/"))
    return parts.count == wanted.count && zip(parts, wanted).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
  }

  private func faults(in value: Any, _ schema: [String: Any], at place: String) -> [String] {
    if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
      let schemas = (document.json["components"] as? [String: Any])?["schemas"] as? [String: [String: Any]]
      return schemas?[String(name)].map { faults(in: value, $0, at: place) } ?? ["\(place): no schema \(name)"]
    }
    if let any = schema["anyOf"] as? [[String: Any]] {
      let all = any.map { faults(in: value, $0, at: place) }
      return all.contains(where: \.isEmpty) ? [] : all.min { $0.count < $1.count } ?? []
    }
    switch schema["type"] as? String {
    case "object": return faults(inObject: value, schema, at: place)
    case "array":
      guard let list = value as? [Any], let items = schema["items"] as? [String: Any] else {
        return ["\(place): no list"]
      }
      return list.enumerated().flatMap { faults(in: $1, items, at: "\(place)[\($0)]") }
    case "string": return faults(inText: value, schema, at: place)
    case "integer":
      guard let number = value as? NSNumber, !Self.isFlag(number), Double(number.int64Value) == number.doubleValue
      else { return ["\(place): no integer"] }
      return number.intValue < (schema["minimum"] as? Int ?? .min) ? ["\(place): \(number) is too small"] : []
    case "number": return (value as? NSNumber).map { !Self.isFlag($0) } == true ? [] : ["\(place): no number"]
    case "boolean": return (value as? NSNumber).map(Self.isFlag) == true ? [] : ["\(place): no flag"]
    case "null": return value is NSNull ? [] : ["\(place): not null"]
    case let type: return ["\(place): the document says \(type ?? "nothing")"]
    }
  }

  private func faults(inObject value: Any, _ schema: [String: Any], at place: String) -> [String] {
    guard let object = value as? [String: Any] else { return ["\(place): no object"] }
    if let values = schema["additionalProperties"] as? [String: Any] {
      return object.flatMap { faults(in: $1, values, at: "\(place).\($0)") }
    }
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
    return missing.map { "\(place).\($0) is missing" }
      + object.flatMap { name, value in
        properties[name].map { faults(in: value, $0, at: "\(place).\(name)") } ?? ["\(place).\(name) isn't described"]
      }
  }

  private func faults(inText value: Any, _ schema: [String: Any], at place: String) -> [String] {
    guard let text = value as? String else { return ["\(place): no text"] }
    if let choices = schema["enum"] as? [String], !choices.contains(text) { return ["\(place): \(text) is no choice"] }
    if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
      return ["\(place): \(text) isn't like \(pattern)"]
    }
    if schema["format"] as? String == "date-time", (try? Date(text, strategy: .iso8601)) == nil {
      return ["\(place): \(text) is no time"]
    }
    return text.count < (schema["minLength"] as? Int ?? 0) ? ["\(place) is too short"] : []
  }

  private static func isFlag(_ number: NSNumber) -> Bool {
    "\(type(of: number))".contains("Boolean") || String(cString: number.objCType) == "c"
  }
}

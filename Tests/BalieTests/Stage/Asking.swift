import Curl
import Foundation
import Surface
import Synchronization
import Testing

/// What the desk answered over HTTP.
struct Answer: Sendable {
  let status: Int
  let headers: [HTTPCall.Header]
  let bytes: [UInt8]

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Wire.decode(type, from: bytes) }

  /// Nil for what isn't a problem, or doesn't say so.
  var problem: Problem.Kind? {
    guard header("Content-Type") == "application/problem+json" else { return nil }
    do { return try decode(Problem.self).kind } catch { return nil }
  }
}

extension Stage {
  func call(
    _ method: String, _ url: String, body: [UInt8] = [], headers: [HTTPCall.Header] = [],
    socket: String? = nil
  ) async throws -> Answer {
    let answer = try await curl.perform(
      HTTPCall(
        method: method, url: url, headers: headers, body: body, unixSocket: socket, maxResponseBytes: 4 << 20,
        addresses: .any))
    let told = Answer(status: answer.status, headers: answer.headers, bytes: answer.body)
    if socket == nil { try await hold(told, method, url) }
    return told
  }

  /// Every answer of the API is held against the document that the desk serves.
  private func hold(_ answer: Answer, _ method: String, _ address: String) async throws {
    let root = url + "/api/v1"
    guard address.hasPrefix(root + "/"), answer.status != 413, method != "HEAD" else { return }
    let path = address.dropFirst(root.count).prefix { $0 != "?" }
    let faults = try await conformance().faults(method, String(path), answer)
    #expect(faults.isEmpty, "\(method) \(path) \(answer.status): \(faults.joined(separator: "; "))")
  }

  /// The document, fetched once.
  func conformance() async throws -> Conformance {
    if let known = described.withLock({ $0 }) { return known }
    let answer = try await curl.perform(HTTPCall(url: url + "/api/v1/openapi.json", addresses: .any))
    let read = try Conformance(answer.body)
    described.withLock { $0 = read }
    return read
  }

  func get(_ path: String, _ headers: [HTTPCall.Header] = []) async throws -> Answer {
    try await call("GET", url + path, headers: headers)
  }

  /// The API. Sentences come in English.
  func api(_ method: String, _ path: String, as token: String? = nil) async throws -> Answer {
    try await call(method, url + "/api/v1/" + path, headers: Self.headers(token))
  }

  func api(_ method: String, _ path: String, _ body: some Encodable, as token: String? = nil) async throws
    -> Answer
  {
    try await call(method, url + "/api/v1/" + path, body: Wire.encode(body), headers: Self.headers(token))
  }

  private static func headers(_ token: String?) -> [HTTPCall.Header] {
    let headers = [("Content-Type", "application/json"), ("Accept-Language", "en")]
    return headers + (token.map { [("Authorization", "Bearer " + $0)] } ?? [])
  }

  /// A post of our own form.
  func form(_ fields: [(String, String)], to language: String = "pl") async throws -> Answer {
    let body = fields.map { "\(Self.percentEncoded($0.0))=\(Self.percentEncoded($0.1))" }.joined(
      separator: "&")
    return try await form(Array(body.utf8), to: language)
  }

  func form(
    _ body: [UInt8], to language: String = "pl", type: String = "application/x-www-form-urlencoded"
  ) async throws -> Answer {
    try await call("POST", url + "/" + language, body: body, headers: [("Content-Type", type)])
  }

  private static func percentEncoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  /// Everything open, as the coordinator sees it.
  func everything(as token: String) async throws -> [CallbackBody] {
    try await api("GET", "queue?all=true&limit=500", as: token).decode(List<CallbackBody>.self).items
  }

  func inbox(as token: String) async throws -> [InboxBody] {
    try await api("GET", "inbox?limit=500", as: token).decode(List<InboxBody>.self).items
  }

  /// One line of `/metrics`; 0 for one that isn't there.
  func metric(_ series: String) async throws -> Int {
    let text = try await call("GET", operatorURL + "/metrics").text
    let line = text.split(separator: "\n").first { $0.hasPrefix(series + " ") }
    return line.flatMap { Int($0.dropFirst(series.count + 1)) } ?? 0
  }
}

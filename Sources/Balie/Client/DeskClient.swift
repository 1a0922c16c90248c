import ArgumentParser
import Curl
import Foundation
import Surface
import Words

/// The commands' side of the API: they are clients of a running desk, never of its file.
struct DeskClient {
  let claims: ClaimMemory
  private let url: String
  private let token: String
  private let curl = CurlClient()

  /// `BALIE_URL` and `BALIE_TOKEN` say where and who.
  init(environment: [String: String] = ProcessInfo.processInfo.environment) throws {
    guard let url = environment["BALIE_URL"], !url.isEmpty else {
      throw Failed(.usage, "Set BALIE_URL to the desk's address, such as http://127.0.0.1:8080.")
    }
    guard let token = environment["BALIE_TOKEN"], !token.isEmpty else {
      throw Failed(.usage, "Set BALIE_TOKEN to your token; `balie token create` makes one.")
    }
    self.url = (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/api/v1/"
    self.token = token
    claims = ClaimMemory(desk: url, environment: environment)
  }

  func get(_ path: String) async throws -> [UInt8] { try await call("GET", path, body: []) }

  /// Each with a key of its own, so that a call that is repeated on the way does nothing twice.
  func post(_ path: String, headers: [HTTPCall.Header] = []) async throws -> [UInt8] {
    try await call("POST", path, body: [], headers: headers + [Self.key])
  }

  func post(_ path: String, _ body: some Encodable, headers: [HTTPCall.Header] = []) async throws -> [UInt8] {
    try await call("POST", path, body: try Wire.encode(body), headers: headers + [Self.key])
  }

  private static var key: HTTPCall.Header { ("Idempotency-Key", UUID().uuidString) }

  func put(_ path: String, _ body: some Encodable) async throws -> [UInt8] {
    try await call("PUT", path, body: try Wire.encode(body))
  }

  private func call(
    _ method: String, _ path: String, body: [UInt8], headers: [HTTPCall.Header] = []
  ) async throws -> [UInt8] {
    let call = HTTPCall(
      method: method, url: url + path,
      headers: [
        ("Authorization", "Bearer \(token)"), ("Content-Type", "application/json"),
        ("Accept-Language", Speech.language.rawValue),
      ] + headers, body: body, maxResponseBytes: 64 << 20, addresses: .any)
    let answer: HTTPAnswer
    do { answer = try await performTwice(call) } catch { throw Failed(.notReachable, Speech.words.notReachable) }
    guard (200..<300).contains(answer.status) else { throw Self.failed(answer) }
    return answer.body
  }

  /// An answer that was lost is asked for again: reading changes nothing, and a key keeps a POST from being done twice.
  private func performTwice(_ call: HTTPCall) async throws -> HTTPAnswer {
    do { return try await curl.perform(call) } catch .outcomeUnknown { return try await curl.perform(call) }
  }

  private static func failed(_ answer: HTTPAnswer) -> Failed {
    let problem: Problem
    do { problem = try Wire.decode(Problem.self, from: answer.body) } catch {
      return Failed(.fault, "HTTP \(answer.status)")
    }
    let status: ExitStatus =
      switch problem.kind {
      case .unauthorized, .notAllowed: .notAllowed
      case .fault, .badRequest, .method, .contentType, .contentEncoding, .tooLarge, .tooSlow, .badSignature, nil: .fault
      case .unavailable: .notReachable
      case .notFound, .held, .notHolder, .stale, .refused, .invalid, .otherRequest: .refused
      }
    return Failed(status, problem.title)
  }
}

/// A command ends with a sentence on stderr and a status.
struct Failed: Error, CustomStringConvertible {
  let status: ExitStatus
  let sentence: String

  init(_ status: ExitStatus, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

  var description: String { sentence }
}

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Surface

/// A refusal on its way to an answer.
struct ProblemAnswer: Error {
  let problem: Problem
  let headers: HTTPFields

  init(_ kind: Problem.Kind, _ title: String, detail: String? = nil, headers: HTTPFields = [:]) {
    problem = Problem(kind, title: title, detail: detail)
    self.headers = headers
  }
}

/// The shapes of answers.
enum Answers {
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    json(bytes: try Wire.encode(value), status: status)
  }

  /// Nothing of the API may be kept by a cache.
  static func json(bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: "application/json", .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  static func page(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [
        .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: FormStyle.contentSecurityPolicy,
        .cacheControl: "no-store", .xContentTypeOptions: "nosniff", .referrerPolicy: "no-referrer",
      ], body: .init(byteBuffer: ByteBuffer(string: html)))
  }

  static func problem(_ problem: Problem, headers more: HTTPFields = [:]) -> Response {
    var headers: HTTPFields = [.contentType: "application/problem+json", .cacheControl: "no-store"]
    headers.append(contentsOf: more)
    if problem.kind == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"balie\"" }
    if problem.kind == .unavailable { headers[.retryAfter] = "5" }
    if problem.kind == .tooLarge { headers[.connection] = "close" }
    let bytes: [UInt8]
    do { bytes = try Wire.encode(problem) } catch { bytes = [] }
    return Response(
      status: .init(code: problem.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

}

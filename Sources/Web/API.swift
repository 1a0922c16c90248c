import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Surface

/// What every route of the API starts with: who asks, about which callback, with what.
struct API: Sendable {
  let gatekeeper: Gatekeeper
  let rules: DeskRules

  static let mostBody = 64 << 10

  /// - Throws: 401 without a token that is known.
  func caller(_ request: Request) async throws -> Caller {
    guard let header = request.headers[.authorization], header.hasPrefix("Bearer "),
      let caller = try await gatekeeper.caller(token: String(header.dropFirst(7)))
    else { throw ProblemAnswer(.unauthorized, "The token is missing or not known.") }
    // Nothing here is a partner's.
    if case .partner = caller.role { throw Refusal.notAllowed }
    return caller
  }

  func adviser(_ request: Request) async throws -> Adviser { try await caller(request).adviser() }

  /// - Throws: 404 for what isn't a number.
  func id<Subject>(_ context: DeskContext) throws -> ID<Subject> {
    guard let number = context.parameters.get("id").flatMap({ Int64($0) }) else { throw Refusal.notFound }
    return ID(number)
  }

  /// The epoch that the holder's write carries.
  func epoch(_ request: Request) throws -> Int? {
    guard let text = request.headers[.claimEpoch] else { return nil }
    guard let epoch = Int(text) else { throw Refusal.invalid(field: "Claim-Epoch") }
    return epoch
  }

  func body<Value: Decodable>(_ type: Value.Type, _ request: Request, _ context: DeskContext) async throws -> Value {
    let bytes = try await BodyReader.read(request, context, most: Self.mostBody)
    do { return try Wire.decode(type, from: Array(bytes)) } catch let error as DecodingError {
      throw Refusal.invalid(field: Self.field(error))
    }
  }

  func limit(_ request: Request) -> Int {
    min(max(request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 50, 1), 500)
  }

  func body(_ callback: Callback) -> CallbackBody { CallbackBody(callback, rules: rules) }

  func answer(_ callback: Callback) throws -> Response { try Answers.json(body(callback)) }

  /// A one-line or longer text that a colleague wrote: no control characters but newline and tab.
  static func checked(_ text: String, field: String, most: Int = 8000) throws(Refusal) -> String {
    let isClean = text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
    }
    guard isClean, text.unicodeScalars.count <= most else { throw .invalid(field: field) }
    return text
  }

  /// The path of what is wrong, made of our own names only.
  private static func field(_ error: DecodingError) -> String {
    let path: [any CodingKey]
    switch error {
    case .keyNotFound(let key, let context): path = context.codingPath + [key]
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      path = context.codingPath
    @unknown default: path = []
    }
    return path.isEmpty ? "body" : path.map(\.stringValue).joined(separator: ".")
  }

}

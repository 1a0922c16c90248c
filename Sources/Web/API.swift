import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// What every route of the API starts with: who asks, with what.
struct API: Sendable {
  let gatekeeper: Gatekeeper
  let store: Store
  let rules: DeskRules

  static let mostBody = 64 << 10

  /// - Throws: 401 without a token that is known.
  func caller(_ request: Request) async throws -> Caller {
    guard let header = request.headers[.authorization], header.hasPrefix("Bearer "),
      let caller = try await gatekeeper.caller(token: String(header.dropFirst(7)))
    else { throw ProblemAnswer(.unauthorized, "The token is missing or not known.") }
    return caller
  }

  func bytes(_ request: Request, _ context: DeskContext, most: Int = API.mostBody) async throws -> [UInt8] {
    Array(try await BodyReader.read(request, context, most: most))
  }

  /// - Throws: `Refusal.invalid` with the place of what is wrong.
  static func body<Value: Described>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
    do { return try Wire.decode(type, from: bytes) } catch let error as DecodingError {
      throw Refusal.invalid(field: field(error, known: Set(type.shape.objects.flatMap { $0.properties.map(\.name) })))
    }
  }

  func body(_ callback: Callback) -> CallbackBody { CallbackBody(callback, rules: rules) }

  /// A one-line or longer text that a colleague wrote: no control characters but newline and tab.
  static func checked(_ text: String, field: String, most: Int = 8000) throws(Refusal) -> String {
    let isClean = text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
    }
    guard isClean, text.unicodeScalars.count <= most else { throw .invalid(field: field) }
    return text
  }

  /// The same, and not empty.
  static func said(_ text: String, field: String, most: Int = 8000) throws(Refusal) -> String {
    guard !text.isEmpty else { throw .invalid(field: field) }
    return try checked(text, field: field, most: most)
  }

  /// The path of what is wrong, as far as it is made of our own names and of numbers: a key may be anybody's.
  private static func field(_ error: DecodingError, known: Set<String>) -> String {
    let path: [any CodingKey]
    switch error {
    case .keyNotFound(let key, let context): path = context.codingPath + [key]
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      path = context.codingPath
    @unknown default: path = []
    }
    let ours = path.prefix { $0.intValue != nil || known.contains($0.stringValue) }
    return ours.isEmpty ? "body" : ours.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
  }
}

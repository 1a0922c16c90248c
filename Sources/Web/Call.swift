import Access
import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Storage
import Surface

/// A request to the API, with who asks already known and the body already here.
struct Call: Sendable {
  let request: Request
  let context: DeskContext
  let caller: Caller
  let bytes: [UInt8]
  let api: API

  /// - Throws: 403 for a token that stands for a role alone.
  func adviser() throws(Refusal) -> Adviser { try caller.adviser() }

  /// - Throws: 404 for what isn't a number.
  func id<Subject>() throws(Refusal) -> ID<Subject> {
    guard let number = context.parameters.get("id").flatMap({ Int64($0) }) else { throw .notFound }
    return ID(number)
  }

  func body<Value: Described>(_ type: Value.Type) throws -> Value { try API.body(type, from: bytes) }

  func query(_ name: String) -> String? { request.uri.queryParameters[name[...]].map(String.init) }

  /// "true" or "false".
  func flag(_ name: String) throws(Refusal) -> Bool {
    switch query(name) {
    case nil, "false": false
    case "true": true
    case _: throw .invalid(field: name)
    }
  }

  /// How many lines of a list.
  func limit() throws(Refusal) -> Int {
    guard let text = query("limit") else { return 50 }
    let isNumber = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    // Whoever wants more than there are numbers for gets the most.
    guard isNumber, case let limit = Int(text) ?? .max, limit > 0 else { throw .invalid(field: "limit") }
    return min(limit, 500)
  }

  /// - Throws: `Refusal.invalid` for a cursor that we never gave.
  func cursor<Place>(_ read: (String) -> Place?) throws(Refusal) -> Place? {
    guard let text = query("cursor"), !text.isEmpty else { return nil }
    guard let place = read(text) else { throw .invalid(field: "cursor") }
    return place
  }

  /// The epoch that the holder's write carries.
  func epoch() throws(Refusal) -> Int? {
    guard let text = request.headers[.claimEpoch] else { return nil }
    guard let epoch = Int(text) else { throw .invalid(field: "Claim-Epoch") }
    return epoch
  }

  /// The version that an edit carries.
  func version() throws(Refusal) -> Int? {
    guard let text = request.headers[.ifMatch], text != "*" else { return nil }
    let bare = text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
    guard let version = Int(bare) else { throw .invalid(field: "If-Match") }
    return version
  }

  /// As the client chose it; a quoted one (RFC 8941) and a bare one are the same.
  var idempotencyKey: String? {
    get throws(Refusal) {
      guard let text = request.headers[.idempotencyKey] else { return nil }
      let key =
        text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"") ? String(text.dropFirst().dropLast()) : text
      guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
        throw .invalid(field: "Idempotency-Key")
      }
      return key
    }
  }

  func answer(_ callback: Callback) throws -> Response {
    var response = try Answers.json(api.body(callback))
    response.headers[.eTag] = "\"\(callback.version)\""
    return response
  }

  /// The callback that was changed by a request that comes again, as it was then.
  func callback(_ made: Once.Made) async throws -> Callback {
    guard let id = made.callback, let version = made.version,
      let callback = try await api.store.read({ try Callbacks.find(id, at: version, in: $0) })
    else { throw Refusal.notFound }
    return callback
  }
}

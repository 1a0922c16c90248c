import Desk
import Foundation
import HTTPTypes
import Hummingbird
import Surface

/// A posted form of ours, field by field.
enum PostedForm {
  static let most = 64 << 10

  /// - Throws: 415 for another content type, `Rejection.badRequest` for what no browser with our form sends.
  static func read(_ request: Request, _ context: DeskContext) async throws -> [String: String] {
    let type = request.headers[.contentType]?.split(separator: ";").first?.lowercased()
    guard type == "application/x-www-form-urlencoded" else {
      throw ProblemAnswer(.contentType, "The form is sent as application/x-www-form-urlencoded.")
    }
    let bytes = try await BodyReader.read(request, context, most: most)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Rejection.badRequest }
    do { return try URLEncodedFormDecoder().decode([String: String].self, from: text) } catch {
      throw Rejection.badRequest
    }
  }
}

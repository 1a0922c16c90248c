import Foundation
import Hummingbird
import NIOCore
import Surface

/// `GET openapi.json`: what the table of routes says of itself. For anybody: it holds nothing of anybody.
struct DocumentRoute: Sendable {
  let table: [Endpoint]

  private static let itself = Endpoint(
    .get, "openapi.json", "describeAPI", "This document.", for: .anybody, answer: .document)

  func add(to router: Router<DeskContext>) {
    let document = Document.json(of: table + [Self.itself])
    router.get("api/v1/openapi.json") { _, _ in try Answers.json(document) }
  }
}

import Desk
import Forms
import Foundation
import HTTPTypes
import Hummingbird
import Intake

/// `POST /webhooks/forms/{source}`: what a form provider posts. What it is answered: gateways.md A1.14.
struct FormWebhookRoutes: Sendable {
  let receiver: Receiver
  let clock: @Sendable () -> Date
  let counters: Counters

  func add(to router: Router<DeskContext>) {
    router.post("webhooks/forms/:source") { try await receive($0, $1) }
    router.on("webhooks/forms/:source", method: .options) { try handshake($0, $1) }
  }

  /// 200 once it is on the disk; nothing is read before that.
  private func receive(_ request: Request, _ context: DeskContext) async throws -> Response {
    do {
      let source = try receiver.form(context.parameters.get("source") ?? "")
      let body = try await BodyReader.read(request, context, most: source.most)
      let headers = Self.headers(request)
      let delivery = FormDelivery(headers: headers, body: body)
      let query = Dictionary(
        request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first })
      guard source.signature.verifies(delivery, headers: headers, query: query, now: clock()) else {
        throw Rejection.badSignature
      }
      try await receiver.receive(delivery, from: source)
      counters.count("deliveries", ["channel": "form_provider", "result": "kept"])
      return try Answers.json(["received": true])
    } catch let rejection as Rejection {
      counters.count("deliveries", ["channel": "form_provider", "result": rejection.rawValue])
      throw rejection
    }
  }

  /// CloudEvents' protection against abuse: a sender asks first whether it may post here.
  private func handshake(_ request: Request, _ context: DeskContext) throws -> Response {
    _ = try receiver.form(context.parameters.get("source") ?? "")
    guard let origin = request.headers[.webHookRequestOrigin] else { throw HTTPError(.notFound) }
    return Response(status: .ok, headers: [.webHookAllowedOrigin: origin, .allow: "POST"])
  }

  /// By names in lower case; of a header that stands twice the first.
  private static func headers(_ request: Request) -> [String: String] {
    Dictionary(request.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
